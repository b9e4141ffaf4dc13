namespace Showdown.Statistics;

/// <summary>Which of two models is better on one benchmark, from the samples that both answered.</summary>
/// <remarks>
/// Pairing takes the samples' difficulty out of the difference (Miller 2024, arXiv:2411.00640, section 4.2). The interval speaks about samples like
/// these; it does not
/// hold when samples hang together and their clusters are not given, or when the page shows only the best of many comparisons (see
/// <see cref="Holm"/>).
/// </remarks>
public static class Paired
{
    /// <summary>With fewer units for the sum of squares to rest on, t promises too much: measured coverage falls to 51 % at worst.</summary>
    private const double FewestForT = 10;

    /// <summary>Of shares, whose degrees of freedom follow from their kurtosis: with fewer a rare large difference may not have turned up.</summary>
    private const double FewestSharesForT = 3;

    /// <summary>Attempts of one side for one of the other: beyond that many small differences one way may stand beside a few large ones the other
    /// way, none of which has turned up, and neither sign flips nor t know of them: equal models were called different in 27 % at worst.</summary>
    private const double MostUneven = 4;

    /// <summary>Compares A with B; B with A gives the mirrored figures to the last bit.</summary>
    /// <param name="pairs">One entry for each sample of the benchmark. Where a side has no scored attempt the sample is dropped and counted.</param>
    /// <exception cref="ArgumentOutOfRangeException">A score has more right than scored attempts, or an option is outside its range.</exception>
    /// <remarks>
    /// Difference of sample means. Test: <see cref="McNemar"/> for single attempts whose scores are two-valued, <see cref="SignFlip"/> for repeats,
    /// clusters and shares. Interval: Tango's for the former; for repeats t, and where fewer than ten units bear the sum of squares
    /// <see cref="BoundedMean"/>, which carries Tango's over to them; for shares t with the degrees of freedom that their kurtosis leaves, and where
    /// fewer than three units bear the spread <see cref="BoundedMean"/>. Where the test does not reject zero, the interval is widened until it
    /// holds zero. Equivalence: two one-sided tests at one less
    /// the level each (Schuirmann 1987, J. Pharmacokinetics and Biopharmaceutics 15:657-680) by <see cref="BoundedMean"/>, half a sample closer to
    /// the margin than observed: without that correction the level is passed by a fifth at worst.
    /// </remarks>
    public static PairedComparison Compare(IReadOnlyList<SamplePair> pairs, PairedOptions? options = null) => Of(pairs, options, isOneModel: false);

    /// <summary>One model at two times: as <see cref="Compare"/>, its test <see cref="Exchange"/> where
    /// attempts can be exchanged.</summary>
    internal static PairedComparison OneModel(IReadOnlyList<SamplePair> pairs, PairedOptions? options = null) => Of(pairs, options, isOneModel: true);

    private static PairedComparison Of(IReadOnlyList<SamplePair> pairs, PairedOptions? options, bool isOneModel)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        options ??= new PairedOptions();
        options.Check();
        var sample = PairedSample.Of(pairs);
        var comparison = new PairedComparison
        {
            Samples = sample.Count,
            LeftOut = LeftOut.Of(pairs),
            Level = options.Level,
            Margin = options.Margin,
            Wins = sample.Wins,
            Losses = sample.Losses,
            Ties = sample.Count - sample.Wins - sample.Losses,
        };
        if (sample.Count == 0)
            return comparison;
        var mean = new BoundedMean(sample.Units, -1, 1);
        comparison = comparison with { ScoreA = sample.MeanA, ScoreB = sample.MeanB, Difference = mean.Mean, Units = mean.Count };
        if (mean.Count == 1)
            return comparison with { Low = -1, High = 1, P = 1, EquivalenceP = 1 };

        var (p, test) =
            sample.IsSingle ? (McNemar.P(sample.Wins, sample.Losses), PairedTest.McNemar)
            : isOneModel && Exchange.P(pairs) is { } exchanged ? (exchanged, PairedTest.Exchange)
            : (SignFlip.P(sample.Units.Select(u => u.Value * u.Weight)), PairedTest.SignFlip);
        var (interval, method) = IntervalOf(mean, sample, options.Level, isOneModel);
        // An interval without zero beside a test that does not reject zero would say two things at once.
        if (p >= 1 - options.Level)
            interval = interval.Hull(new Interval(0, 0));
        return (
            comparison with
            {
                Low = interval.Low,
                High = interval.High,
                StandardError = mean.StandardError,
                P = p,
                EquivalenceP = EquivalenceP(mean, sample, options.Margin),
                Method = method,
                Test = test,
                Spread = PairedSpread.Of(sample, mean),
            }
        ).Decided();
    }

    /// <summary>Of at least two units, before the test has its say.</summary>
    internal static (Interval Interval, PairedMethod Method) IntervalOf(BoundedMean mean, PairedSample sample, double level, bool isOneModel = false)
    {
        if (sample.IsSingle)
            return (mean.Interval(Levels.TwoSidedNormal(level)), PairedMethod.Tango);
        if (sample.IsShare && UnitSpread.Of(sample.Units) is { Telling: >= FewestSharesForT } spread)
        {
            var quantile = Levels.TwoSidedStudent(level, spread.Freedom);
            return (Interval.Around(mean.Mean, mean.StandardError, quantile).Within(-1, 1), PairedMethod.T);
        }
        var t = Levels.TwoSidedStudent(level, mean.Count - 1);
        if (mean.Telling >= FewestForT && sample.Unevenness > MostUneven && !isOneModel)
            return (Interval.Around(mean.Mean, mean.StandardError, t).Within(-1, 1).Hull(mean.Interval(t)), PairedMethod.Bounded);
        return mean.Telling >= FewestForT
            ? (Interval.Around(mean.Mean, mean.StandardError, t).Within(-1, 1), PairedMethod.T)
            : (mean.Interval(t), PairedMethod.Bounded);
    }

    private static double EquivalenceP(BoundedMean mean, PairedSample sample, double margin)
    {
        if (margin >= 1)
            return 0;
        var half = 0.5 / sample.Count;
        return Math.Max(Tail(mean.Z(-margin, half)), Tail(-mean.Z(margin, half)));

        double Tail(double z) => sample.IsSingle ? Distributions.NormalUpperTail(z) : Distributions.StudentUpperTail(z, mean.Count - 1);
    }
}
