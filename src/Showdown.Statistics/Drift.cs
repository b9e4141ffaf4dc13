namespace Showdown.Statistics;

/// <summary>Watches evaluations over the nights. A finding is a suspicion: nobody is told before a rerun has shown the same
/// (<see cref="Confirmation"/>).</summary>
public static class Drift
{
    private const double LeastShareOfSlide = 0.3;

    /// <summary>Looks at tonight's results of all evaluations at once.</summary>
    /// <returns>One entry for each history, in the same order.</returns>
    /// <remarks>
    /// Sudden: tonight against the pooled last nights, paired by sample, Benjamini-Hochberg over the evaluations. Slow: <see cref="Slide"/>, e-BH
    /// over the evaluations. Each at half the rate, so that suspicions of either kind together keep it.
    /// The rate is for one night: over a year of nights some suspicion will be false, which is what the rerun is for. Which kind it is called is a
    /// description, not a test: sudden when the two nights before tonight
    /// had gone at most 0.3 of the way from the nights before them to tonight.
    /// </remarks>
    public static IReadOnlyList<WatchedEvaluation> Watch(IReadOnlyList<NightHistory> histories, DriftOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(histories);
        options ??= new DriftOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BaselineNights, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.FewestNights, 1);
        Levels.Check(options.FalseDiscoveryRate);
        var half = options.FalseDiscoveryRate / 2;
        var comparisons = histories.Select(h => h.Nights.Count <= options.FewestNights ? null : Compare(h, options)).ToArray();
        var slides = histories.Select(Statistics.Slide.Of).ToArray();
        var known = new Queue<double>(FalseDiscovery.Adjust([.. comparisons.Select(c => c?.P).OfType<double>()]));
        var adjusted = comparisons.Select(c => c?.P is null ? (double?)null : known.Dequeue()).ToArray();
        var sliding = FalseDiscovery.Select([.. slides.Select((s, i) => comparisons[i] is null ? 0 : s.E)], half);
        return
        [
            .. histories.Select(
                (history, i) =>
                {
                    var evaluation = new WatchedEvaluation
                    {
                        Name = history.Name,
                        Kind = DriftKind.None,
                        Tonight = comparisons[i],
                        AdjustedP = adjusted[i],
                        Slide = slides[i],
                    };
                    return adjusted[i] <= half || sliding[i] ? Suspected(evaluation, history, isSudden: adjusted[i] <= half, options) : evaluation;
                }
            ),
        ];
    }

    private static WatchedEvaluation Suspected(WatchedEvaluation evaluation, NightHistory history, bool isSudden, DriftOptions options)
    {
        var tonight = history.Nights.Count - 1;
        // What the e-value alone has found is a slide: it took several nights to see.
        var kind = isSudden && ShareBeforeTonight(history, options.BaselineNights) <= LeastShareOfSlide ? DriftKind.Sudden : DriftKind.Slide;
        return evaluation with
        {
            Kind = kind,
            IsDown = isSudden ? evaluation.Tonight!.Difference < 0 : evaluation.Slide.IsDown,
            Clusters = history.Clusters,
            Before = kind == DriftKind.Sudden ? LastNights(history, options.BaselineNights) : history.Pool(0, evaluation.Slide.Start),
            Since = kind == DriftKind.Sudden ? tonight : evaluation.Slide.Start,
        };
    }

    /// <summary>How much of the way from the earlier nights to tonight the two nights before tonight had gone: 0 for a step, near 1 for a slow
    /// slide.</summary>
    private static double ShareBeforeTonight(NightHistory history, int baselineNights)
    {
        var tonight = history.Nights.Count - 1;
        var first = Math.Max(0, tonight - baselineNights);
        if (tonight - 2 <= first)
            return 0;
        var earlier = history.Pool(first, tonight - 2 - first);
        var share = MeanDifference(history.Pool(tonight - 2, 2), earlier) / MeanDifference(history.Nights[tonight], earlier);
        return double.IsFinite(share) ? share : 0;
    }

    private static double MeanDifference(IReadOnlyList<SampleScore> a, IReadOnlyList<SampleScore> b) =>
        a.Zip(b, (x, y) => new SamplePair(x, y)).Where(p => p.IsComplete).Select(p => p.Difference).DefaultIfEmpty(double.NaN).Average();

    private static IReadOnlyList<SampleScore> LastNights(NightHistory history, int count)
    {
        var first = Math.Max(0, history.Nights.Count - 1 - count);
        return history.Pool(first, history.Nights.Count - 1 - first);
    }

    private static PairedComparison Compare(NightHistory history, DriftOptions options) =>
        Paired.OneModel(history.Pair(history.Nights[^1], LastNights(history, options.BaselineNights)), options.Paired);
}
