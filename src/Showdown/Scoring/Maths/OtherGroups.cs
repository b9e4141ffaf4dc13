using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Showdown.Scoring.Maths;

/// <summary>Numbers in groups that nothing else can be meant by: 1,00,000 in India, 1.234,50 and 1.234.567 on the continent of Europe.</summary>
internal static partial class OtherGroups
{
    private const int Longest = 40;

    private static readonly SearchValues<char> _digitsAndMarks = SearchValues.Create("0123456789.,");

    public readonly record struct Number(Rational Value, int Decimals, int Length);

    /// <summary>The number that the text starts with; null when it starts with none of this kind.</summary>
    public static Number? Read(ReadOnlySpan<char> text)
    {
        // The third character is a mark in all of them, or the second, or the fourth.
        var mark = text.IndexOfAnyExceptInRange('0', '9');
        if (mark is < 1 or > 3 || text[mark] is not ('.' or ','))
            return null;
        var end = text.IndexOfAnyExcept(_digitsAndMarks);
        var number = end < 0 ? text : text[..end];
        number = number.TrimEnd(".,");
        if (number.Length > Longest || !(Shape().IsMatch(number) || (IsThousands(number, mark) && AreEuros(text[number.Length..]))))
            return null;
        var decimals = number[mark] == '.' && number.IndexOf(',') is >= 0 and var point ? number.Length - point - 1 : 0;
        var digits = number.ToString().Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);
        return new Number(
            new Rational(BigInteger.Parse(digits, CultureInfo.InvariantCulture)) * Rational.PowerOfTen(-decimals),
            decimals,
            number.Length
        );
    }

    // "1.250", of money that has two decimals or none
    private static bool IsThousands(ReadOnlySpan<char> number, int mark) => number.Length == mark + 4 && number[mark] == '.' && number[0] != '0';

    private static bool AreEuros(ReadOnlySpan<char> behind) => behind.TrimStart() is ['€', ..] or ['e' or 'E', 'u', 'r', 'o', ..];

    [GeneratedRegex(@"^(?:[1-9]\d?(?:,\d\d)+,\d{3}|[1-9]\d{0,2}(?:\.\d{3})+,\d{1,2}|[1-9]\d{0,2}(?:\.\d{3}){2,})$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
