namespace Showdown.Statistics;

/// <summary>How two models are compared. The same options and pairs give the same result.</summary>
public sealed record PairedOptions
{
    /// <summary>Coverage of the interval, above 0 and below 1; tests use one less this.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>The largest difference that still counts as equivalent, as a share, above 0. To be set before the results are seen.</summary>
    public double Margin { get; init; } = 0.02;

    internal void Check()
    {
        Levels.Check(Level);
        if (!(Margin > 0))
            throw new ArgumentOutOfRangeException(nameof(Margin), Margin, "The margin of equivalence lies above 0; 0.02 is two points.");
    }
}
