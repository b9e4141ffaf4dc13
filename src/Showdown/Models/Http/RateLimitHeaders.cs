using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Showdown.Models.Http;

/// <summary>x-ratelimit-* headers: what is left, and when it is refilled.</summary>
internal static partial class RateLimitHeaders
{
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(2);
    private static readonly (string Remaining, string Reset)[] _names =
    [
        ("x-ratelimit-remaining-requests", "x-ratelimit-reset-requests"),
        ("x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens"),
        ("x-ratelimit-remaining", "x-ratelimit-reset"),
    ];

    /// <summary>How long to wait, when the host says that nothing is left; null when something is, or it does not say until when.</summary>
    public static TimeSpan? PauseAfter(HttpResponseHeaders headers, DateTimeOffset now)
    {
        TimeSpan? pause = null;
        foreach (var (remaining, reset) in _names)
        {
            if (headers.NonValidated.TryGetValues(remaining, out var left) && left.ToString().Trim() == "0"
                && headers.NonValidated.TryGetValues(reset, out var until) && Duration(until.ToString(), now) is { } wait && !(pause > wait))
                pause = wait;
        }

        return pause;
    }

    /// <summary>"1s", "6m0s", "20ms", seconds, or a Unix time in seconds or milliseconds; at most two minutes.</summary>
    internal static TimeSpan? Duration(string text, DateTimeOffset now)
    {
        text = text.Trim();
        TimeSpan wait;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and < 1e14)
        {
            wait = number switch
            {
                > 1e12 => DateTimeOffset.FromUnixTimeMilliseconds((long)number) - now,
                > 1e9 => DateTimeOffset.FromUnixTimeSeconds((long)number) - now,
                > 1e6 => _longest,
                _ => TimeSpan.FromSeconds(number),
            };
        }
        else if (Parts().Match(text) is { Success: true, Length: > 0 } parts)
        {
            wait = TimeSpan.FromSeconds((Part("h") * 3600) + (Part("m") * 60) + Part("s") + (Part("ms") / 1000));
            double Part(string unit) => parts.Groups[unit] is { Success: true } group ? double.Parse(group.Value, CultureInfo.InvariantCulture) : 0;
        }
        else
        {
            return null;
        }

        return wait <= TimeSpan.Zero ? null : wait < _longest ? wait : _longest;
    }

    [GeneratedRegex(@"^(?:(?<h>\d{1,6})h)?(?:(?<m>\d{1,6})m(?!s))?(?:(?<s>\d{1,6}(?:\.\d{1,9})?)s)?(?:(?<ms>\d{1,9}(?:\.\d{1,9})?)ms)?$")]
    private static partial Regex Parts();
}
