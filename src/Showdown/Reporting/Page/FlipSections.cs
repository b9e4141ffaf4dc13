using Showdown.Reporting.Evidence;
using Showdown.Results;

namespace Showdown.Reporting.Page;

/// <summary>Questions on which the first two models part ways.</summary>
internal static class FlipSections
{
    private const int Shown = 8;

    /// <param name="places">By benchmark id: where each sample stands in the evidence.</param>
    public static FlipSection? Of(RunResults results, RunNames names, IReadOnlyDictionary<string, IReadOnlyDictionary<string, SamplePlace>> places)
    {
        if (names.Models.Count != 2)
            return null;
        var groups =
            from benchmark in results.Evaluations.GroupBy(e => e.Facts.Row.BenchmarkId)
            let sides = benchmark.ToList()
            where sides.Count == 2
            let flips = Group(sides[0], sides[1], names, names.Benchmark(benchmark.Key), places.GetValueOrDefault(benchmark.Key))
            where flips is not null
            select flips;
        var found = groups.ToList();
        return found.Count == 0 ? null : new FlipSection(names.Models[0].Name, names.Models[1].Name, found);
    }

    private static FlipGroup? Group(EvaluationResult a, EvaluationResult b, RunNames names, BenchmarkName benchmark, IReadOnlyDictionary<string, SamplePlace>? places)
    {
        var others = b.Facts.Tallies.ToDictionary(t => t.SampleId, t => t.Counts, StringComparer.Ordinal);
        var both = a.Facts.Tallies
            .Where(t => t.Counts.Scored > 0 && others.TryGetValue(t.SampleId, out var other) && other.Scored > 0)
            .Select(t => (t.SampleId, A: t.Counts, B: others[t.SampleId], Apart: Share(t.Counts) - Share(others[t.SampleId])))
            .ToList();
        var apart = both.Where(t => Math.Abs(t.Apart) > 0.5 - 1e-9).ToList();
        if (apart.Count == 0)
            return null;
        // Surprising: the one that is weaker on the whole is the better one here, and by far.
        var lead = Math.Sign(both.Average(t => t.Apart));
        var rows = apart.OrderByDescending(t => Math.Abs(t.Apart)).ThenBy(t => Math.Sign(t.Apart) == lead).Take(Shown)
            .Select(t => Row(t.SampleId, t.A, t.B, benchmark, places?.GetValueOrDefault(t.SampleId))).ToList();
        var counts = $"{names.Models[0].Name} wins {Show.Count(apart.Count(t => t.Apart > 0))}, {names.Models[1].Name} {Show.Count(apart.Count(t => t.Apart < 0))} of {Show.Counted(both.Count, "question", "questions")}";
        return new FlipGroup(benchmark.Title, counts, rows, apart.Count > Shown ? $"evidence/{benchmark.Slug}/index.html?disagree=1" : null);
    }

    private static FlipRow Row(string id, OutcomeCounts a, OutcomeCounts b, BenchmarkName benchmark, SamplePlace? place) => new(
        place is null ? $"evidence/{benchmark.Slug}/index.html" : $"evidence/{benchmark.Slug}/{place.Link}",
        id, place?.Snippet, Text(a), Text(b), Css(a), Css(b));

    private static double Share(OutcomeCounts counts) => (double)counts.Right / counts.Scored;

    private static string Text(OutcomeCounts counts) => counts.Scored > 1 ? $"{counts.Right} of {counts.Scored} right"
        : counts.Right == 1 ? "right" : counts.Truncated == 1 ? "truncated" : "wrong";

    private static string Css(OutcomeCounts counts) => Share(counts) > 0.5 ? "right" : "wrong";
}
