namespace Showdown.Statistics;

/// <summary>How two models are compared. The same options and pairs give the same result.</summary>
public sealed record PairedOptions
{
    /// <summary>Coverage of the interval, above 0 and below 1; tests use one less this.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>The largest difference that still counts as equivalent, as a share, above 0. To be set before the results are seen.</summary>
    public double Margin { get; init; } = 0.02;

    /// <summary>For a comparison that is looked at again and again: the looks together keep what one alone would promise.</summary>
    /// <param name="looks">From 1.</param>
    /// <remarks>Bonferroni: holds however the looks hang together, as windows that overlap do.</remarks>
    public PairedOptions OverLooks(int looks)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(looks, 1);
        return this with { Level = 1 - (1 - Level) / looks };
    }

    internal void Check()
    {
        Levels.Check(Level);
        if (!(Margin > 0))
            throw new ArgumentOutOfRangeException(nameof(Margin), Margin, "The margin of equivalence lies above 0; 0.02 is two points.");
    }
}
