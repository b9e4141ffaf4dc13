namespace Showdown.Analysis.Summary;

/// <summary>What is known of one model's imported results on one benchmark.</summary>
/// <param name="Task">How the program called the benchmark.</param>
/// <param name="Metric">The name of the score that counts; null where our scorer gave all.</param>
/// <param name="OtherMetrics">Scores that were not imported.</param>
/// <param name="Facts">What it wrote down about how it asked.</param>
public sealed record ImportedEvaluationSummary(
    string Benchmark,
    string Model,
    string Program,
    string Task,
    string? Metric,
    IReadOnlyList<string> OtherMetrics,
    IReadOnlyDictionary<string, string> Facts
);
