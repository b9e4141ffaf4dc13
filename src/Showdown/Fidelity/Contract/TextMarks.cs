using System.Text.RegularExpressions;

namespace Showdown.Fidelity.Contract;

/// <summary>What no text should hold: marks of chat templates, of calls and of thoughts, and characters that a stream has cut.</summary>
internal static partial class TextMarks
{
    private const char Replacement = '\uFFFD';

    /// <returns>The first mark; null where there is none.</returns>
    public static string? Leak(string text) => Mark().Match(text) is { Success: true } mark ? mark.Value : null;

    /// <summary>True where a character is cut; at the end the output cap may have done it.</summary>
    public static bool IsCut(string text) => text.AsSpan().TrimEnd(Replacement).Contains(Replacement);

    /// <summary>What became of the words that are to be said as they stand on its way, in words; null: nothing that shows.</summary>
    public static string? Spoilt(string text) =>
        IsCut(text) ? "a character that was cut"
        : text.Contains("&lt;b&gt;", StringComparison.Ordinal) ? "a mark escaped as for HTML"
        : text.Contains("ZÃ¼rich", StringComparison.Ordinal) ? "a character decoded wrongly"
        : text.Contains("rich ", StringComparison.Ordinal)
        && text.Contains("Krak", StringComparison.Ordinal)
        && !(text.Contains("Zürich", StringComparison.Ordinal) && text.Contains('\uD83D'))
            ? "a word that has lost a character"
        : null;

    [GeneratedRegex(
        @"<\|[\w ]{1,40}\|>|<｜[^｜]{1,40}｜>|\[/?INST\]|</?think>|<\|?(?:im_start|im_end|eot|eom|header_start)|functions\.\w+:\d+"
            + @"|</?s>|<(?:bos|eos|pad|unk)>|<(?:start|end)_of_turn>|\[(?:BOS|EOS|TOOL_CALLS|gMASK)\]|</?tool_calls?>"
    )]
    private static partial Regex Mark();
}
