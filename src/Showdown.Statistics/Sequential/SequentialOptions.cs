namespace Showdown.Statistics.Sequential;

/// <summary>What has to be shown before the asking may end.</summary>
public sealed record SequentialOptions
{
    /// <summary>The chance of a wrong statement that all comparisons together may have, however often they are looked at; above 0, below 1.</summary>
    public double Error { get; init; } = 0.05;

    /// <summary>How many comparisons share the error: pairs of models times benchmarks, from 1.</summary>
    /// <remarks>Bonferroni. Holm would let a comparison that is decided hand its share on, but then an interval would not say what its verdict says,
    /// and a statement would hang on those beside it.</remarks>
    public int Comparisons { get; init; } = 1;

    /// <summary>The largest difference that still counts as equivalent, as a share, above 0.</summary>
    public double Margin { get; init; } = 0.02;

    /// <summary>No decision before so many units, from 1.</summary>
    public int AtLeast { get; init; } = 30;

    /// <summary>What a bet has to have multiplied to: each of a comparison's two sides has half of its error.</summary>
    internal double Goal => 2 * Comparisons / Error;

    internal void Check()
    {
        if (!(Error is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(Error), Error, "The error lies above 0 and below 1; 0.05 is five in a hundred.");
        if (!(Margin is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(Margin), Margin, "The margin of equivalence lies above 0; 0.02 is two points.");
        ArgumentOutOfRangeException.ThrowIfLessThan(Comparisons, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(AtLeast, 1);
    }
}
