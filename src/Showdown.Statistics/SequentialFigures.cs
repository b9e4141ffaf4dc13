namespace Showdown.Statistics;

/// <summary>What a comparison under a stopping rule has beside the figures of any other.</summary>
public sealed record SequentialFigures
{
    /// <summary>Plain mean of the samples' differences. After an early stop it leans outward.</summary>
    public required double PlainMean { get; init; }

    /// <summary>False where the correction could not be told: then the difference is the plain mean.</summary>
    public required bool IsCorrected { get; init; }

    /// <summary>After how many units the verdict was there; null: it is not there, or the comparison is one over several benchmarks.</summary>
    public required int? DecidedAt { get; init; }

    /// <summary>How far the nearest verdict has come, from 0 to 1.</summary>
    public required double Progress { get; init; }

    /// <summary>Comparisons that share the error.</summary>
    public required int Comparisons { get; init; }

    /// <summary>The chance of a wrong verdict that all of them have together.</summary>
    public required double Error { get; init; }

    /// <summary>No verdict before so many units.</summary>
    public required int AtLeast { get; init; }

    /// <summary>The same seen from the other model.</summary>
    public SequentialFigures Mirrored() => this with { PlainMean = -PlainMean };
}
