namespace Showdown.Domain;

/// <summary>How sure the comparisons of a benchmark's models have to be, and of what, before its evaluations end.</summary>
public sealed record StopRule
{
    public StopWhen When { get; init; }

    /// <summary>No verdict before so many samples, or clusters of samples; from 1.</summary>
    public int AtLeast { get; init; } = 30;

    /// <summary>The largest difference that still counts as equivalent, as a share above 0; null: the job's.</summary>
    public double? Margin { get; init; }

    /// <summary>
    /// Attempts at each sample at most: where all samples are asked and a comparison is not sure, they are asked again, twice as often each time.
    /// Null: no more than without the rule.
    /// </summary>
    public int? MostEpochs { get; init; }

    /// <summary>The chance of a wrong verdict that all comparisons of a run may have together, however often they are looked at.</summary>
    public double Error { get; init; } = 0.05;
}
