namespace Showdown.Results;

/// <summary>One sample's outcomes in one evaluation, over its epochs.</summary>
public sealed record SampleTally(string SampleId, string? Group, OutcomeCounts Counts)
{
    /// <summary>Samples of one cluster count once to an interval; null: the sample stands for itself.</summary>
    public string? Cluster { get; init; }
}
