using System.Globalization;
using System.Net.Http.Headers;
using Showdown.Models.Wire;

namespace Showdown.Models.Http;

/// <summary>x-ratelimit-* headers: what is left, and when it is refilled.</summary>
internal static class RateLimitHeaders
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
            if (
                headers.NonValidated.TryGetValues(remaining, out var left)
                && left.ToString().Trim() == "0"
                && headers.NonValidated.TryGetValues(reset, out var until)
                && Duration(until.ToString(), now) is { } wait
                && !(pause > wait)
            )
                pause = wait;
        }

        return pause;
    }

    /// <summary>"1s", "6m0s", "20ms", seconds, or a Unix time in seconds or milliseconds; at most two minutes.</summary>
    internal static TimeSpan? Duration(string text, DateTimeOffset now)
    {
        var wait =
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is > 1e6 and < 1e14
                ? number switch
                {
                    > 1e12 => DateTimeOffset.FromUnixTimeMilliseconds((long)number) - now,
                    > 1e9 => DateTimeOffset.FromUnixTimeSeconds((long)number) - now,
                    _ => _longest,
                }
                : Waits.Read(text);
        return wait is not { } found || found <= TimeSpan.Zero ? null
            : found < _longest ? found
            : _longest;
    }
}
