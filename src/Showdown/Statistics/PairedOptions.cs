namespace Showdown.Statistics;

/// <summary>How two models are compared. The same options and pairs give the same result.</summary>
public sealed record PairedOptions
{
    /// <summary>Coverage of the interval, above 0 and below 1; tests use one less this.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>The largest difference that still counts as equivalent, as a share, above 0. To be set before the results are seen.</summary>
    public double Margin { get; init; } = 0.02;

    /// <summary>Chance of finding what is there, for the minimum detectable difference and for what would decide; above 0.5 and below 1.</summary>
    public double Power { get; init; } = 0.8;

    /// <summary>Random sign flips where there are too many to try all, from 999. The least p that can come out is 2 / (Resamples + 1).</summary>
    public int Resamples { get; init; } = 9999;

    public ulong Seed { get; init; } = 20250709;

    internal void Check()
    {
        Levels.Check(Level);
        if (!(Margin > 0))
            throw new ArgumentOutOfRangeException(nameof(Margin), Margin, "The margin of equivalence lies above 0; 0.02 is two points.");
        if (Power is not (> 0.5 and < 1))
            throw new ArgumentOutOfRangeException(nameof(Power), Power, "Power lies above 0.5 and below 1; 0.8 is usual.");
        ArgumentOutOfRangeException.ThrowIfLessThan(Resamples, 999);
    }
}
