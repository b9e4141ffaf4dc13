using Showdown.Analysis.Facts;
using Showdown.Formatting;
using Showdown.Statistics;

namespace Showdown.Pages.Run;

/// <summary>Models in order of score, where there are more than two.</summary>
internal static class RankSections
{
    public static IReadOnlyList<RankGroup> Of(RunResults results, RunNames names) =>
        names.Models.Count < 3
            ? []
            :
            [
                .. results
                    .Evaluations.GroupBy(e => e.Facts.Row.BenchmarkId)
                    .Where(b => b.Count() > 2)
                    .Select(b => Group(names.Benchmark(b.Key).Title, [.. b], results, names)),
            ];

    private static RankGroup Group(string benchmark, List<EvaluationResult> evaluations, RunResults results, RunNames names)
    {
        var ids = evaluations.SelectMany(e => e.Facts.Tallies).Select(t => t.SampleId).Distinct(StringComparer.Ordinal).ToList();
        var aligned = evaluations
            .Select(e =>
            {
                var own = e.Facts.Tallies.ToDictionary(t => t.SampleId, t => RunResults.Tally(t.Counts), StringComparer.Ordinal);
                return (IReadOnlyList<SampleScore>)ids.Select(id => own.GetValueOrDefault(id)).ToList();
            })
            .ToList();
        var places = evaluations.Select((e, i) => (e.Facts.Row.ModelId, Place: i)).ToDictionary(e => e.ModelId, e => e.Place, StringComparer.Ordinal);
        var pairs = results
            .Pairs.Where(p => p.BenchmarkId == evaluations[0].Facts.Row.BenchmarkId)
            .Select(p => new PairOfModels(places[p.A], places[p.B], p.Comparison))
            .ToList();
        var ranks = Ranking.Of(aligned, pairs);
        var rows = ranks
            .Select((r, i) => (Rank: r, Model: names.Series(evaluations[i].Facts.Row.ModelId)))
            .OrderBy(r => r.Rank.Rank)
            .Select(r => new RankRow(
                Place(r.Rank, ranks),
                r.Rank.Best == r.Rank.Worst ? $"{r.Rank.Best}" : $"{r.Rank.Best} to {r.Rank.Worst}",
                r.Model,
                Format.Percent(r.Rank.Score)
            ));
        return new RankGroup(
            benchmark,
            Format.Counted(ranks.Max(r => r.Samples), "question that all were scored on", "questions that all were scored on"),
            [.. rows]
        );
    }

    /// <summary>Equal scores share the better place: "1", "2 shared", "2 shared", "4".</summary>
    private static string Place(ModelRank rank, IReadOnlyList<ModelRank> all) =>
        $"{1 + all.Count(r => r.Rank < rank.Rank)}{(all.Count(r => r.Rank == rank.Rank) > 1 ? " shared" : "")}";
}
