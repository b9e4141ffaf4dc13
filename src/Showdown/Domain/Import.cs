namespace Showdown.Domain;

/// <summary>Where the results of an imported run come from: other programs asked the models, scored what they said, and wrote it down.</summary>
public sealed record Import
{
    public required IReadOnlyList<ImportedFile> Files { get; init; }

    /// <summary>In the order of the run's evaluations.</summary>
    public required IReadOnlyList<ImportedEvaluation> Evaluations { get; init; }

    /// <summary>Pairs of models that were asked in different words.</summary>
    public IReadOnlyList<PromptsApart> PromptsApart { get; init; } = [];

    /// <summary>The programs that recorded the results, each once.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> Programs => [.. Evaluations.Select(e => e.Program).Distinct()];

    public ImportedEvaluation? Of(string benchmarkId, string modelId) =>
        Evaluations.FirstOrDefault(e => e.BenchmarkId == benchmarkId && e.ModelId == modelId);
}
