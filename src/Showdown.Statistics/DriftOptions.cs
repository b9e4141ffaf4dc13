namespace Showdown.Statistics;

/// <summary>How evaluations are watched.</summary>
public sealed record DriftOptions
{
    /// <summary>Nights before tonight that are pooled into the level to compare with, from 1.</summary>
    public int BaselineNights { get; init; } = 7;

    /// <summary>Nights that must lie before tonight, from 1: the level is not known well from fewer, and a rerun compared with a single lucky night
    /// would confirm its luck.</summary>
    public int FewestNights { get; init; } = 3;

    /// <summary>Expected share of false suspicions among all suspicions of a night, over all evaluations; above 0 and below 1.</summary>
    public double FalseDiscoveryRate { get; init; } = 0.05;

    /// <summary>How tonight is compared with the nights before it.</summary>
    public PairedOptions Paired { get; init; } = new();
}
