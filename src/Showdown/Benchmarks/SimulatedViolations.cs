using Showdown.Scoring.Instructions;

namespace Showdown.Benchmarks;

/// <summary>Replies of simulated models that break one instruction. Most instructions are broken by any short reply, others only on
/// purpose.</summary>
internal static class SimulatedViolations
{
    private const string Short = "no, (";

    private static readonly Dictionary<string, Func<Instruction, string>> _onPurpose = new(StringComparer.Ordinal)
    {
        ["keywords:forbidden_words"] = i => i.Texts("forbidden_words")[0],
        ["language:response_language"] = i =>
            i.Text("language") == "en" ? "Dies ist ein kurzer Satz." : "This is a short sentence about the weather.",
        ["change_case:english_lowercase"] = _ => "NO, (",
        ["count:words_japanese"] = i => SimulatedConstraints.Repeated(i.Whole("N"), "no "),
        ["ratio:stop_words"] = _ => "it is so of the",
        ["ratio:sentence_type"] = _ => "It is so.",
        ["ratio:sentence_balance"] = _ => "It is so.",
        ["words:alphabet"] = _ => "no no",
        ["words:vowel"] = _ => "education",
        ["words:prime_lengths"] = _ => "none",
        ["words:repeats"] = i => SimulatedConstraints.Repeated(i.Whole("small_n") + 1, "no "),
        ["words:no_consecutive"] = _ => "no no",
        ["words:last_first"] = _ => "It is. So it is.",
        ["words:paragraph_last_first"] = _ => "no yes",
        ["words:odd_even_syllables"] = _ => "no no",
        ["sentence:increment"] = _ => "It is. It is.",
        ["sentence:alliteration_increment"] = _ => "It is. It is.",
        ["format:newline"] = _ => "no no",
        ["format:line_indent"] = _ => "no\nno\nno\nno",
        ["format:sub-bullets"] = _ => "*", // without asterisks any other text will do
        ["format:quote_unquote"] = _ => "no \"\"",
        ["format:options"] = _ => "none of them",
        ["format:no_whitespace"] = _ => "no no",
    };

    public static string Of(Instruction instruction) =>
        _onPurpose.TryGetValue(instruction.Kind, out var make) ? make(instruction) : TooMany(instruction) ?? Short;

    /// <summary>Whether a reply that does not care about the instruction breaks it.</summary>
    public static bool IsBrokenByDefault(Instruction instruction) =>
        instruction.Kind is not ("punctuation:no_comma" or "keywords:letter_frequency")
        && (instruction.Kind != "length_constraints:number_sentences" || instruction.Whole("num_sentences") > 1)
        && !SimulatedConstraints.IsPlain(instruction.Kind)
        && !_onPurpose.ContainsKey(instruction.Kind)
        && TooMany(instruction) is null;

    /// <summary>More than is allowed, where an instruction says "less than".</summary>
    private static string? TooMany(Instruction instruction)
    {
        string? More(string count, string text, string relation = "relation") =>
            instruction.Text(relation) == "less than" ? SimulatedConstraints.Repeated(instruction.Whole(count), text) : null;
        return instruction.Kind switch
        {
            "keywords:frequency" => More("frequency", $"{instruction.Text("keyword")} "),
            "keywords:letter_frequency" => More("let_frequency", instruction.Text("letter"), "let_relation"),
            "length_constraints:number_sentences" => More("num_sentences", "So it is. "),
            "length_constraints:number_words" => More("num_words", "so "),
            "change_case:capital_word_frequency" => More("capital_frequency", "YES ", "capital_relation"),
            _ => null,
        };
    }
}
