using Showdown.Analysis.Facts;
using Showdown.Analysis.Published;
using Showdown.Analysis.Wording;
using Showdown.Domain;
using Showdown.Formatting;
using Showdown.Rendering.Charts;
using Showdown.Statistics;

namespace Showdown.Pages.Run;

/// <summary>What was measured beside what was published, with the reasons where the two cannot be compared.</summary>
internal static class PublishedSections
{
    private const int MostForOne = 6;

    public static PublishedSection? Of(RunResults results, RunNames names, IReadOnlyList<PublishedScore> published)
    {
        var settings = results.Facts.Run.Settings;
        var found = results
            .Evaluations.Select(e => (Result: e, Figures: PublishedComparison.Find(published, Measured(e, settings)).Take(MostForOne).ToList()))
            .Where(f => f.Figures.Count > 0)
            .ToList();
        if (found.Count == 0)
            return null;
        return new PublishedSection(
            Rows(found, names, comparable: true),
            Rows(found, names, comparable: false),
            found.Exists(f => f.Figures.Exists(p => p.Published.Model.Variant == "base"))
        );
    }

    private static List<PublishedRow> Rows(List<(EvaluationResult Result, List<PublishedComparison> Figures)> found, RunNames names, bool comparable)
    {
        var rows = new List<PublishedRow>();
        var last = "";
        foreach (var (result, all) in found)
        {
            var figures = all.Where(f => f.IsComparable == comparable).ToList();
            var id = result.Facts.Row.BenchmarkId;
            rows.AddRange(
                figures.Select(
                    (figure, i) =>
                        Row(
                            result,
                            figure,
                            id != last && i == 0 ? names.Benchmark(id).Title : null,
                            i == 0 ? names.Series(result.Facts.Row.ModelId) : null
                        )
                )
            );
            last = figures.Count > 0 ? id : last;
        }
        return rows;
    }

    /// <summary>The figure that stands nearest: comparable ones first; null where nothing is published.</summary>
    public static PublishedComparison? Best(EvaluationResult e, RunSettings settings, IReadOnlyList<PublishedScore> published) =>
        PublishedComparison.Find(published, Measured(e, settings)) is [var best, ..] ? best : null;

    /// <summary>How far a comparable figure is from what was measured; null where nothing was.</summary>
    public static PublishedGap? Gap(EvaluationResult e, PublishedScore published) =>
        PublishedGap.Of([.. e.Facts.Tallies.Select(t => RunResults.Tally(t.Counts))], published.Value, published.Repeats);

    private static MeasuredEvaluation Measured(EvaluationResult e, RunSettings settings)
    {
        var benchmark = settings.Benchmark(e.Facts.Row.BenchmarkId);
        var model = settings.Model(e.Facts.Row.ModelId);
        var served = e.Facts.Figures.ServedModels;
        return new MeasuredEvaluation(
            model,
            benchmark,
            settings.SamplingOf(benchmark.Id, model.Id),
            e.Facts.Row.Epochs,
            StopWords.Asked(e),
            served.Count == 1 ? served[0] : null
        )
        {
            IsImported = settings.Import is not null,
        };
    }

    private static PublishedRow Row(EvaluationResult e, PublishedComparison figure, string? heading, Series? model)
    {
        var published = figure.Published;
        var value = published.Value;
        var verdict = figure.IsComparable ? Beside(e, published) : "not comparable";
        return new PublishedRow(
            heading,
            model,
            model is null ? "" : Format.Percent(e.Score.Value),
            model is null ? "" : Format.Interval(e.Score.Low, e.Score.High),
            model is null ? "" : Format.Earned(e.Counts.Credit, e.Counts.Scored),
            Format.Percent(value),
            $"{published.Model.Name}, {published.Metric}{(published.Benchmark.Id == e.Facts.Row.BenchmarkId ? "" : $" on {published.Benchmark.Title}")}",
            $"{published.RunBy}; {published.Source}",
            figure.IsComparable ? "comparable" : "incomparable",
            verdict,
            figure.Reasons,
            figure.Caveats
        );
    }

    /// <summary>Comparable figures are of the same questions: only the luck of attempts may part them.</summary>
    private static string Beside(EvaluationResult e, PublishedScore published)
    {
        if (Gap(e, published) is not { } gap)
            return "comparable; nothing measured";
        var assumed = gap.IsAssumed ? ", taking the published figure as one attempt a question" : "";
        var distance = gap.Difference == 0 ? "the same" : $"{Format.Points(gap.Difference)} points {(gap.Difference < 0 ? "below" : "above")}";
        return $"{distance} on the same questions; luck explains {(gap.IsBound ? "at most " : "")}{Format.Points(gap.Luck)}{assumed}";
    }
}
