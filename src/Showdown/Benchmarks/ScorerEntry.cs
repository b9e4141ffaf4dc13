using Showdown.Domain;
using Showdown.Scoring;

namespace Showdown.Benchmarks;

/// <summary>What a plan pins of a scorer, before it is opened.</summary>
public sealed record ScorerEntry
{
    public required string Name { get; init; }

    public required int Version { get; init; }

    public required ScorerKind Kind { get; init; }

    /// <inheritdoc cref="Scorer.IsTwoValued"/>
    public bool IsTwoValued => Ready?.IsTwoValued ?? Name != ScorerSettings.Judge;

    /// <summary>SHA-256 of its options; null when there are none.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The scorer itself; null for one that needs the benchmark's data, and a sandbox.</summary>
    public Scorer? Ready { get; init; }

    /// <summary>The scorer itself, where it needs nothing but text; null for others.</summary>
    public PureScorer? Pure => Ready as PureScorer;

    /// <summary>How a right and a plausible wrong reply of a simulated model end.</summary>
    public required SimulatedEndings Endings { get; init; }
}
