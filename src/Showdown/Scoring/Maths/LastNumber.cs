namespace Showdown.Scoring.Maths;

/// <summary>The last number of a sentence as written: "2/3", "1,000.99", "100%", "3:1", "-5"; no digit out of the middle of a word.</summary>
internal static class LastNumber
{
    public static ReadOnlySpan<char> In(ReadOnlySpan<char> sentence)
    {
        for (var i = sentence.Length - 1; i >= 0; i--)
        {
            if (!char.IsAsciiDigit(sentence[i]))
                continue;
            var start = i;
            while (start > 0 && IsPart(sentence[start - 1]))
                start--;
            var end = i + 1;
            while (end < sentence.Length && sentence[end] is '%' or '°' or '½' or '⅓' or '⅔' or '¼' or '¾' or '\\' && (sentence[end] != '\\' || (end + 1 < sentence.Length && sentence[end + 1] == '%')))
                end++;
            var glued = (start > 0 && (char.IsLetter(sentence[start - 1]) || sentence[start - 1] == '_')) || (end < sentence.Length && char.IsLetter(sentence[end]) && !IsUnit(sentence[end..]));
            if (!glued)
                return sentence[start..end].TrimStart(",:/.").TrimEnd(",:/.\\");
            i = start;
        }

        return default;
    }

    private static bool IsPart(char c) => char.IsAsciiDigit(c) || c is '.' or ',' or '/' or ':' or '-' or '−' or '√' or 'π' or '$' or '€' or '^';

    private static bool IsUnit(ReadOnlySpan<char> rest)
    {
        var end = 0;
        while (end < rest.Length && char.IsLetter(rest[end]))
            end++;
        return rest[..end] is "m" or "cm" or "km" or "mm" or "g" or "kg" or "s" or "h" or "ft" or "in" or "mph" or "am" or "pm" or "th" or "st" or "nd" or "rd" or "x";
    }
}
