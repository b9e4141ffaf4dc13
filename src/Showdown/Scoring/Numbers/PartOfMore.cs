using System.Text.RegularExpressions;
using Showdown.Scoring.Text;

namespace Showdown.Scoring.Numbers;

/// <summary>
/// Tells a number in running text that is only a part of what is said there: of the calculations "2 × 3" and "x + 5", the range "3-4", the time
/// "3:45", the measure "5 feet 6 inches", of "2√3" and "±2". None of them is the number.
/// </summary>
internal static partial class PartOfMore
{
    private const int Reach = 40;
    private const string Operand = @"[ ]*(?:\\?[$({\[]|\\left)*[ ]*[-−]?(?:\d|[a-zπ√](?![a-z])|\\(?:[dt]?frac|sqrt|pi))";
    private const string Measure =
        "hours?|hrs?|minutes?|mins?|seconds?|days?|weeks?|months?|years?|feet|foot|ft|inch(?:es)?|yards?|miles?|dollars?|cents?|euros?|pounds?|pence|lbs?|ounces?|oz"
        + "|k?m|cm|kilomet(?:er|re)s?|met(?:er|re)s?|centimet(?:er|re)s?|kg|g|kilograms?|grams?|lit(?:er|re)s?|Stunden?|Minuten?|heures?|horas?|minutos?";

    public static bool Is(ReadOnlySpan<char> line, int start, int stop) =>
        SignWords.Of(line[Math.Max(0, start - Reach)..start], line[start..Math.Min(line.Length, stop + Reach)], out _) == SpokenSign.Subtracts
        || Behind().IsMatch(line[stop..Math.Min(line.Length, stop + Reach)])
        || Before().IsMatch(line[Math.Max(0, start - Reach)..start])
        || (start > 1 && line[start - 1] == ':' && char.IsAsciiDigit(line[start - 2]) && stop - start < 3); // not "Week 3:210 pages"

    /// <summary>"from 3 to 4": a range where one number is asked; elsewhere what something grows from and to.</summary>
    public static bool IsRange(ReadOnlySpan<char> behind) => To().IsMatch(behind[..Math.Min(behind.Length, Reach)]);

    // A unit may stand between: "2 eggs + 4 eggs". A whole hour is its number: "7:00 pm".
    [GeneratedRegex(
        @"^[)\]}]*?(?:\\?%)?\$?(?:"
            + @"[ ]*(?:[a-zA-Z]{2,12}[ ])?(?:[×·⋅÷+]|\\(?:times|cdot|div)(?![a-z]))"
            + Operand
            + @"|\)[ ]?\(\d|\*\*?\d|[ ](?:[a-z]{2,12}[ ])?\*[ ]"
            + Operand
            + @"|[ ]?[-−–‑][ ]?\$?\d|[ ]?/[ ]?[\dA-Za-z(]*\d|[ ]:[ ]\d|:(?!00(?!\d))\d\d?(?!\d)|[~〜]\d|['’][ ]?\d|[ ](?:min|mins|h|hrs?|s|sec)[ ]\d|°[ ]?\d|[ ]?[xX][ ]?\d|[ \u00A0\u202F]\d(?![\d.]*-[a-zA-Z])"
            + @"|[ ]?[√π±]|[ ]?\\(?:sqrt|pi|pm|log|ln)(?![a-z])"
            + @"|[ ](?:[a-z]{2,12}[ ])?(?:plus|minus|times|divided[ ]by|multiplied[ ]by)[ ]+\$?[-−]?\d"
            + @"|[ ]?(?:remainder|[Rr])[ ]?\d"
            + @"|[ ]?(?:"
            + Measure
            + @")(?:,|,?[ ](?:and|und|et|y))?[ ](?!0+(?!\d))\d+[ ]?(?:"
            + Measure
            + @")(?![a-z])"
            + ")",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Behind();

    [GeneratedRegex(
        @"(?:"
            + @"[√π±∓≥≤][ ]?|\\[dtc]?frac[ ]?\{?|\}[ ]?\{|\^\{|\bbetween[ ]\$?\d[\d.,]*[ ]and[ ]\$?"
            + @"|\\(?:sqrt|pm|mp|geq?|leq?|log|ln|times|cdot|div)[ ]*[({]?"
            + @"|(?<![A-Za-z])(?:log|ln)[ ]?"
            + @"|(?:[\dA-Za-z²³)\]}%$][ ]*(?:[×⋅÷]|\+(?<!\+\+))|(?:[\d²³)\]}%$]|(?<![A-Za-z])[A-Za-z])[ ]*·)[ ]*\\?[$({\[]*"
            + @"|(?:\d\*\*?|[\da-z)][ ]\*[ ])\$?"
            + @"|(?:(?<!\b(?i:week|day|month|year|hour|step|part|case|round|question|problem|option|item|box|line|no\.?|number)[ ]\d{0,3})(?<=\d)|\}|(?<![A-Za-z])[a-z])\$?[ ]?[-−–‑][ ]?\$?"
            + @"|\)\$?(?:[-−–‑]|[ ][-−][ ])\$?"
            + @"|[\da-zA-Z)}][ ]?(?<!\bw)/[ ]?"
            + @"|[\da-z)][ ][<>][ ]"
            + @"|\d[ ]?[xX][ ]?\$?"
            + @"|\d(?:[~〜'’]|[ ]:[ ])|°[ ]?|\d[ \u00A0\u202F]"
            + @"|(?:\d|(?<![A-Za-z])[b-z])[ ](?:[a-z]{2,12}[ ])?(?:plus|minus|times|divided[ ]by|multiplied[ ]by)[ ]+\$?"
            + ")$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Before();

    [GeneratedRegex(
        @"^(?:[ ]?(?:to|bis|à)[ ]\$?\d[\d.,]*(?![ ]?(?:decimal|d\.?p|signif|s\.?f|place|digit))(?![\d.,])|[ ]?(?:到|至|から|か)[ ]?\d)",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex To();
}
