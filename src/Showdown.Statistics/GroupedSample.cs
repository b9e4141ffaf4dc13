namespace Showdown.Statistics;

/// <param name="Group">Subject, difficulty or the like; null is a group of its own.</param>
internal readonly record struct GroupedSample(string? Group, SampleScore Score)
{
    /// <summary>Samples of one cluster hang together, also over groups; null: the sample stands for itself.</summary>
    public string? Cluster { get; init; }
}
