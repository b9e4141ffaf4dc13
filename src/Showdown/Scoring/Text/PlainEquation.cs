namespace Showdown.Scoring.Text;

/// <summary>The result of a calculation in running text: the 15 of "there are a total of 9 + 6 = 15 liters of water out of the 24 liters".</summary>
internal static class PlainEquation
{
    private const int MostWordsBehind = 12;

    /// <summary>
    /// The number behind the last equals sign of a sentence without LaTeX, with its currency; empty when there is none, or when it goes on as a
    /// formula.
    /// </summary>
    public static ReadOnlySpan<char> Result(ReadOnlySpan<char> sentence)
    {
        var sign = sentence.LastIndexOf('=');
        if (
            sign <= 0
            || sentence.IndexOfAny("\\^_{}") >= 0
            || sentence[..sign].TrimEnd() is not [.., var before]
            || !(char.IsAsciiLetterOrDigit(before) || before is ')' or '%')
        )
            return default;
        if (char.IsAsciiLetter(before) && sentence[..sign].Contains('='))
            return default; // x = 3, y = -1
        var rest = sentence[(sign + 1)..].TrimStart();
        var start = rest is ['$' or '€' or '£' or '-' or '−', ..] ? 1 : 0;
        var end = start;
        while (
            end < rest.Length
            && (char.IsAsciiDigit(rest[end]) || (rest[end] is ',' or '.' && end + 1 < rest.Length && char.IsAsciiDigit(rest[end + 1])))
        )
            end++;
        if (
            end == start
            || (end < rest.Length && rest[end] is not (' ' or '.' or ',' or '%'))
            || rest[end..].TrimStart() is ['+' or '-' or '*' or '/' or '×' or '÷' or '<' or '>', ..]
        )
            return default;
        var words = 0;
        foreach (var c in rest[end..])
            words += c == ' ' ? 1 : 0;
        return words > MostWordsBehind ? default : rest[..(end < rest.Length && rest[end] == '%' ? end + 1 : end)];
    }
}
