using Showdown.Analysis.Facts;
using Showdown.Statistics;

namespace Showdown.Pages.Run;

/// <param name="Before">The night before.</param>
internal sealed record NightFlip(string SampleId, SampleScore Before, SampleScore Now);

/// <summary>Questions that came out otherwise than on the night before, of the same identity; of repeats by half or more.</summary>
internal static class NightFlips
{
    /// <returns>The largest changes first; empty without a night before.</returns>
    public static IReadOnlyList<NightFlip> Of(EvaluationResult e, RunPast? past)
    {
        var evaluation = past?.Trend.Evaluations.FirstOrDefault(c =>
            c.Key.BenchmarkId == e.Facts.Row.BenchmarkId && c.Key.ModelId == e.Facts.Row.ModelId
        );
        if (evaluation?.Nights.FirstOrDefault(n => n.Evaluation.Id == e.Facts.Row.Id) is not { } tonight)
            return [];
        var before = evaluation.Nights.LastOrDefault(n => n != tonight && n.Identity == tonight.Identity);
        return before is null
            ? []
            :
            [
                .. from sample in tonight.Samples
                where before.Samples.TryGetValue(sample.Key, out var was) && Math.Abs(sample.Value.Mean - was.Mean) > 0.5 - 1e-9
                let flip = new NightFlip(sample.Key, before.Samples[sample.Key], sample.Value)
                orderby Math.Abs(flip.Now.Mean - flip.Before.Mean) descending, flip.SampleId
                select flip,
            ];
    }
}
