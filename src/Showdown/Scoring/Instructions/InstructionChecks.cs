namespace Showdown.Scoring.Instructions;

/// <summary>All kinds of instruction that can be checked, and why others cannot.</summary>
public static class InstructionChecks
{
    private static readonly Dictionary<string, InstructionCheck> _all = new(
        IfEvalChecks.All.Concat(CountChecks.All).Concat(WordChecks.All).Concat(LayoutChecks.All).Concat(CustomChecks.All),
        StringComparer.Ordinal
    );

    /// <summary>Kinds whose rule needs what no file with an open licence gives: such a prompt stays unscored.</summary>
    private static readonly Dictionary<string, string> _leftOut = new(StringComparer.Ordinal)
    {
        ["words:start_verb"] = "needs a tagger of parts of speech",
    };

    /// <summary>In alphabetical order.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. _all.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether there is such a kind, be it left out or not.</summary>
    public static bool IsKnown(string kind) => _all.ContainsKey(kind) || _leftOut.ContainsKey(kind);

    /// <returns>Why the kind cannot be checked; null when it can.</returns>
    public static string? WhyNot(string kind, InstructionKit kit) =>
        _leftOut.TryGetValue(kind, out var reason) ? $"'{kind}' {reason}, and is left out"
        : !_all.ContainsKey(kind) ? $"there is no kind '{kind}'"
        : Lacks(kind, kit) is { } data ? $"'{kind}' needs the auxiliary data '{data}', which the benchmark does not name"
        : null;

    /// <exception cref="FormatException">An argument is not set.</exception>
    public static bool Follows(string reply, Instruction instruction, InstructionKit kit) =>
        !string.IsNullOrWhiteSpace(reply) && _all[instruction.Kind](reply, instruction, kit);

    private static string? Lacks(string kind, InstructionKit kit) =>
        kind switch
        {
            "language:response_language" or "change_case:english_capital" or "change_case:english_lowercase" when !kit.TellsLanguages =>
                "language_profiles",
            "ratio:stop_words" when !kit.HasStopWords => "stop_words",
            "words:odd_even_syllables" when !kit.HasSyllables => "syllables",
            "format:emoji" when !kit.HasEmoji => "emoji",
            _ => null,
        };
}
