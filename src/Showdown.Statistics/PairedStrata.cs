namespace Showdown.Statistics;

/// <summary>Several benchmarks taken together, each a stratum that weighs as much as the others, whatever its size.</summary>
/// <remarks>It speaks about other samples of these benchmarks, not about other benchmarks.</remarks>
public static class PairedStrata
{
    /// <summary>Compares A with B by the mean of their differences on each benchmark; B with A gives the mirrored figures.</summary>
    /// <param name="strata">For each benchmark one entry a sample, as for <see cref="Paired.Compare"/>. One without a sample that both have a score
    /// for is left out: to be named beside the result.</param>
    /// <exception cref="ArgumentOutOfRangeException">A score has more right than scored attempts, or an option is outside its range.</exception>
    /// <remarks>
    /// Of a single benchmark it is <see cref="Paired.Compare"/>. Of several the test is <see cref="SignFlip"/> over the samples or clusters of all,
    /// each with the weight that it has in the mean. Equivalence: two one-sided tests as there, with each benchmark's variance under the supposed
    /// mean (<see cref="BoundedMean"/>), half of the largest step closer to the margin, and degrees of freedom after Welch and Satterthwaite.
    /// </remarks>
    public static PairedComparison Compare(IReadOnlyList<IReadOnlyList<SamplePair>> strata, PairedOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(strata);
        options ??= new PairedOptions();
        options.Check();
        var known = strata.Where(s => s.Any(p => p.IsComplete)).ToList();
        if (known.Count < 2)
            return Paired.Compare(known.Count == 1 ? known[0] : [.. strata.SelectMany(s => s)], options);
        var parts = known.Select(Stratum.Of).ToList();
        var difference = parts.Average(s => s.Mean.Mean);
        var heaviest = parts.Min(s => s.Sample.Count);
        var p = SignFlip.P(parts.SelectMany(s => s.Sample.Units.Select(u => u.Value * u.Weight * heaviest / s.Sample.Count)));
        var interval = Interval.OfMean([.. parts.Select(s => (s.Mean.Mean, s.IntervalAt(options.Level)))]);
        // As in a single comparison: an interval without zero beside a test that does not reject zero would say two things at once.
        if (p >= 1 - options.Level)
            interval = interval.Hull(new Interval(0, 0));
        return new PairedComparison
        {
            Samples = parts.Sum(s => s.Sample.Count),
            Units = parts.Sum(s => s.Mean.Count),
            LeftOut = LeftOut.Together([.. known.Select(LeftOut.Of)]),
            Level = options.Level,
            Margin = options.Margin,
            ScoreA = parts.Average(s => s.Sample.MeanA),
            ScoreB = parts.Average(s => s.Sample.MeanB),
            Difference = difference,
            Low = interval.Low,
            High = interval.High,
            StandardError = parts.Exists(s => s.Mean.Count < 2) ? null : Root(parts.Select(s => s.Mean.StandardError)) / parts.Count,
            P = p,
            EquivalenceP = EquivalenceP(parts, difference, options.Margin),
            Wins = parts.Sum(s => s.Sample.Wins),
            Losses = parts.Sum(s => s.Sample.Losses),
            Ties = parts.Sum(s => s.Sample.Count - s.Sample.Wins - s.Sample.Losses),
            Method = PairedMethod.Strata,
            Test = PairedTest.SignFlip,
            Spread = Spread(parts),
        }.Decided();
    }

    private static double EquivalenceP(List<Stratum> parts, double difference, double margin)
    {
        if (margin >= 1)
            return 0;
        var half = 0.5 / parts.Min(s => s.Sample.Count) / parts.Count;
        return Math.Max(Tail(-margin), Tail(margin));

        double Tail(double supposed)
        {
            // All benchmarks are moved alike until their mean is the supposed one.
            var errors = parts.Select(s => s.Mean.Error(Math.Clamp(s.Mean.Mean + supposed - difference, -1, 1)) / parts.Count).ToList();
            // Above 0 within the margin.
            var distance = Math.Sign(supposed) * (supposed - difference);
            distance -= Math.Sign(distance) * half;
            var error = Root(errors);
            if (error == 0)
                return distance > 0 ? 0 : 1;
            var rest = parts.Zip(errors, (s, e) => s.Sample.IsSingle ? 0 : Math.Pow(e, 4) / Math.Max(1, s.Mean.Count - 1)).Sum();
            return rest == 0
                ? Distributions.NormalUpperTail(distance / error)
                : Distributions.StudentUpperTail(distance / error, Math.Pow(error, 4) / rest);
        }
    }

    /// <summary>What one sample of all would have to vary by for their plain mean to be as uncertain as the mean of the benchmarks.</summary>
    private static PairedSpread? Spread(List<Stratum> parts)
    {
        if (parts.Exists(s => s.Mean.Count < 2))
            return null;
        var units = parts.Sum(s => s.Mean.Count);
        var own = parts.Select(s => PairedSpread.Of(s.Sample, s.Mean)).ToList();
        return new PairedSpread(
            units,
            own.Sum(s => s.Epochs * s.Samples) / units,
            units * own.Sum(s => s.Variance / s.Samples) / parts.Count / parts.Count,
            own.Exists(s => s.Within is null) ? null : units * own.Sum(s => s.Within / s.Samples) / parts.Count / parts.Count,
            own.Exists(s => s.IsShare)
        );
    }

    private static double Root(IEnumerable<double> values) => Math.Sqrt(values.Sum(v => v * v));

    /// <summary>One benchmark of the mean.</summary>
    private sealed record Stratum(PairedSample Sample, BoundedMean Mean)
    {
        public static Stratum Of(IReadOnlyList<SamplePair> pairs)
        {
            var sample = PairedSample.Of(pairs);
            return new Stratum(sample, new BoundedMean(sample.Units, -1, 1));
        }

        public Interval IntervalAt(double level) => Mean.Count == 1 ? new Interval(-1, 1) : Paired.IntervalOf(Mean, Sample, level).Interval;
    }
}
