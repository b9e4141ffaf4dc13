namespace Showdown.Results;

/// <summary>One completed request as the clock saw it; times in seconds.</summary>
internal sealed record RequestTiming(
    DateTimeOffset StartedAt,
    double Duration,
    double? FirstToken,
    double? FirstAnswer,
    double? TokensPerSecond,
    int Tries
)
{
    /// <summary>Under which its sample was asked.</summary>
    public int Number { get; init; }

    public int Epoch { get; init; }
}

/// <summary>Output tokens a second after the first.</summary>
internal static class OutputSpeed
{
    /// <returns>Null for a reply that came in one piece: it has no streaming phase, and so no speed.</returns>
    public static double? Of(int? tokens, double? firstToken, double duration) =>
        tokens is > 1 and var count && firstToken is { } first && duration - first > 1e-3 ? (count - 1) / (duration - first) : null;
}

/// <summary>Tells requests to a host that had been asked nothing for a while from the others: it may have had to load the model.</summary>
internal static class ColdStart
{
    /// <summary>Longer than a model's turn takes to come round among others.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    /// <summary>Those that are no cold starts: not the first one, nor one after a pause, nor what was sent before such a one had its first
    /// token.</summary>
    /// <param name="timings">In the order of their start.</param>
    /// <returns>All of them where none is warm: then nothing tells them apart.</returns>
    public static IReadOnlyList<RequestTiming> Warm(IReadOnlyList<RequestTiming> timings)
    {
        var warm = new List<RequestTiming>(timings.Count);
        var (quietFrom, warmFrom) = (DateTimeOffset.MinValue, DateTimeOffset.MinValue);
        foreach (var timing in timings)
        {
            if (timing.StartedAt - quietFrom > Pause)
                warmFrom = timing.StartedAt + TimeSpan.FromSeconds(timing.FirstToken ?? timing.Duration);
            if (timing.StartedAt >= warmFrom)
                warm.Add(timing);
            var end = timing.StartedAt + TimeSpan.FromSeconds(timing.Duration);
            quietFrom = end > quietFrom ? end : quietFrom;
        }
        return warm.Count == 0 ? timings : warm;
    }
}

/// <summary>How busy a host was kept.</summary>
internal static class Load
{
    /// <summary>Mean over requests of how many were under way when it was sent, itself included; null without requests.</summary>
    /// <param name="timings">In the order of their start.</param>
    public static double? InFlight(IReadOnlyList<RequestTiming> timings)
    {
        var ends = new PriorityQueue<DateTimeOffset, DateTimeOffset>();
        var sum = 0L;
        foreach (var timing in timings)
        {
            while (ends.TryPeek(out var end, out _) && end <= timing.StartedAt)
                ends.Dequeue();
            var ending = timing.StartedAt + TimeSpan.FromSeconds(timing.Duration);
            ends.Enqueue(ending, ending);
            sum += ends.Count;
        }
        return timings.Count == 0 ? null : (double)sum / timings.Count;
    }
}
