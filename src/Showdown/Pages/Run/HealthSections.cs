using Showdown.Analysis.Facts;
using Showdown.Formatting;
using Showdown.Pages.Evidence;

namespace Showdown.Pages.Run;

/// <summary>
/// What the questions themselves look like: ones that nobody or everybody solves tell nothing about who is better, and may be broken.
/// </summary>
internal static class HealthSections
{
    private const int Most = 12;

    public static IReadOnlyList<HealthGroup> Of(
        RunResults results,
        RunNames names,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, SampleAnchor>> anchors
    ) =>
        [
            .. results
                .Evaluations.GroupBy(e => e.Facts.Row.BenchmarkId)
                .Select(b => Group([.. b], names.Benchmark(b.Key), anchors.GetValueOrDefault(b.Key))),
        ];

    /// <summary>Never solved by any model: the first few.</summary>
    internal static IEnumerable<string> Listed(List<EvaluationResult> evaluations) =>
        Scored(evaluations).Where(s => s.Sum.Credit == 0).Take(Most).Select(s => s.SampleId);

    private static HealthGroup Group(List<EvaluationResult> evaluations, BenchmarkName benchmark, IReadOnlyDictionary<string, SampleAnchor>? anchors)
    {
        var scored = Scored(evaluations);
        var never = scored.Count(s => s.Sum.Credit == 0);
        return new HealthGroup(
            benchmark.Title,
            Format.Count(scored.Count),
            Format.Count(never),
            Format.Count(scored.Count(s => s.Sum.Right == s.Sum.Scored)),
            evaluations.Exists(e => e.Facts.Row.Epochs > 1) ? Format.Count(scored.Count(s => s.Sum.Split > 0)) : Format.Unknown,
            Listed(evaluations)
                .Select(id => new HealthLink(id, $"evidence/{benchmark.Slug}/{anchors?.GetValueOrDefault(id)?.Link ?? "index.html"}"))
                .ToList(),
            never > Most ? $"and {Format.Count(never - Most)} more" : null
        );
    }

    /// <summary>Every question with a score, over all models: what attempts earned, right and scored ones, and how many models are at odds with
    /// themselves.</summary>
    private static List<(string SampleId, (double Credit, int Right, int Scored, int Split) Sum)> Scored(List<EvaluationResult> evaluations)
    {
        var sums = new Dictionary<string, (double Credit, int Right, int Scored, int Split)>(StringComparer.Ordinal);
        foreach (var tally in evaluations.SelectMany(e => e.Facts.Tallies))
        {
            var at = sums.GetValueOrDefault(tally.SampleId);
            var split = RunResults.Tally(tally.Counts).Within > 1e-9 ? 1 : 0;
            sums[tally.SampleId] = (
                at.Credit + tally.Counts.Credit,
                at.Right + tally.Counts.Right,
                at.Scored + tally.Counts.Scored,
                at.Split + split
            );
        }
        return [.. sums.Where(s => s.Value.Scored > 0).Select(s => (s.Key, s.Value))];
    }
}
