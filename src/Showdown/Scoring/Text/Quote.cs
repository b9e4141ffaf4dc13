using System.Text;

namespace Showdown.Scoring.Text;

/// <summary>Short quotations for reasons: one line, no control characters, cut to a length a table can show.</summary>
internal static class Quote
{
    private const int Longest = 90;

    /// <summary>The span in single quotes, cut in the middle when it is long.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        if (text.Length <= Longest && !NeedsCleaning(text))
            return $"'{text.Trim()}'";
        text = text.Trim();
        if (text.Length <= Longest)
            return $"'{Clean(text)}'";
        const int half = Longest / 2;
        return $"'{Clean(text[..half])} ... {Clean(text[^half..])}'";
    }

    private static bool NeedsCleaning(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c < ' ' || char.IsControl(c) || char.IsSurrogate(c))
                return true;
        }

        return false;
    }

    private static string Clean(ReadOnlySpan<char> text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                if (line.Length > 0 && line[^1] != ' ')
                    line.Append(' ');
            }
            else
            {
                line.Append(rune.ToString());
            }
        }

        return line.ToString().Trim();
    }
}
