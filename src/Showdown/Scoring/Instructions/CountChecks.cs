using System.Text.RegularExpressions;

namespace Showdown.Scoring.Instructions;

/// <summary>IFBench's kinds that count: words, names, marks, and their ratios.</summary>
internal static partial class CountChecks
{
    private static readonly HashSet<string> _conjunctions = new(["and", "but", "for", "nor", "or", "so", "yet"], StringComparer.Ordinal);

    /// <summary>The names that the prompts list.</summary>
    internal static readonly IReadOnlyList<string> Names = (
        "Emma Liam Sophia Jackson Olivia Noah Ava Lucas Isabella Mason Mia Ethan Charlotte Alexander Amelia Benjamin Harper Leo Zoe Daniel Chloe Samuel Lily "
        + "Matthew Grace Owen Abigail Gabriel Ella Jacob Scarlett Nathan Victoria Elijah Layla Nicholas Audrey David Hannah Christopher Penelope Thomas Nora "
        + "Andrew Aria Joseph Claire Ryan Stella Jonathan"
    ).Split(' ');

    private static readonly HashSet<string> _pronouns = new(
        (
            "i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it its itself "
            + "they them their theirs themselves this that these those who whom whose which what whoever whomever whichever whatever anyone anybody anything "
            + "everyone everybody everything someone somebody something nobody nothing each either neither both all some any none"
        ).Split(' '),
        StringComparer.Ordinal
    );

    public static IReadOnlyDictionary<string, InstructionCheck> All { get; } =
        new Dictionary<string, InstructionCheck>(StringComparer.Ordinal)
        {
            ["count:word_count_range"] = (r, i, _) =>
                PythonText.Words(r).Count is var words && words >= i.Whole("min_words") && words <= i.Whole("max_words"),
            ["count:unique_word_count"] = (r, i, _) =>
                PythonText.Split(PythonText.Lower(r)).Select(PythonText.Bare).Distinct().Count() >= i.Whole("N"),
            // Spellings count apart: "And" and "and," are two.
            ["count:conjunctions"] = (r, i, _) =>
                PythonText.Split(r).Where(w => _conjunctions.Contains(PythonText.Lower(PythonText.Bare(w)))).Distinct().Count() >= i.Whole("small_n"),
            ["count:numbers"] = (r, i, _) => Digits().Count(PythonText.WithoutPunctuation(r)) == i.Whole("N"),
            ["count:person_names"] = (r, i, _) => Names.Count(name => PythonText.ContainsWord(r, name, StringComparison.Ordinal)) >= i.Whole("N"),
            ["count:pronouns"] = (r, i, kit) => kit.Tokens(PythonText.Lower(r.Replace('/', ' '))).Count(_pronouns.Contains) >= i.Whole("N"),
            ["count:punctuation"] = (r, _, _) => HasEveryMark(r),
            ["count:keywords_multiple"] = (r, i, _) =>
                ((ReadOnlySpan<int>)[1, 2, 3, 5, 7])
                    .ToArray()
                    .Select((times, k) => PythonText.Count(PythonText.Lower(r), i.Text($"keyword{k + 1}")) == times)
                    .All(right => right),
            ["count:words_japanese"] = (r, i, _) => EveryNth(PythonText.Split(r), i.Whole("N")).All(IsJapanese),
            ["ratio:stop_words"] = (r, i, kit) =>
                PythonText.Words(r) is { Count: > 0 } words
                && 100.0 * words.Count(w => kit.IsStopWord(PythonText.Lower(w))) / words.Count <= i.Number("percentage"),
            ["ratio:sentence_type"] = (r, _, kit) => kit.Sentences(r) is var s && Ending(s, '.') == 2 * Ending(s, '?'),
            ["ratio:sentence_balance"] = (r, _, kit) =>
                kit.Sentences(r) is var s && Ending(s, '.') == Ending(s, '?') && Ending(s, '?') == Ending(s, '!'),
            // that the words differ is asked for and not checked
            ["ratio:sentence_words"] = (r, _, kit) =>
                kit.Sentences(r) is [_, _, _] s && s.Select(x => PythonText.Length(x.Trim())).Distinct().Count() == 1,
            ["ratio:overlap"] = (r, i, _) => Math.Abs(Overlap(r, i.Text("reference_text")) - i.Number("percentage")) <= 2,
        };

    private static int Ending(List<string> sentences, char mark) => sentences.Count(s => s.EndsWith(mark));

    private static bool HasEveryMark(string reply)
    {
        if (!reply.Contains("!?", StringComparison.Ordinal) && !reply.Contains("?!", StringComparison.Ordinal) && !reply.Contains('‽'))
            return false;
        var mark = reply.Contains("?!", StringComparison.Ordinal) ? "?!" : "!?";
        var at = reply.IndexOf(mark, StringComparison.Ordinal);
        var rest = at < 0 ? reply : reply.Remove(at, mark.Length);
        return ".,!?;:".All(rest.Contains);
    }

    private static IEnumerable<string> EveryNth(List<string> words, int n) => words.Where((_, place) => (place + 1) % n == 0);

    private static bool IsJapanese(string word)
    {
        var bare = PythonText.Bare(word);
        return bare.Length == 0
            || bare.All(char.IsDigit)
            || bare.EnumerateRunes().Any(rune => rune.Value is (>= 0x3040 and <= 0x30FF) or (>= 0x4E00 and <= 0x9FFF));
    }

    /// <summary>How many of the reply's trigrams of characters a reference has, in percent.</summary>
    internal static double Overlap(string reply, string reference)
    {
        var own = Trigrams(reply);
        return own.Count == 0 ? double.NegativeInfinity : 100.0 * own.Count(Trigrams(reference).Contains) / own.Count;
    }

    private static HashSet<(int, int, int)> Trigrams(string text)
    {
        var runes = PythonText.Characters(text);
        return [.. Enumerable.Range(0, Math.Max(0, runes.Length - 2)).Select(i => (runes[i].Value, runes[i + 1].Value, runes[i + 2].Value))];
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}
