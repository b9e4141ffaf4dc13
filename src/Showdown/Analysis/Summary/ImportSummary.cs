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
