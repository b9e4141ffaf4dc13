using System.Globalization;

namespace Showdown.Settings;

internal static class Durations
{
    /// <returns>Null when the text is no time above 0 and up to 30 days.</returns>
    public static TimeSpan? Parse(string text, TimeSpan bareUnit)
    {
        var digits = text.Length;
        while (digits > 0 && char.IsAsciiLetter(text[digits - 1]))
            digits--;
        TimeSpan? unit = text[digits..] switch
        {
            "" => bareUnit,
            "ms" => TimeSpan.FromMilliseconds(1),
            "s" => TimeSpan.FromSeconds(1),
            "m" or "min" => TimeSpan.FromMinutes(1),
            "h" => TimeSpan.FromHours(1),
            _ => null,
        };
        return
            unit is { } u
            && double.TryParse(text[..digits].Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n)
            && n > 0
            && n * u.TotalDays <= 30
            ? n * u
            : null;
    }
}
