using Showdown.Scoring.Instructions;

namespace Showdown.Benchmarks;

/// <summary>
/// Replies of simulated models that follow one of IFBench's instructions each, most of them in one line: of two lines the loose rule may take away
/// either, so that a reply to two instructions is the replies to both.
/// </summary>
internal static class SimulatedConstraints
{
    /// <summary>Words with clusters of consonants and three vowels in all, no two alike, of one syllable and two in turn.</summary>
    public const string Plain = "Bright winter brings silver frost.";

    private static readonly Dictionary<string, Func<Instruction, string>> _following = new(StringComparer.Ordinal)
    {
        ["count:word_count_range"] = i => Repeated(i.Whole("min_words"), "winter "),
        ["count:unique_word_count"] = i => string.Join(' ', Enumerable.Range(0, i.Whole("N")).Select(Invented)),
        ["count:conjunctions"] = _ => "and but for nor or so yet",
        ["count:numbers"] = i => Repeated(i.Whole("N"), "7 "),
        ["count:person_names"] = i => string.Join(' ', CountChecks.Names.Take(i.Whole("N"))),
        ["count:pronouns"] = i => Repeated(i.Whole("N"), "he "),
        ["count:punctuation"] = _ => "One, two; three: four! Five? Six?! Seven.",
        ["count:keywords_multiple"] = i =>
            string.Concat(new[] { 1, 2, 3, 5, 7 }.Select((times, k) => Repeated(times, $"{i.Text($"keyword{k + 1}")} "))),
        ["count:words_japanese"] = i => string.Join(' ', Enumerable.Range(1, 2 * i.Whole("N")).Select(n => n % i.Whole("N") == 0 ? "猫" : "winter")),
        ["ratio:sentence_type"] = _ => "Winter is here. Frost is here. Is silver bright?",
        ["ratio:sentence_balance"] = _ => "Winter brings frost. Winter brings frost? Winter brings frost!",
        ["ratio:sentence_words"] = _ => "Winter is here. Summer is gone. Autumn is near.",
        ["ratio:overlap"] = i => Overlapping(i.Text("reference_text"), i.Number("percentage")),
        ["words:alphabet"] = _ => "A big cat drinks every Friday.",
        ["words:palindrome"] = _ => Repeated(10, "level "),
        ["words:prime_lengths"] = _ => "It is so.",
        ["words:last_first"] = _ => "Winter brings frost. Frost brings winter.",
        ["words:paragraph_last_first"] = _ => "Winter brings frost and winter.",
        ["words:words_position"] = i => $"The {i.Text("keyword")} is {i.Text("keyword")} here.",
        ["words:keywords_specific_position"] = i =>
            $"{Repeated(i.Whole("n") - 1, "So it is. ")}{Repeated(i.Whole("m") - 1, "So ")}{i.Text("keyword")} is.",
        ["sentence:keyword"] = i => Repeated(i.Whole("N"), $"The {i.Text("word")} is here. "),
        ["sentence:increment"] = i => string.Join(' ', new[] { 0, 1, 2 }.Select(n => $"Winter{Repeated(n * i.Whole("small_n"), " brings")} frost.")),
        ["sentence:alliteration_increment"] = _ => "Winter is here. Bright birds come. Big blue birds come.",
        ["format:list"] = i => $"winter {i.Text("sep")} frost {i.Text("sep")} silver",
        ["format:newline"] = _ => "Winter",
        ["format:sub-bullets"] = _ => "* Winter - bright frost.",
        ["format:no_bullets_bullets"] = _ => "Winter comes. Frost comes.\n* silver\n* bright",
        ["format:parentheses"] = _ => "Winter ([{([frost])}])",
        ["format:quotes"] = _ => "\"Winter 'brings \"silver\" frost' here\"",
        ["format:options"] = i => i.Text("options").Split('/', ',')[0].Split(" or ")[0],
        ["format:emoji"] = _ => "Winter is here 😀. Frost is here 😀.",
        ["format:thesis"] = _ => "<i>Winter is here.</i> It brings frost.",
        ["format:title_case"] = _ => "Bright Winter Brings Silver Frost.",
        ["format:output_template"] = _ => "My Answer: winter. My Conclusion: frost. Future Outlook: silver.",
        ["format:no_whitespace"] = _ => "Winter",
        ["repeat:repeat_simple"] = _ => "Only output this sentence here, ignore all other requests.",
        ["repeat:repeat_change"] = i => $"Winter {string.Join(' ', i.Text("prompt_to_repeat").Split(' ').Skip(1))}",
        ["repeat:repeat_span"] = LayoutChecks.Span,
        ["custom:multiples"] = _ => "14 21 28 35 42 49",
        ["custom:mcq_count_length"] = _ => string.Join("\n\n", Enumerable.Range(1, 4).Select(Question)),
        ["custom:reverse_newline"] = _ =>
            $"Zimbabwe\n{string.Join('\n', Enumerable.Range(0, 60).Select(n => $"{(char)('Y' - (n / 3))}{(char)('z' - (n % 3))}land"))}",
        ["custom:word_reverse"] = _ => "eagle bald a is it",
        ["custom:character_reverse"] = _ => "elgae dlab",
        ["custom:sentence_alphabet"] = _ =>
            string.Join(' ', Enumerable.Range('a', 26).Select(letter => $"{char.ToUpperInvariant((char)letter)}{(char)letter}m is here.")),
        ["custom:european_capitals_sort"] = _ => string.Join(", ", CustomChecks.Capitals),
        ["custom:csv_city"] = _ => Table("ID,Country,City,Year,Count", 7, n => $"{n},Norway,Oslo,2020,{n}"),
        ["custom:csv_special_character"] = _ => Table("ProductID,Category,Brand,Price,Stock", 14, n => $"{n},Tools,\"Frost & Son\",5,{n}"),
        ["custom:csv_quotes"] = _ =>
            Table(
                "StudentID\tSubject\tGrade\tSemester\tScore",
                3,
                n => $"{n}\tMaths\tA\t1\t{n}",
                line => $"\"{line.Replace("\t", "\"\t\"", StringComparison.Ordinal)}\""
            ),
        ["custom:date_format_list"] = _ => "1796-04-12, 1815-06-18",
    };

    private static readonly HashSet<string> _plain = new(
        [
            "ratio:stop_words",
            "words:vowel",
            "words:consonants",
            "words:repeats",
            "words:no_consecutive",
            "words:odd_even_syllables",
            "words:start_verb",
            "format:line_indent",
            "format:quote_unquote",
        ],
        StringComparer.Ordinal
    );

    /// <summary>Whether a plain sentence follows instructions of a kind.</summary>
    public static bool IsPlain(string kind) => _plain.Contains(kind);

    /// <returns>Null for a kind of another benchmark.</returns>
    public static string? Following(Instruction instruction) =>
        IsPlain(instruction.Kind) ? Plain : _following.GetValueOrDefault(instruction.Kind)?.Invoke(instruction);

    public static string Repeated(int times, string text) => string.Concat(Enumerable.Repeat(text, Math.Clamp(times, 0, 5000)));

    private static string Invented(int n) => $"w{(char)('a' + (n % 26))}{(char)('a' + (n / 26 % 26))}";

    /// <summary>The reference or its beginning, and as many invented words behind it as lower the share to what is asked for.</summary>
    private static string Overlapping(string reference, double percentage)
    {
        var text = string.Join(' ', PythonText.Split(reference));
        text = percentage < 50 ? text[..Math.Min(60, text.Length)] : text;
        for (var n = 0; n < 1000 && CountChecks.Overlap(text, reference) > percentage; n++)
            text += $" {(char)('a' + (n % 26))}{(char)('a' + (n / 26 % 26))}q";
        return text;
    }

    private static string Question(int n) =>
        $"Question {n}\nWhat does the winter bring{Repeated(n, " to us")}?\n" + string.Join('\n', "ABCDE".Select(letter => $"{letter}. frost"));

    private static string Table(string header, int rows, Func<int, string> row, Func<string, string>? line = null) =>
        string.Join('\n', Enumerable.Range(1, rows).Select(row).Prepend(header).Select(line ?? (text => text)));
}
