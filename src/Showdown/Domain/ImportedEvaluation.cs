namespace Showdown.Domain;

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
