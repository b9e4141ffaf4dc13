using System.Globalization;

namespace Showdown.Scoring.Text;

/// <summary>
/// Digits and signs of other scripts as the ASCII ones that they stand for: "１２" is "12", "٤٥" is "45". Places in the text stay the same.
/// </summary>
internal static class PlainDigits
{
    private const char FullWidthStart = '\uFF01';
    private const char FullWidthEnd = '\uFF5E';

    public static string Of(string text)
    {
        var first = FirstOther(text);
        return first < 0
            ? text
            : string.Create(
                text.Length,
                text,
                (plain, source) =>
                {
                    for (var i = 0; i < source.Length; i++)
                        plain[i] = Plain(source, i);
                }
            );
    }

    private static int FirstOther(ReadOnlySpan<char> text)
    {
        for (var from = 0; text[from..].IndexOfAnyExceptInRange('\0', '\u065F') is >= 0 and var next; from++)
        {
            from += next;
            if (text[from] is >= FullWidthStart and <= FullWidthEnd || char.IsDigit(text[from]) || text[from] is '\u066B' or '\u066C' or '负' or '負')
                return from;
        }

        return -1;
    }

    private static char Plain(string text, int at) =>
        text[at] switch
        {
            <= '\u065F' and var same => same,
            '\u066B' => '.',
            '\u066C' => ',',
            '负' or '負' => IsAsciiDigit(text, at + 1) && !IsAsciiDigit(text, at - 1) ? '-' : text[at],
            '，' => IsDigit(text, at - 1) && IsDigit(text, at + 1) ? ',' : '，', // parts sentences elsewhere
            '～' => '〜', // a range; the ASCII one is a space of LaTeX
            >= FullWidthStart and <= FullWidthEnd and var wide => (char)(wide - FullWidthStart + '!'),
            var c when char.IsDigit(c) => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)),
            var c => c,
        };

    private static bool IsAsciiDigit(string text, int at) => at >= 0 && at < text.Length && char.IsAsciiDigit(text[at]);

    private static bool IsDigit(string text, int at) => at >= 0 && at < text.Length && char.IsDigit(text[at]) && !char.IsAsciiDigit(text[at]);
}
