using Showdown.Analysis.Facts;
using Showdown.Pages.Evidence;

namespace Showdown.Pages.Run;

/// <summary>Finds the samples that the first page says something about.</summary>
internal static class HighlightsOfRun
{
    public static Highlights Of(string benchmarkId, RunResults results, RunPast? past)
    {
        var evaluations = results.Evaluations.Where(e => e.Facts.Row.BenchmarkId == benchmarkId).ToList();
        var moved = evaluations.Select(e => NightFlips.Of(e, past)).ToList();
        var linked = HealthSections.Listed(evaluations).Concat(moved.SelectMany(m => m.Take(FlipSections.Shown)).Select(m => m.SampleId));
        linked = linked.Concat(FlipSections.Apart(evaluations).Shown.Select(f => f.SampleId));
        linked = linked.Concat(results.Facts.Differences.Where(d => d.BenchmarkId == benchmarkId).Select(d => d.SampleId));
        return new Highlights(
            linked.ToHashSet(StringComparer.Ordinal),
            moved.SelectMany(m => m).Select(m => m.SampleId).ToHashSet(StringComparer.Ordinal)
        );
    }
}
