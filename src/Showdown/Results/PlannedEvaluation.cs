using Showdown.Domain;

namespace Showdown.Results;

/// <summary>An evaluation as the plan writes it.</summary>
public sealed record PlannedEvaluation
{
    public required string Id { get; init; }

    public required string BenchmarkId { get; init; }

    public required string ModelId { get; init; }

    /// <summary>Key of its samples: <see cref="BenchmarkPin.SamplesSha256"/>.</summary>
    public required string DatasetSha256 { get; init; }

    public required int Samples { get; init; }

    public required int Epochs { get; init; }

    /// <summary>With <see cref="Only"/>: the evaluation whose outcomes choose the samples.</summary>
    public string? OnlyOf { get; init; }

    /// <summary>Ask only samples that had this outcome in <see cref="OnlyOf"/>; null: all, up to Samples.</summary>
    public Outcome? Only { get; init; }

    /// <inheritdoc cref="EvaluationRow.Stops"/>
    public bool Stops { get; init; }

    public required string Scorer { get; init; }

    public ScorerKind ScorerKind { get; init; }

    /// <inheritdoc cref="EvaluationRow.IsTwoValued"/>
    public bool IsTwoValued { get; init; } = true;

    public required int ScorerVersion { get; init; }

    /// <inheritdoc cref="EvaluationRow.Sampling"/>
    public Sampling? Sampling { get; init; }

    /// <summary>Hash of all that the score depends on.</summary>
    public required string Identity { get; init; }

    public required IReadOnlyList<ShardRow> Shards { get; init; }
}
