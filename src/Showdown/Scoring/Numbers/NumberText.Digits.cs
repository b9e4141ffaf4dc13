using System.Globalization;
using System.Numerics;
using System.Text;
using Showdown.Scoring.Maths;

namespace Showdown.Scoring.Numbers;

/// <content>Digits with their marks of thousands and of decimals, as several countries write them.</content>
internal static partial class NumberText
{
    private static Rational? Digits(ReadOnlySpan<char> text, ref int at)
    {
        var start = at;
        var whole = new StringBuilder();
        var fraction = 0;
        var point = false;
        var digits = 0;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (char.IsAsciiDigit(c))
            {
                whole.Append(c);
                digits++;
                if (point)
                    fraction++;
            }
            else if (c == ',' && !point && IsDecimalComma(text, at, digits))
            {
                point = true;
            }
            else if (c == '.' && !point && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))
            {
                point = true;
            }
            else if (!point && digits > 0 && ThousandsMark(text, at) is > 0 and var length)
            {
                at += length - 1;
            }
            else
            {
                break;
            }
        }

        if (digits == 0)
        {
            at = start;
            return null;
        }

        return new Rational(BigInteger.Parse(whole.ToString(), CultureInfo.InvariantCulture)) * Rational.PowerOfTen(-fraction);
    }

    // "2,5" and "0,125", but not "1,234" and not the first comma of "1,2,3".
    private static bool IsDecimalComma(ReadOnlySpan<char> text, int comma, int digitsBefore)
    {
        var end = comma + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        var digits = end - comma - 1;
        return digitsBefore > 0
            && digits > 0
            && (digits != 3 || text[..comma] is "0" or "-0")
            && !(end + 1 < text.Length && text[end] is ',' or '.' && char.IsAsciiDigit(text[end + 1]))
            && !(end < text.Length && text[end] == ',');
    }

    // ",123" or "{,}123" or " 123" with exactly three digits behind it.
    private static int ThousandsMark(ReadOnlySpan<char> text, int at)
    {
        var length =
            text[at] is ',' or ' ' or '\u202F' or '\u00A0' ? 1
            : text[at..].StartsWith("{,}") ? 3
            : 0;
        if (length == 0 || (at > 0 && !char.IsAsciiDigit(text[at - 1])))
            return 0;
        var from = at + length;
        if (text[at] == ',' && from < text.Length && text[from] == ' ')
            from++;
        for (var i = 0; i < 3; i++)
        {
            if (from + i >= text.Length || !char.IsAsciiDigit(text[from + i]))
                return 0;
        }

        return from + 3 < text.Length && char.IsAsciiDigit(text[from + 3]) ? 0 : from - at;
    }
}
