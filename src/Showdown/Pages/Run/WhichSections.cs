using Showdown.Analysis.Facts;
using Showdown.Analysis.Price;
using Showdown.Analysis.Trend;
using Showdown.Analysis.Wording;
using Showdown.Formatting;

namespace Showdown.Pages.Run;

/// <summary>The answer: which model for what.</summary>
internal static class WhichSections
{
    /// <param name="week">The last nights together, whose verdicts stand before the run's own where the job is scheduled; null: there are
    /// none.</param>
    public static WhichSection? Of(RunResults results, RunNames names, WeekVerdicts? week)
    {
        var isWeek = WeekVerdicts.IsAbove(results, week);
        return WhichForWhat.Of(isWeek ? week!.Results : results, names) is { } which
            ? new WhichSection(
                names.Series(),
                which.Beside,
                isWeek ? week!.Nights : 1,
                Adjusted(results),
                [.. which.Rows.Select(r => Row(r, names, results.Facts.Judges))]
            )
            : null;
    }

    private static string Adjusted(RunResults results)
    {
        var whole = Format.Counted(results.CapabilitiesCompared, "comparison", "comparisons");
        var holm = $"Verdicts are adjusted for {whole} (Holm), those by benchmark below among themselves.";
        return results.Capabilities.SelectMany(c => c.Pairs).All(p => p.Comparison.Sequential is null)
            ? holm
            : (results.CapabilitiesCompared == 0 ? "" : holm + " ")
                + "Where a benchmark stops when it is sure, the interval is the mean of those by benchmark, which hold together whenever each of them stopped: it is wider.";
    }

    private static WhichRow Row(ForWhat row, RunNames names, IReadOnlyList<JudgeStanding> judges) =>
        new(
            ForWhat.Title(row.Result.Capability),
            [.. row.Result.Benchmarks.Select(names.Benchmark).Select(b => new EvidenceLink($"evidence/{b.Slug}/index.html", b.Title, ""))],
            row.Css,
            row.Sign,
            row.Word,
            row.Difference,
            row.Note,
            row.Advice,
            [
                .. row.Result.Scores.Select(s => new WhichCell(
                    names.Series(s.ModelId),
                    Format.Percent(s.Value),
                    Format.Interval(s.Low, s.High),
                    s.UsdPerRight.Value is { } usd ? Format.Usd((decimal)(1000 * usd)) : Format.Unknown,
                    PriceWords.Interval(s.UsdPerRight, 1000),
                    Format.Seconds(s.AnswerSeconds.Value),
                    s.AnswerSeconds is { Low: { } low, High: { } high } ? $"{Format.Seconds(low)} to {Format.Seconds(high)}" : "",
                    row.Standing.Ahead.Contains(s.ModelId)
                )),
            ]
        )
        {
            Judges =
            [
                .. judges
                    .Where(j => row.Result.Benchmarks.Contains(j.BenchmarkId))
                    .DistinctBy(j => j.Judge.Id)
                    .Select(j => Format.Capital(JudgeWords.Short(j))),
            ],
        };
}

/// <param name="Beside">Price and time of the models, in one sentence; null where not known.</param>
/// <param name="Nights">That the verdicts are over; 1: this run alone.</param>
/// <param name="Adjusted">For what the verdicts are adjusted, in sentences.</param>
internal sealed record WhichSection(
    IReadOnlyList<Rendering.Charts.Series> Models,
    string? Beside,
    int Nights,
    string Adjusted,
    IReadOnlyList<WhichRow> Rows
);

/// <param name="Title">The capability.</param>
/// <param name="Benchmarks">It is tested by.</param>
internal sealed record WhichRow(
    string Title,
    IReadOnlyList<EvidenceLink> Benchmarks,
    string Css,
    string Sign,
    string Word,
    string? Difference,
    string? Note,
    string Advice,
    IReadOnlyList<WhichCell> Cells
)
{
    /// <summary>Who judged its benchmarks, and how far they can be trusted; empty where programs scored.</summary>
    public IReadOnlyList<string> Judges { get; init; } = [];
}

/// <param name="Price">Of 1,000 right answers.</param>
/// <param name="Time">To an answer, median.</param>
internal sealed record WhichCell(
    Rendering.Charts.Series Model,
    string Score,
    string Interval,
    string Price,
    string PriceInterval,
    string Time,
    string TimeInterval,
    bool Ahead
);
