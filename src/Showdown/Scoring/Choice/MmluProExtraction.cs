using Showdown.Scoring.Text;

namespace Showdown.Scoring.Choice;

/// <summary>
/// The rule of MMLU-Pro's authors, for comparison with their figures: the first "answer is (X)"; else the last "answer: X" of the first line that has
/// one; else the last letter A to J that stands alone, be it the pronoun I or the article A.
/// </summary>
/// <remarks>
/// TIGER-AI-Lab/MMLU-Pro, evaluate_from_api.py: double asterisks are deleted first, case counts. Where nothing is found the authors draw an option at
/// random; here the reply is wrong, and says so.
/// </remarks>
internal static class MmluProExtraction
{
    private const string Spoken = "answer is ";
    private const string Labelled = "nswer:";

    public static Finding Find(string completion)
    {
        var text = completion.Replace("**", "", StringComparison.Ordinal);
        if (AfterSpoken(text) is { } first)
            return Found(first, "the first \"answer is\" names");
        if (AfterLabel(text) is { } second)
            return Found(second, "the first line with \"answer:\" names");
        if (LastAlone(text) is { } third)
            return Found(third, "the last letter that stands alone is");
        return new Finding(0, "no answer found by the authors' three steps");
    }

    private static Finding Found(char letter, string how) => new(Statement.Bit(letter), $"{how} {Quote.Of([letter])}");

    private static char? AfterSpoken(string text)
    {
        for (var at = 0; at <= text.Length && (at = text.IndexOf(Spoken, at, StringComparison.Ordinal)) >= 0; at += Spoken.Length)
        {
            var behind = at + Spoken.Length;
            if (behind < text.Length && text[behind] == '(')
                behind++;
            if (behind < text.Length && text[behind] is >= 'A' and <= 'J')
                return text[behind];
        }

        return null;
    }

    private static char? AfterLabel(string text)
    {
        char? found = null;
        var lineEnd = text.Length;
        for (var at = 1; at < text.Length && (at = text.IndexOf(Labelled, at, StringComparison.Ordinal)) >= 0 && at < lineEnd; at += Labelled.Length)
        {
            if (text[at - 1] is not ('a' or 'A') || Letter(text, at + Labelled.Length) is not { } letter)
                continue;
            found = letter;
            lineEnd = text.IndexOf('\n', at) is >= 0 and var end ? end : text.Length;
        }

        return found;
    }

    private static char? Letter(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return at < text.Length && text[at] is >= 'A' and <= 'J' ? text[at] : null;
    }

    private static char? LastAlone(string text)
    {
        for (var at = text.Length - 1; at >= 0; at--)
        {
            if (text[at] is >= 'A' and <= 'J' && !IsWord(text, at - 1) && !IsWord(text, at + 1))
                return text[at];
        }

        return null;
    }

    private static bool IsWord(string text, int at) => at >= 0 && at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_');
}
