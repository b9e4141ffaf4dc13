namespace Showdown.Statistics;

/// <summary>Score of one model on one benchmark with an interval that counts samples, never attempts.</summary>
/// <remarks>
/// The interval answers: if other samples of the same kind had been asked, how different might the score be? It holds the luck of the
/// draw of samples and the luck of sampling. For "would the same samples give the same score tomorrow" see <see cref="VarianceComponents"/>.
/// Samples that hang together are to be gathered first (<see cref="Clusters"/>). Not valid when samples were picked because of their results.
/// </remarks>
public static class Accuracy
{
    /// <summary>What scored attempts earned on average (of two-valued scores: right over scored attempts), and its interval.</summary>
    /// <param name="samples">One score for each sample; those without a scored attempt are counted and left out.</param>
    /// <param name="level">Coverage, above 0 and below 1.</param>
    /// <param name="clusters">Of each sample the cluster that it hangs together with others in, or null; null: every sample stands for
    /// itself.</param>
    /// <exception cref="ArgumentOutOfRangeException">A score has more right than scored attempts, or the level is outside its range.</exception>
    /// <remarks>
    /// One attempt a sample: <see cref="Interval.Wilson"/>. Shares: <see cref="ShareInterval"/>. Repeats: <see cref="BetaBinomial"/> with the
    /// quantile of t for samples - 1, and
    /// <see cref="BoundedMean.LikelihoodInterval"/> where that reaches farther: mixtures that no beta distribution describes, and samples never got
    /// right of which none has turned up. The standard
    /// error is that of a ratio over samples as clusters (Cochran 1977, Sampling
    /// Techniques, section 6.4; Miller 2024, arXiv:2411.00640, section 2.2); the interval does not rest on it.
    /// </remarks>
    public static ScoreEstimate Estimate(IReadOnlyList<SampleScore> samples, double level = 0.95, IReadOnlyList<string?>? clusters = null)
    {
        ArgumentNullException.ThrowIfNull(samples);
        Levels.Check(level);
        var scoredSamples = samples.Count(s => s.Checked().IsScored);
        var scored = (clusters is null ? samples : Clusters.Gather(samples, clusters)).Where(s => s.IsScored).ToArray();
        var (attempts, right, credit) = (scored.Sum(s => s.Scored), scored.Sum(s => s.Right), scored.Sum(s => s.Credit));
        var estimate = new ScoreEstimate
        {
            Samples = scoredSamples,
            SamplesWithoutScore = samples.Count - scoredSamples,
            Units = scored.Length,
            Attempts = attempts,
            Right = right,
            Level = level,
        };
        if (scored.Length == 0)
            return estimate;
        var share = credit / attempts;
        var isSingle = attempts == scored.Length;
        var (interval, method) =
            scored.Any(s => s.IsShare) ? (ShareInterval.Of([.. scored.Select(s => new Unit(s.Mean, s.Scored))], level), EstimateMethod.Shares)
            : isSingle ? (Interval.Wilson(share, attempts, Levels.TwoSidedNormal(level)), EstimateMethod.Wilson)
            : scored.Length == 1 ? (new Interval(0, 1), EstimateMethod.None)
            : (Repeats(scored, Levels.TwoSidedStudent(level, scored.Length - 1)), EstimateMethod.BetaBinomial);
        return estimate with
        {
            Value = share,
            Low = interval.Low,
            High = interval.High,
            StandardError = scored.Length < 2 ? null : StandardError(scored, share, attempts),
            Method = method,
        };
    }

    private static Interval Repeats(SampleScore[] scored, double quantile) =>
        new BetaBinomial(scored)
            .Interval(quantile)
            .Hull(new BoundedMean([.. scored.Select(s => new Unit(s.Mean, s.Scored))], 0, 1).LikelihoodInterval(quantile));

    private static double StandardError(SampleScore[] samples, double share, int attempts)
    {
        var squares = samples.Sum(s => (s.Credit - share * s.Scored) * (s.Credit - share * s.Scored));
        double n = samples.Length;
        return Math.Sqrt(n / (n - 1) * squares) / attempts;
    }
}
