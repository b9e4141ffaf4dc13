namespace Showdown.Analysis.Summary;

/// <summary>One model on one benchmark.</summary>
public sealed record EvaluationSummary
{
    public required string Benchmark { get; init; }

    public required string Model { get; init; }

    /// <summary>As pages call the benchmark; null in summaries of older versions.</summary>
    public string? BenchmarkTitle { get; init; }

    /// <summary>As pages call the model; null in summaries of older versions.</summary>
    public string? ModelName { get; init; }

    public required bool Simulated { get; init; }

    /// <summary>
    /// Equal for evaluations of one line in a trend: same settings, data, scorer and number of questions; null in summaries of older versions.
    /// </summary>
    public string? Identity { get; init; }

    public required int Samples { get; init; }

    public required int Epochs { get; init; }

    public required AttemptCounts Attempts { get; init; }

    /// <summary>What the benchmark is a test of, as benchmark.yaml or the job names it; null where neither says so.</summary>
    public string? Capability { get; init; }

    /// <summary>False for a benchmark that measures speed: it has no score, and its completions count as unscored.</summary>
    public bool Graded { get; init; } = true;

    /// <summary>Why the model was asked no more before all was asked; null: it was not given up.</summary>
    public string? StoppedReason { get; init; }

    /// <summary>Why it is complete though not all questions were asked: sure, or enough (by hand); null: all were to be asked.</summary>
    public string? EndedEarly { get; init; }

    /// <summary>Questions that were asked of <see cref="Samples"/>; null in summaries of older versions.</summary>
    public int? Asked { get; init; }

    /// <summary>Requests that an early end saved.</summary>
    public long SavedRequests { get; init; }

    /// <summary>About what these would have cost; null where that is not known.</summary>
    public decimal? SavedUsd { get; init; }

    /// <summary>Completions that an earlier run paid for, among the attempts: they cost nothing here and are in no speed figure.</summary>
    public int Reused { get; init; }

    /// <summary>Attempts whose token counts, as the host gave them, cannot be right.</summary>
    public int ImplausibleUsage { get; init; }

    /// <summary>Input tokens that the host says it had cached.</summary>
    public long CachedInputTokens { get; init; }

    /// <summary>What the hosts said they served.</summary>
    public IReadOnlyList<string> ServedModels { get; init; } = [];

    /// <summary>Who served behind a router.</summary>
    public IReadOnlyList<string> Providers { get; init; } = [];

    /// <summary>Scored attempts over all that were asked for, from 0 to 1.</summary>
    public required double Coverage { get; init; }

    /// <summary>What right, partly right, wrong and truncated attempts earned on average; failed and unscored ones are left out.</summary>
    public required double? Score { get; init; }

    /// <summary>Bounds of the 95% interval.</summary>
    public required double? Low { get; init; }

    public required double? High { get; init; }

    /// <summary>How the interval was made.</summary>
    public required string? Method { get; init; }

    /// <summary>Scores of parts of the tests, such as base and plus, each counted with the parts before it; empty for most benchmarks.</summary>
    public IReadOnlyList<PartSummary> Parts { get; init; } = [];

    /// <summary>What a user gets who may draw k attempts: k = 1, 2, 4 and so on up to the epochs; empty where each sample is asked once.</summary>
    public IReadOnlyList<PassAtSummary> PassAt { get; init; } = [];

    /// <summary>Null when the price or the usage of any attempt is not known.</summary>
    public required decimal? CostUsd { get; init; }

    public required decimal? CostUsdPerRight { get; init; }

    /// <summary>Request sent to first token of any kind.</summary>
    public required TtftSummary TtftSeconds { get; init; }

    public required SpeedSummary OutputTokensPerSecond { get; init; }

    /// <summary>Requests after a pause, where speed is measured: in no figure of speed.</summary>
    public int ColdStarts { get; init; }

    /// <summary>Their median time to the first token.</summary>
    public double? ColdStartSeconds { get; init; }

    /// <summary>Requests of the evaluation that were under way when another was sent, that one included; the mean.</summary>
    public double? InFlight { get; init; }
}
