using System.Text.Json.Serialization;

namespace Showdown.Domain;

/// <summary>What a benchmark's scores depend on, by content. Two evaluations with equal pins and sampling may be compared.</summary>
public sealed record BenchmarkPin
{
    /// <summary>Lower-case hex.</summary>
    public required string DatasetSha256 { get; init; }

    /// <summary>Stands for the samples as they were read from the dataset: with other rules for reading it gives other samples.</summary>
    public string SamplesSha256 { get; init; } = "";

    /// <summary>Hash of the worked examples' dataset; null for zero-shot.</summary>
    public string? FewShotSha256 { get; init; }

    /// <summary>SHA-256 of system and user template.</summary>
    public required string PromptSha256 { get; init; }

    public required string Scorer { get; init; }

    public required int ScorerVersion { get; init; }

    /// <summary>
    /// SHA-256 of whatever else the scorer's verdicts depend on, such as its options; null for nothing. Not written when null: a pin's JSON is part
    /// of identities that are stored.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ScorerSha256 { get; init; }

    /// <summary>True when a hash is that of the first pull, because nobody could know it beforehand.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool PinnedOnFirstUse { get; init; }
}
