namespace Showdown.Reporting.Page;

/// <summary>What the first page will say about single questions of a benchmark. Known before the evidence is written, so that only their places need be kept.</summary>
/// <param name="Linked">Questions that the first page links to.</param>
/// <param name="Moved">Questions that came out otherwise than on the night before.</param>
internal sealed record Highlights(IReadOnlySet<string> Linked, IReadOnlySet<string> Moved)
{
    public static Highlights Of(string benchmarkId, RunResults results, RunPast? past)
    {
        var evaluations = results.Evaluations.Where(e => e.Facts.Row.BenchmarkId == benchmarkId).ToList();
        var moved = evaluations.Select(e => NightFlips.Of(e, past)).ToList();
        var linked = HealthSections.Listed(evaluations).Concat(moved.SelectMany(m => m.Take(FlipSections.Shown)).Select(m => m.SampleId));
        if (evaluations.Count == 2)
            linked = linked.Concat(FlipSections.Apart(evaluations[0], evaluations[1]).Shown.Select(f => f.SampleId));
        return new Highlights(linked.ToHashSet(StringComparer.Ordinal), moved.SelectMany(m => m).Select(m => m.SampleId).ToHashSet(StringComparer.Ordinal));
    }
}
