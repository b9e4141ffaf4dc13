namespace Showdown.Statistics;

/// <summary>The trend of one evaluation identity, with the band in which nights lie when nothing changes.</summary>
internal sealed record ControlChart
{
    /// <summary>Score of each night, 0 to 1; null where nothing was scored.</summary>
    public required IReadOnlyList<double?> Scores { get; init; }

    /// <summary>Score of all nights pooled sample by sample, 0 to 1; null without scores.</summary>
    public double? Centre { get; init; }

    /// <summary>Lower limit, three standard deviations of rerunning the same samples below the centre; null when attempts do not tell that
    /// deviation.</summary>
    public double? Low { get; init; }

    /// <summary>Upper limit.</summary>
    public double? High { get; init; }

    /// <remarks>An x chart in the sense of Shewhart; the deviation comes from attempts at the same sample, not from the nights' own spread, so that a
    /// drift does not widen the limits it should cross. A night with nothing wrong leaves them once in 370 nights.
    /// Nights with fewer scored attempts than usual vary more than the band says. The limits are a picture: what is reported is decided by
    /// <see cref="Drift"/>. </remarks>
    public static ControlChart Of(NightHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var scores = history.Nights.Select(n => Accuracy.Estimate(n).Value).ToArray();
        var pooled = history.Pool(0, history.Nights.Count).Where(i => i.IsScored).ToArray();
        if (pooled.Length == 0)
            return new ControlChart { Scores = scores };
        var centre = pooled.Average(i => i.Mean);
        var chart = new ControlChart { Scores = scores, Centre = centre };
        if (VarianceComponents.Of(pooled).Within is not { } within)
            return chart;
        var attemptsPerNight = pooled.Average(i => (double)i.Scored) / scores.Count(s => s is not null);
        var limit = 3 * Math.Sqrt(within / attemptsPerNight / pooled.Length);
        return chart with { Low = Math.Max(0, centre - limit), High = Math.Min(1, centre + limit) };
    }
}
