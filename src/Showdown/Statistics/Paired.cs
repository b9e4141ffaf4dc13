namespace Showdown.Statistics;

/// <summary>Which of two models is better on one benchmark, from the items that both answered.</summary>
/// <remarks>
/// Pairing takes the items' difficulty out of the difference (Miller 2024, arXiv:2411.00640, section 4.2). The interval speaks about items like these; it does not
/// hold when items hang together, when failures struck the harder items of one model, or when the page shows only the best of many comparisons (see <see cref="Holm"/>).
/// </remarks>
public static class Paired
{
    /// <summary>With fewer items on which the models differ, the t interval rests on too few values.</summary>
    private const int FewestForT = 30;

    /// <summary>Compares A with B.</summary>
    /// <param name="pairs">One entry for each item of the benchmark. Where a side has no scored attempt the item is dropped and counted.</param>
    /// <exception cref="ArgumentOutOfRangeException">A tally has more right than scored attempts, or an option is outside its range.</exception>
    /// <remarks>
    /// Difference of item means. Interval: t where the models differ on 30 items or more; otherwise for single attempts Bonett and Price 2012 (Journal of Educational and
    /// Behavioral Statistics 37:479-488), for repeats the wider of t and <see cref="SignFlip"/>. A BCa bootstrap was tried for small numbers and left out: with 8 to 30 items it held the
    /// truth in 52 to 96 % of cases where it promised 95. Test: exact McNemar for single attempts, sign flips for repeats; where it
    /// does not reject zero and the interval would leave zero out, the interval is widened to the one that belongs to the test. Equivalence: two one-sided
    /// tests at one less the level each (Schuirmann 1987, J. Pharmacokinetics and Biopharmaceutics 15:657-680).
    /// </remarks>
    public static PairedComparison Compare(IReadOnlyList<ItemPair> pairs, PairedOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        options ??= new PairedOptions();
        options.Check();
        var sample = PairedSample.Of(pairs);
        var comparison = new PairedComparison
        {
            Items = sample.Count,
            Dropped = pairs.Count - sample.Count,
            Level = options.Level,
            Margin = options.Margin,
            Wins = sample.Wins,
            Losses = sample.Losses,
            Ties = sample.Count - sample.Wins - sample.Losses,
        };
        if (sample.Count == 0)
            return comparison;
        comparison = comparison with { ScoreA = sample.MeanA, ScoreB = sample.MeanB, Difference = sample.Mean };
        if (sample.Count == 1)
            return comparison with { Low = -1, High = 1, P = 1, EquivalenceP = 1 };

        var flips = sample.IsSingle ? null : SignFlip.Of(sample.Differences, options.Resamples, options.Seed);
        var evidence = Evidence.Of(sample, flips);
        var p = flips?.P() ?? McNemar.P(sample.Wins, sample.Losses);
        var interval = evidence.Interval(options.Level).Within(-1, 1);
        // An interval without zero beside a test that does not reject zero would say two things at once.
        if (p >= 1 - options.Level && !interval.Contains(0))
            interval = interval.Hull(flips?.Interval(options.Level) ?? McNemar.Interval(sample.Wins, sample.Losses, sample.Count, options.Level));
        var effort = Effort.Of(sample, evidence.StandardError, evidence.DegreesOfFreedom, options);
        return (comparison with
        {
            Low = interval.Low,
            High = interval.High,
            StandardError = sample.StandardError,
            P = p,
            EquivalenceP = evidence.EquivalenceP(options.Margin),
            Method = evidence.Method,
            Test = flips is null ? PairedTest.McNemar : flips.IsExact ? PairedTest.SignFlipExact : PairedTest.SignFlipSeeded,
            MinimumDetectable = effort.MinimumDetectable,
            ItemsToDecide = effort.Items,
            EpochsToDecide = effort.Epochs,
        }).Decided();
    }

    /// <summary>One way to an interval and to the two one-sided tests that belong to it.</summary>
    private sealed record Evidence(PairedMethod Method, double Centre, double StandardError, double? DegreesOfFreedom, SignFlip? Flips)
    {
        public static Evidence Of(PairedSample sample, SignFlip? flips)
        {
            var hasSpread = sample.StandardError > 0;
            if (hasSpread && sample.Wins + sample.Losses >= FewestForT)
                return new Evidence(PairedMethod.T, sample.Mean, sample.StandardError, sample.Count - 1, null);
            if (hasSpread && !sample.IsSingle)
                return new Evidence(PairedMethod.SignFlip, sample.Mean, sample.StandardError, sample.Count - 1, flips);
            // Bonett and Price: one more item for either side. For repeats without any spread the same two items are the only guard against a point.
            var n = sample.Count + 2.0;
            var centre = sample.Mean * sample.Count / n;
            var error = Math.Sqrt(((sample.SumOfSquares + 2) / n - centre * centre) / n);
            return new Evidence(sample.IsSingle ? PairedMethod.AdjustedPaired : PairedMethod.NoSpread, centre, error, null, null);
        }

        public Interval Interval(double level)
        {
            var quantile = DegreesOfFreedom is { } df ? Levels.TwoSidedStudent(level, df) : Levels.TwoSidedNormal(level);
            var interval = Statistics.Interval.Around(Centre, StandardError, quantile);
            return Flips is null ? interval : interval.Hull(Flips.Interval(level));
        }

        public double EquivalenceP(double margin)
        {
            var p = Math.Max(UpperTail((Centre + margin) / StandardError), UpperTail((margin - Centre) / StandardError));
            return Flips is null ? p : Math.Max(p, Math.Max(Flips.PAbove(-margin), Flips.PBelow(margin)));
        }

        private double UpperTail(double statistic) =>
            DegreesOfFreedom is { } df ? Distributions.StudentUpperTail(statistic, df) : Distributions.NormalUpperTail(statistic);
    }
}
