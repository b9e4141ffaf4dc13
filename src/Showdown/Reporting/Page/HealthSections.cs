using Showdown.Reporting.Evidence;

namespace Showdown.Reporting.Page;

/// <summary>What the questions themselves look like: ones that nobody or everybody solves tell nothing about who is better, and may be broken.</summary>
internal static class HealthSections
{
    private const int Listed = 12;

    public static IReadOnlyList<HealthGroup> Of(RunResults results, RunNames names, IReadOnlyDictionary<string, IReadOnlyDictionary<string, SamplePlace>> places) =>
        [.. results.Evaluations.GroupBy(e => e.Facts.Row.BenchmarkId).Select(b => Group([.. b], names.Benchmark(b.Key), places.GetValueOrDefault(b.Key)))];

    private static HealthGroup Group(List<EvaluationResult> evaluations, BenchmarkName benchmark, IReadOnlyDictionary<string, SamplePlace>? places)
    {
        var sums = new Dictionary<string, (int Right, int Scored, int Split)>(StringComparer.Ordinal);
        foreach (var tally in evaluations.SelectMany(e => e.Facts.Tallies))
        {
            var at = sums.GetValueOrDefault(tally.SampleId);
            var split = tally.Counts.Right > 0 && tally.Counts.Right < tally.Counts.Scored ? 1 : 0;
            sums[tally.SampleId] = (at.Right + tally.Counts.Right, at.Scored + tally.Counts.Scored, at.Split + split);
        }
        var scored = sums.Where(s => s.Value.Scored > 0).ToList();
        var never = scored.Where(s => s.Value.Right == 0).Select(s => s.Key).ToList();
        return new HealthGroup(
            benchmark.Title,
            Show.Count(scored.Count),
            Show.Count(never.Count),
            Show.Count(scored.Count(s => s.Value.Right == s.Value.Scored)),
            evaluations.Exists(e => e.Facts.Row.Epochs > 1) ? Show.Count(scored.Count(s => s.Value.Split > 0)) : Show.Unknown,
            never.Take(Listed).Select(id => new HealthLink(id, places?.GetValueOrDefault(id) is { } place ? $"evidence/{benchmark.Slug}/{place.Link}" : $"evidence/{benchmark.Slug}/index.html")).ToList(),
            never.Count > Listed ? $"and {Show.Count(never.Count - Listed)} more" : null);
    }
}
