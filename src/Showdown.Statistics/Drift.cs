namespace Showdown.Statistics;

/// <summary>What kind of change a evaluation is suspected of.</summary>
public enum DriftKind
{
    /// <summary>Nothing is suspected.</summary>
    None,

    /// <summary>Most of the change came tonight.</summary>
    Sudden,

    /// <summary>Most of the change was there before tonight.</summary>
    Slide,
}

/// <summary>How evaluations are watched.</summary>
public sealed record DriftOptions
{
    /// <summary>Nights before tonight that are pooled into the level to compare with, from 1.</summary>
    public int BaselineNights { get; init; } = 7;

    /// <summary>Nights that must lie before tonight, from 1: the level is not known well from fewer, and a rerun compared with a single lucky night
    /// would confirm its luck.</summary>
    public int FewestNights { get; init; } = 3;

    /// <summary>Expected share of false suspicions among all suspicions of a night, over all evaluations; above 0 and below 1.</summary>
    public double FalseDiscoveryRate { get; init; } = 0.05;

    /// <summary>How tonight is compared with the nights before it.</summary>
    public PairedOptions Paired { get; init; } = new();
}

/// <summary>What tonight says about one evaluation.</summary>
public sealed record WatchedEvaluation
{
    /// <summary>As its history calls it.</summary>
    public required string Name { get; init; }

    /// <summary>What it is suspected of.</summary>
    public required DriftKind Kind { get; init; }

    /// <summary>True when the change goes down; without meaning for <see cref="DriftKind.None"/>.</summary>
    public bool IsDown { get; init; }

    /// <summary>Tonight (A) against the pooled nights before it (B), on the same samples; null while too few nights lie before it.</summary>
    public PairedComparison? Tonight { get; init; }

    /// <summary>P of <see cref="Tonight"/> after Benjamini and Hochberg over all evaluations; null with it.</summary>
    public double? AdjustedP { get; init; }

    /// <summary>What speaks for a slow change.</summary>
    public required SlideEvidence Slide { get; init; }

    /// <summary>What a rerun is to be compared with: the pooled nights before the change; null without a suspicion.</summary>
    public IReadOnlyList<SampleScore>? Before { get; init; }

    /// <summary>Of the samples in <see cref="Before"/>: see <see cref="NightHistory.Clusters"/>.</summary>
    public IReadOnlyList<string?>? Clusters { get; init; }

    /// <summary>Position of the first changed night in the history; null without a suspicion.</summary>
    public int? Since { get; init; }
}

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
    /// had gone at most 0.3 of the way from the nights before them to tonight. The test for sudden change takes sample differences as symmetric; with
    /// single attempts on easy samples and many pooled nights they are not, and it is a little too
    /// careful for drops of easy benchmarks.
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
        Paired.Compare(history.Pair(history.Nights[^1], LastNights(history, options.BaselineNights)), options.Paired);
}
