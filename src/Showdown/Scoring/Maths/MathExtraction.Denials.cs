using Showdown.Scoring.Text;

namespace Showdown.Scoring.Maths;

/// <content>What is denied is no answer.</content>
internal static partial class MathExtraction
{
    // "答案不是5", "答えは5ではない": what is denied is no answer.
    private static bool IsDenied(string text, int from, string answer) =>
        Denials.Are(default, answer.AsSpan().TrimStart("$0123456789.,"))
        || (from > 0 ? text.IndexOf(answer, from, StringComparison.Ordinal) : LastWhole(text, answer)) is >= 0 and var at
            && Denials.Are(text.AsSpan(0, at), text.AsSpan(at + answer.Length));

    // Not the 5 of "50".
    private static int LastWhole(string text, string answer)
    {
        var at = text.LastIndexOf(answer, StringComparison.Ordinal);
        while (
            at > 0
            && (
                char.IsAsciiDigit(text[at - 1])
                || text[at - 1] == '.'
                || (at + answer.Length < text.Length && char.IsAsciiDigit(text[at + answer.Length]))
            )
        )
            at = text.LastIndexOf(answer, at - 1, StringComparison.Ordinal);
        return at;
    }

    // "It will not be a Tuesday."
    private static bool IsDenied(ReadOnlySpan<char> body, ReadOnlySpan<char> end)
    {
        var before = body[..body.LastIndexOf(end)].TrimEnd();
        return before.EndsWith(" not be") || before.EndsWith(" not") || before.EndsWith("n't be") || before.EndsWith(" cannot be");
    }
}
