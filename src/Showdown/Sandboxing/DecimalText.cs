using System.Globalization;
using System.Text.RegularExpressions;

namespace Showdown.Sandboxing;

/// <summary>
/// A number as Python's Decimal reads it, in the one form that equal numbers share: its digits from the first that is no zero to the last, times
/// ten to the exponent.
/// </summary>
/// <param name="Digits">Empty for zero; "inf" for infinity.</param>
internal readonly partial record struct DecimalText(bool Negative, string Digits, long Exponent)
{
    public const int MaxChars = 10_000;

    /// <returns>Null for text, for what is longer than any number of a benchmark, and for NaN, which equals nothing.</returns>
    public static DecimalText? Read(string word)
    {
        if (word.Length > MaxChars)
            return null;
        var match = Form().Match(word.Replace("_", "", StringComparison.Ordinal));
        if (!match.Success)
            return null;
        var negative = match.Groups["sign"].Value == "-";
        if (match.Groups["inf"].Success)
            return new DecimalText(negative, "inf", 0);
        var whole = match.Groups["whole"].Value;
        var part = match.Groups["part"].Value;
        var exponent = 0L;
        if (whole.Length + part.Length == 0 || (match.Groups["exp"].Success && !Exponential(match.Groups["exp"].Value, out exponent)))
            return null;
        var digits = (whole + part).TrimStart('0');
        var kept = digits.TrimEnd('0');
        return kept.Length == 0
            ? new DecimalText(false, "", 0)
            : new DecimalText(negative, kept, exponent - part.Length + digits.Length - kept.Length);
    }

    private static bool Exponential(string text, out long exponent) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent);

    [GeneratedRegex(
        @"\A(?<sign>[-+])?(?:(?<inf>inf(?:inity)?)|(?<whole>[0-9]*)(?:\.(?<part>[0-9]*))?(?:e(?<exp>[-+]?[0-9]+))?)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Form();
}
