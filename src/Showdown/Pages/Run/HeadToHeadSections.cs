using Showdown.Analysis.Facts;
using Showdown.Analysis.HeadToHead;
using Showdown.Analysis.Wording;
using Showdown.Formatting;
using Showdown.Pages.Evidence;
using Showdown.Rendering.Charts;
using Showdown.Statistics;

namespace Showdown.Pages.Run;

/// <summary>Whose answers judges prefer, benchmark by benchmark.</summary>
internal static class HeadToHeadSections
{
    /// <param name="evidence">Benchmarks whose pairs have pages of their own.</param>
    public static IReadOnlyList<HeadToHeadSection> Of(RunResults results, RunNames names, IReadOnlySet<string> evidence) =>
        [
            .. results.HeadToHeads.Select(r =>
            {
                var benchmark = names.Benchmark(r.Facts.BenchmarkId);
                return new HeadToHeadSection(
                    benchmark.Title,
                    $"pairs-{benchmark.Slug}",
                    Format.List([.. r.Facts.Rule.Judges.Select(j => j.IsSimulated ? $"{j.Id} (simulated)" : j.Id)]),
                    [.. r.Duels.Select(d => Row(d, names))],
                    Strengths(r, names),
                    HeadToHeadWords.Notes(r),
                    evidence.Contains(benchmark.Id) ? Link(benchmark) : null
                );
            }),
        ];

    /// <summary>From the report's folder.</summary>
    public static string Link(BenchmarkName benchmark) => $"pairs/{benchmark.Slug}/{SideBySideWriter.FirstPage}";

    private static DuelRow Row(DuelResult result, RunNames names)
    {
        var (duel, rate) = (result.Duel, result.Rate);
        return new DuelRow
        {
            A = names.Series(duel.A),
            B = names.Series(duel.B),
            Raw = Cell(rate.Value, rate.Low, rate.High, rate.Value is not null && result.GivesVerdict ? rate.Verdict : null),
            Alike = result.Style is { } style
                ? Cell(style.Value, style.Low, style.High, result.GivesVerdict ? style.Verdict : null)
                : new RateCell(Format.Unknown, Format.Unknown, "quiet", "", "too few pairs"),
            Disagrees = result.Disagrees,
            P = Format.P(result.GivesVerdict ? rate.Comparison.AdjustedP : rate.Comparison.P),
            Won = Format.Count(duel.Won),
            Tied = Format.Count(duel.Tied),
            Lost = Format.Count(duel.Lost),
            Unscored = Format.Count(rate.Unscored),
            Turned = Format.Percent(result.InconsistentShare),
            Sentence = HeadToHeadWords.Sentence(result, names),
            Beside = HeadToHeadWords.Beside(result, names),
        };
    }

    private static RateCell Cell(double? rate, double? low, double? high, Verdict? verdict) =>
        verdict is { } v
            ? new RateCell(Format.Percent(rate), Format.Interval(low, high), VerdictWords.Css(v), VerdictWords.Sign(v), VerdictWords.Word(v))
            : new RateCell(Format.Percent(rate), Format.Interval(low, high), "unknown", "", "no verdict");

    private static IReadOnlyList<StrengthRow> Strengths(HeadToHeadResult result, RunNames names) =>
        result.Strengths is not { } strengths
            ? []
            :
            [
                .. strengths
                    .Strengths.Select((s, i) => (Strength: s.Elo, Model: result.Facts.Models[i]))
                    .OrderByDescending(s => s.Strength.Value)
                    .Select(s => new StrengthRow(
                        names.Series(s.Model),
                        Format.Number(s.Strength.Value, 0),
                        $"{Format.Number(s.Strength.Low, 0)} to {Format.Number(s.Strength.High, 0)}"
                    )),
            ];
}

/// <param name="Evidence">Link to all pairs; null where there are no such pages.</param>
internal sealed record HeadToHeadSection(
    string Benchmark,
    string Anchor,
    string Judges,
    IReadOnlyList<DuelRow> Rows,
    IReadOnlyList<StrengthRow> Strengths,
    IReadOnlyList<string> Notes,
    string? Evidence
)
{
    /// <summary>True where the sentences would be a wall.</summary>
    public bool Many => Rows.Count > ReportPageBuilder.MostVerdicts;
}

internal sealed record DuelRow
{
    public required Series A { get; init; }

    public required Series B { get; init; }

    public required RateCell Raw { get; init; }

    /// <summary>If both were equally long and laid out alike.</summary>
    public required RateCell Alike { get; init; }

    public required bool Disagrees { get; init; }

    public required string P { get; init; }

    public required string Won { get; init; }

    public required string Tied { get; init; }

    public required string Lost { get; init; }

    public required string Unscored { get; init; }

    public required string Turned { get; init; }

    public required string Sentence { get; init; }

    public required IReadOnlyList<string> Beside { get; init; }
}

internal sealed record RateCell(string Rate, string Interval, string Css, string Sign, string Verdict);

internal sealed record StrengthRow(Series Model, string Value, string Interval);
