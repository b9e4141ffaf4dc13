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

/// <param name="Name">With that of its folder.</param>
/// <param name="Sha256">Of its bytes, in lower-case hex.</param>
public sealed record ImportedFile(string Name, string Sha256);

/// <summary>Two models whose prompts are known to differ.</summary>
/// <param name="Different">Questions that were put to them in different words.</param>
/// <param name="Known">Questions of which both prompts were recorded.</param>
public sealed record PromptsApart(string BenchmarkId, string A, string B, int Different, int Known);

/// <summary>What is known of one model's results on one benchmark, beside the attempts.</summary>
public sealed record ImportedEvaluation(string BenchmarkId, string ModelId)
{
    /// <summary>Scores of other programs are kept under this version; those of our scorers begin at 1.</summary>
    public const int TheirScores = 0;

    /// <summary>Which program recorded them.</summary>
    public required string Program { get; init; }

    /// <summary>The name of the score among those that the program wrote; null where it wrote none, and our scorer gave all.</summary>
    public string? Metric { get; init; }

    /// <summary>The other scores that it wrote: <c>--metric</c> would take them.</summary>
    public IReadOnlyList<string> OtherMetrics { get; init; } = [];

    /// <summary>How the program called the benchmark.</summary>
    public required string Task { get; init; }

    /// <summary>What else it wrote down about how it asked, by name; what is not here is not known.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    /// <summary>Stands for all prompts together, sample by sample; null where it wrote none.</summary>
    public string? PromptsSha256 { get; init; }

    /// <summary>Who gave the scores, in words: the program with the name of its score.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Scorer => Metric is null ? Program : $"{Program} ({Metric})";
}
