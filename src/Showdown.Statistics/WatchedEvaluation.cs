namespace Showdown.Statistics;

/// <summary>What tonight says about one evaluation.</summary>
public sealed record WatchedEvaluation
{
    /// <summary>As its history calls it.</summary>
    public required string Name { get; init; }

    /// <summary>What it is suspected of.</summary>
    public required DriftKind Kind { get; init; }

    /// <summary>True when the change goes down; without meaning for <see cref="DriftKind.None"/>.</summary>
    public bool IsDown { get; init; }

    /// <summary>Tonight (A) against the pooled nights before it (B), on the same samples; null while too few nights lie before it.</summary>
    public PairedComparison? Tonight { get; init; }

    /// <summary>P of <see cref="Tonight"/> after Benjamini and Hochberg over all evaluations; null with it.</summary>
    public double? AdjustedP { get; init; }

    /// <summary>What speaks for a slow change.</summary>
    public required SlideEvidence Slide { get; init; }

    /// <summary>What a rerun is to be compared with: the pooled nights before the change; null without a suspicion.</summary>
    public IReadOnlyList<SampleScore>? Before { get; init; }

    /// <summary>Of the samples in <see cref="Before"/>: see <see cref="NightHistory.Clusters"/>.</summary>
    public IReadOnlyList<string?>? Clusters { get; init; }

    /// <summary>Position of the first changed night in the history; null without a suspicion.</summary>
    public int? Since { get; init; }
}
