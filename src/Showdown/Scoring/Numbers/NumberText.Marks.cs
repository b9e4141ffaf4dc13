using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Showdown.Scoring.Numbers;

/// <content>Marks between digits and digits in one character; what names more than one number.</content>
internal static partial class NumberText
{
    private static readonly SearchValues<char> _exponent = SearchValues.Create("-+0123456789");

    /// <summary>"x = 1, y = 2": two unknowns with two values, or one with two, are no single number.</summary>
    /// <remarks>"Cost = 3, total = 12" is a chain of working, whose last value is its result; so is "y = 2x = 6".
    /// Values that are the same are one.</remarks>
    public static bool NamesSeveral(ReadOnlySpan<char> line)
    {
        if (
            line.Count('=') < 2
            || Condition().IsMatch(line)
            || line.Length > Longest
            || Unknowns().Match(line.ToString()) is not { Success: true } unknowns
        )
            return false;
        var values = unknowns.Groups["value"].Captures.Select(c => Read(c.ValueSpan)?.Value).Distinct();
        return values.Count() > 1;
    }

    [GeneratedRegex(
        @"(?:^|[ :*$({])(?:[A-Za-z][ ]?=[ ]?[\\$]*(?<value>[-−]?\d[\d.,/]*(?<![.,]))[\\$*)} ]*(?:,|;|and\b|or\b|und\b|oder\b|et\b|ou\b|[yo]\b(?![ ]?=)|&|$|[.!]+$)[\\$*({ ]*(?:(?:and|or|und|oder|et|ou)\b[\\$*({ ]*)?){2,}[ .!*$)}]*$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Unknowns();

    // "When x = 5, y = 15."
    [GeneratedRegex(
        @"\b(?:when|if|for|at|with|given|since|as|because|where|let)[ $*]+[A-Za-z][ ]?=",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Condition();

    // Left out, it would make one number of two: "5 (6)", "2*3", "$5 $6", "5'6". Marks of thousands may be left out.
    private static bool PartsNumbers(StringBuilder kept, ReadOnlySpan<char> text, int at)
    {
        var last = kept.Length - 1;
        while (last >= 0 && kept[last] == ' ')
            last--;
        if (last < 0 || !char.IsAsciiDigit(kept[last]))
            return false;
        var behind = text[(at + 1)..];
        var number = behind.TrimStart(" $£€¥₹*_`\"°~'’()[]");
        if (number is not [>= '0' and <= '9', ..])
            return false;
        var digits = number.IndexOfAnyExceptInRange('0', '9');
        return !(text[at] is '_' or '\'' or '’' && number.Length == behind.Length && (digits < 0 ? number.Length : digits) == 3);
    }

    private static string VulgarFraction(char c) =>
        c switch
        {
            '½' => "1/2",
            '⅓' => "1/3",
            '⅔' => "2/3",
            '¼' => "1/4",
            '¾' => "3/4",
            '⅕' => "1/5",
            '⅖' => "2/5",
            '⅗' => "3/5",
            '⅘' => "4/5",
            '⅙' => "1/6",
            '⅚' => "5/6",
            '⅛' => "1/8",
            '⅜' => "3/8",
            '⅝' => "5/8",
            _ => "7/8",
        };

    // "5 × 10⁻²"
    private static bool IsPowerOfTen(StringBuilder kept)
    {
        var ten = kept.ToString().AsSpan();
        if (ten.LastIndexOf('^') is >= 0 and var power && !ten[(power + 1)..].ContainsAnyExcept(_exponent))
            return ten[..power].EndsWith("10");
        return ten.EndsWith("10") && ten[..^2].TrimEnd() is [.., '×' or 'x' or '·'];
    }

    private static char Superscript(char c) =>
        c switch
        {
            '⁻' => '-',
            '⁺' => '+',
            '¹' => '1',
            '²' => '2',
            '³' => '3',
            _ => (char)('0' + c - '⁰'),
        };
}
