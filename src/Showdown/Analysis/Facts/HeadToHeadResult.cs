using Showdown.Statistics.Pairwise;

namespace Showdown.Analysis.Facts;

/// <summary>Whose answers judges prefer on a benchmark.</summary>
/// <param name="Duels">Every pair of models that was compared, adjusted for all comparisons of the run (Holm).</param>
/// <param name="Strengths">Of three and more models, in their order; null for two, and where the judged pairs do not connect all.</param>
internal sealed record HeadToHeadResult(HeadToHeadFacts Facts, IReadOnlyList<DuelResult> Duels, BradleyTerry? Strengths)
{
    /// <summary>In the order of the job; empty where nothing was compared.</summary>
    public static IReadOnlyList<HeadToHeadResult> Of(RunResults results)
    {
        var benchmarks = results.Facts.HeadToHeads;
        var options = RunResults.DuelOptions(results.Facts.Run);
        var styles = new Queue<StyleControl?>(
            StyleControl.Adjust([.. benchmarks.SelectMany(b => b.Duels).Select(d => StyleControl.Of(d.Pairs, options))])
        );
        return
        [
            .. benchmarks.Select(b => new HeadToHeadResult(
                b,
                [.. b.Duels.Select(d => ResultOf(d, b.BenchmarkId, results, styles.Dequeue()))],
                b.Models.Count < 3 ? null : BradleyTerry.Of(b.Models.Count, [.. b.Duels.Select(d => new Duel(Place(b, d.A), Place(b, d.B), d.Pairs))])
            )),
        ];
    }

    private static DuelResult ResultOf(ModelDuel duel, string benchmarkId, RunResults results, StyleControl? style)
    {
        var rate = WinRate.Of(duel.Pairs, RunResults.DuelOptions(results.Facts.Run));
        var adjusted = results.Between(benchmarkId, duel.A, duel.B);
        return new DuelResult(duel, adjusted is null ? rate : rate.With(adjusted))
        {
            Style = style,
            Corrected = CorrectedRate.Of(duel.Units),
            GivesVerdict = adjusted is not null,
        };
    }

    private static int Place(HeadToHeadFacts facts, string model) => facts.Models.TakeWhile(m => m != model).Count();
}
