using Showdown.Analysis.Wording;
using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Analysis.Summary;

/// <summary>Where imported results come from.</summary>
/// <param name="Programs">That asked the models and wrote the results down.</param>
/// <param name="Notes">What keeps the models apart besides themselves, in sentences.</param>
/// <param name="Judged">What our own scorer says of the same answers; empty where it judged none.</param>
public sealed record ImportSummary(
    IReadOnlyList<string> Programs,
    IReadOnlyList<ImportedFile> Files,
    IReadOnlyList<ImportedEvaluationSummary> Evaluations,
    IReadOnlyList<string> Notes,
    IReadOnlyList<JudgedSummary> Judged
)
{
    /// <returns>Null where the models were asked from here.</returns>
    public static ImportSummary? Of(RunSettings settings, IReadOnlyList<JudgedBeside> judged) =>
        settings.Import is { } import
            ? new ImportSummary(
                import.Programs,
                import.Files,
                [
                    .. import.Evaluations.Select(e => new ImportedEvaluationSummary(
                        e.BenchmarkId,
                        e.ModelId,
                        e.Program,
                        e.Task,
                        e.Metric,
                        e.OtherMetrics,
                        e.Facts
                    )),
                ],
                ImportWords.Notes(settings),
                [
                    .. judged.Select(j => new JudgedSummary(
                        j.BenchmarkId,
                        j.ModelId,
                        settings.ScorerOf(j.BenchmarkId, j.Version),
                        j.Judged,
                        j.Different
                    )),
                ]
            )
            : null;
}

/// <summary>How many answers our scorer judged beside the recorded scores, and how many otherwise.</summary>
public sealed record JudgedSummary(string Benchmark, string Model, string Scorer, int Judged, int Different);

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
