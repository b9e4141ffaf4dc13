namespace Showdown.Statistics.Sequential;

/// <summary>A comparison under a stopping rule, in the terms of one whose size was set beforehand: what pages, gates and rankings read.</summary>
public static class SequentialPaired
{
    /// <summary>Compares A with B; B with A gives the mirrored figures.</summary>
    /// <param name="pairs">One entry for each sample that either was asked, those that were under way at the stop included: for the counts.</param>
    /// <param name="units">In the order of asking, up to the first that is not answered yet: for verdict, interval and estimate.</param>
    /// <param name="options">What has to be shown.</param>
    /// <param name="largestUnit">Samples in the benchmark's largest cluster; 1 where none are.</param>
    /// <remarks>
    /// The difference is the corrected mean, within the confidence sequence; p is valid at every look, and adjusted by Bonferroni, as the sequence
    /// is. Missing attempts that could turn a verdict take it away, as in <see cref="Paired"/>.
    /// </remarks>
    public static PairedComparison Compare(
        IReadOnlyList<SamplePair> pairs,
        IReadOnlyList<SequentialUnit> units,
        SequentialOptions options,
        int largestUnit = 1
    )
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(units);
        var sequence = new SequentialComparison(options, largestUnit);
        foreach (var unit in units)
            sequence.Add(unit);
        var (sample, estimate) = (PairedSample.Of(pairs), sequence.Estimate());
        var comparison = new PairedComparison
        {
            Samples = sample.Count,
            LeftOut = LeftOut.Of(pairs),
            Level = 1 - options.Error,
            Margin = options.Margin,
            Wins = sample.Wins,
            Losses = sample.Losses,
            Ties = sample.Count - sample.Wins - sample.Losses,
        };
        if (estimate is not { Mean: { } mean, Low: { } low, High: { } high } || sample.Count == 0)
            return comparison;
        return Decided(
            comparison with
            {
                Units = units.Count,
                ScoreA = sample.MeanA,
                ScoreB = sample.MeanB,
                Difference = Math.Clamp(estimate.Corrected ?? mean, low, high),
                Low = low,
                High = high,
                P = sequence.PDifferent,
                AdjustedP = Math.Min(1, options.Comparisons * sequence.PDifferent),
                EquivalenceP = sequence.PEquivalent,
                AdjustedEquivalenceP = Math.Min(1, options.Comparisons * sequence.PEquivalent),
                Method = PairedMethod.Sequence,
                Test = PairedTest.Betting,
                Sequential = new SequentialFigures
                {
                    PlainMean = mean,
                    IsCorrected = estimate.Corrected is not null,
                    DecidedAt = sequence.DecidedAt,
                    Progress = sequence.Progress,
                    Comparisons = options.Comparisons,
                    Error = options.Error,
                    AtLeast = options.AtLeast,
                },
            },
            sequence.Verdict
        );
    }

    /// <summary>The mean of the differences on several benchmarks: its interval reaches from the mean of the lower ends to that of the upper
    /// ones.</summary>
    /// <param name="benchmarks">Of the same two models, at least one of them under a rule; of the others the interval is at a level of one less the
    /// error over the number of comparisons. One without a difference is left out: to be named beside the result.</param>
    /// <remarks>
    /// The intervals hold together with one less the error, whenever each of them stopped: then so does this. It is wider than the root of summed
    /// squares that
    /// <see cref="PairedStrata"/> takes, which asks for samples whose number nothing of their outcomes has chosen.
    /// </remarks>
    public static PairedComparison Mean(IReadOnlyList<PairedComparison> benchmarks)
    {
        ArgumentNullException.ThrowIfNull(benchmarks);
        var known = benchmarks.Where(b => b is { Difference: not null, Low: not null, High: not null }).ToList();
        if (known.Find(k => k.Sequential is not null) is not { Sequential: { } rule } first)
            return known.Count > 0 ? known[0] : benchmarks[0];
        if (known.Count == 1)
            return first;
        var (low, high, margin) = (known.Average(k => k.Low!.Value), known.Average(k => k.High!.Value), first.Margin);
        return Decided(
            first with
            {
                Samples = known.Sum(k => k.Samples),
                Units = known.Sum(k => k.Units),
                LeftOut = LeftOut.Together([.. known.Select(k => k.LeftOut)]),
                ScoreA = known.Average(k => k.ScoreA),
                ScoreB = known.Average(k => k.ScoreB),
                Difference = known.Average(k => k.Difference),
                Low = low,
                High = high,
                P = null,
                AdjustedP = null,
                EquivalenceP = null,
                AdjustedEquivalenceP = null,
                Wins = known.Sum(k => k.Wins),
                Ties = known.Sum(k => k.Ties),
                Losses = known.Sum(k => k.Losses),
                Test = PairedTest.None,
                Sequential = rule with
                {
                    PlainMean = known.Average(k => k.Sequential?.PlainMean ?? k.Difference!.Value),
                    IsCorrected = known.TrueForAll(k => k.Sequential is null or { IsCorrected: true }),
                    DecidedAt = null,
                },
            },
            low > 0 ? Verdict.Better
                : high < 0 ? Verdict.Worse
                : low > -margin && high < margin ? Verdict.Equivalent
                : Verdict.NotEnoughData
        );
    }

    private static PairedComparison Decided(PairedComparison c, Verdict verdict)
    {
        var turned = IsAgainst(c.LeftOut.Low, c.LeftOut.High);
        // What came after a verdict may speak against it by itself: then nothing hangs on what is missing.
        var seen = c.ScoreA - c.ScoreB;
        var hangs = turned && c.LeftOut.IsMissing && !IsAgainst(seen, seen);
        var given = turned ? Verdict.NotEnoughData : verdict;
        return c with { Verdict = given, DifferenceShown = given is Verdict.Better or Verdict.Worse, HangsOnMissing = hangs };

        bool IsAgainst(double? low, double? high) =>
            verdict switch
            {
                Verdict.Better => low < 0,
                Verdict.Worse => high > 0,
                Verdict.Equivalent => low < -c.Margin || high > c.Margin,
                _ => false,
            };
    }
}
