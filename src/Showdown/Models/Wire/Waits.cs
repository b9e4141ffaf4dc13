using System.Globalization;
using System.Text.RegularExpressions;

namespace Showdown.Models.Wire;

/// <summary>Waits as hosts write them: in headers and in the middle of a sentence.</summary>
internal static partial class Waits
{
    /// <summary>"30", "3.5", "3s", "6m0s" or "20ms"; a number alone is seconds.</summary>
    /// <returns>Null when it is none of these.</returns>
    public static TimeSpan? Read(string text)
    {
        text = text.Trim();
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 1e9)
            return TimeSpan.FromSeconds(seconds);
        return Parts().Match(text) is { Success: true, Length: > 0 } parts ? Sum(parts) : null;
    }

    /// <summary>"Please try again in 6.5s", "Retry after 3 seconds", "wait 1 minute".</summary>
    public static TimeSpan? In(string sentence) =>
        Sentence().Match(sentence) is { Success: true } found && Sum(found) is { Ticks: > 0 } wait ? wait : null;

    private static TimeSpan Sum(Match parts)
    {
        return TimeSpan.FromSeconds((Part("h") * 3600) + (Part("m") * 60) + Part("s") + (Part("ms") / 1000));

        double Part(string unit) => parts.Groups[unit] is { Success: true } group ? double.Parse(group.Value, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex(
        @"^(?:(?<h>\d{1,6})h)?(?:(?<m>\d{1,6})m(?!s))?(?:(?<s>\d{1,6}(?:\.\d{1,9})?)s)?(?:(?<ms>\d{1,9}(?:\.\d{1,9})?)ms)?$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Parts();

    [GeneratedRegex(
        @"\b(try again|retry|retrying|wait|available|reset|resets)\b[^.\d]{0,40}?\b(?=\d)((?<h>\d{1,4})\s*h(ours?)?\s*)?((?<m>\d{1,5})\s*m(in(ute)?s?)?\b\s*|(?<m>\d{1,5})m(?=\d))?"
            + @"((?<s>\d{1,6}(\.\d{1,9})?)\s*s(ec(ond)?s?)?\b|(?<ms>\d{1,9}(\.\d{1,9})?)\s*(ms|milliseconds?)\b)?",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Sentence();
}
