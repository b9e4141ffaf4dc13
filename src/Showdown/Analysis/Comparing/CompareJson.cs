using System.Text.Encodings.Web;
using System.Text.Json;
using Showdown.Analysis.Summary;
using Showdown.Analysis.Wording;

namespace Showdown.Analysis.Comparing;

/// <summary>
/// The comparison of runs as JSON: what <c>compare --json</c> prints. Shares from 0 to 1; what is not known is null; fields are added, never changed.
/// </summary>
internal static class CompareJson
{
    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new RoundedFigures() },
    };

    public static string Of(RunComparison comparison, IReadOnlyList<RunUse> uses, string page) =>
        JsonSerializer.Serialize(
            new
            {
                page,
                runs = comparison.Runs.Select(r => new
                {
                    run = r.Id,
                    job = r.Settings.Job.Name,
                    started_at = r.CreatedAt,
                    simulated = r.Settings.IsSimulated,
                    imported_from = r.Settings.Import?.Programs,
                }),
                scores = comparison.Entries.Select(e => new
                {
                    run = e.Run.Id,
                    benchmark = e.Key.BenchmarkId,
                    model = e.Key.ModelId,
                    score = e.Score.Value,
                    low = e.Score.Low,
                    high = e.Score.High,
                    reused = e.Reused,
                }),
                // Of the run's own night, each with how well that is known.
                uses = uses.Select(u => new
                {
                    run = u.Run.Id,
                    benchmark = u.Key.BenchmarkId,
                    model = u.Key.ModelId,
                    ttft_seconds = FigureSummary.Of(u.FirstToken),
                    output_tokens_per_second = FigureSummary.Of(u.Speed),
                    usd_per_right = FigureSummary.Of(u.PerRight),
                }),
                comparisons = comparison.Pairs.Select(p => new
                {
                    benchmark = p.A.Key.BenchmarkId,
                    a = new { run = p.A.Run.Id, model = p.A.Key.ModelId },
                    b = new { run = p.B.Run.Id, model = p.B.Key.ModelId },
                    difference = p.Comparison?.Difference,
                    low = p.Comparison?.Low,
                    high = p.Comparison?.High,
                    p = p.Comparison?.P,
                    p_holm = p.Comparison?.AdjustedP,
                    verdict = p.Comparison is { } c ? VerdictWords.Word(c.Verdict) : null,
                    items = p.Comparison?.Samples,
                    wins = p.Comparison?.Wins,
                    ties = p.Comparison?.Ties,
                    losses = p.Comparison?.Losses,
                    dropped = p.Comparison?.Dropped,
                    shared = p.Shared is { } s
                        ? new
                        {
                            samples = s.Samples,
                            left_out_a = s.LeftOutA,
                            left_out_b = s.LeftOutB,
                            by_id_alone = s.ByIdAlone,
                            other_targets = s.OtherTargets,
                        }
                        : null,
                    scorers = p.Scorers is { } scorers ? new { a = scorers.A, b = scorers.B } : null,
                    left_out = p.Comparison is { } all ? LeftOutSummary.Of(all.LeftOut) : null,
                    hangs_on_missing = p.Comparison?.HangsOnMissing,
                    not_comparable = p.Refused,
                    asked_otherwise = p.Changes,
                }),
            },
            _options
        ) + "\n";
}
