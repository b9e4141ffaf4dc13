using Showdown.Domain;

namespace Showdown.Models.Passports;

/// <summary>Whether a reply came bit by bit or in one burst, by its times.</summary>
internal static class StreamingCheck
{
    /// <summary>A whole reply in less says nothing: bursts and streams look alike in it.</summary>
    private static readonly TimeSpan _tooFast = TimeSpan.FromMilliseconds(100);

    /// <returns>Null when it cannot be told.</returns>
    /// <remarks>
    /// A stream spends a tenth of its time and more after the first token, a burst next to nothing. What lies between tells neither, so that a host
    /// at the border does not change from check to check.
    /// </remarks>
    public static bool? Of(Timings timings) =>
        timings.FirstToken is not { } first ? false
        : timings.Duration < _tooFast ? null
        : timings.Duration - first is var rest && rest > timings.Duration * 0.1 ? true
        : rest < timings.Duration * 0.05 ? false
        : null;
}
