namespace Showdown.Statistics;

/// <summary>pass@k and pass^k: what a user who may draw k attempts gets, at best and without fail.</summary>
public static class PassAt
{
    /// <summary>pass@k: chance that at least one of k attempts at a sample, drawn without replacement, is right.</summary>
    /// <param name="sample">c right of n scored attempts.</param>
    /// <param name="k">Attempts drawn, 1 to n.</param>
    /// <returns>A share from 0 to 1. Average it over samples, not over attempts.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The tally contradicts itself, or k is outside its range.</exception>
    /// <remarks>1 - C(n-c, k) / C(n, k), without bias: Chen et al. 2021, arXiv:2107.03374, section 2.1. Multiplied out: the binomials overflow from n
    /// = 67.</remarks>
    public static double AtLeastOne(SampleScore sample, int k) => 1 - NoneOf(sample.Scored - sample.Checked().Right, sample.Scored, k);

    /// <summary>pass^k: chance that all of k attempts at a sample, drawn without replacement, are right.</summary>
    /// <inheritdoc cref="AtLeastOne" path="/param"/>
    /// <returns>A share from 0 to 1. Average it over samples, not over attempts.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The tally contradicts itself, or k is outside its range.</exception>
    /// <remarks>C(c, k) / C(n, k), without bias: Yao et al. 2024, arXiv:2406.12045, section 3 (tau-bench).</remarks>
    public static double Every(SampleScore sample, int k) => NoneOf(sample.Checked().Right, sample.Scored, k);

    /// <summary>pass@k of a benchmark.</summary>
    /// <param name="samples">Samples with fewer than k scored attempts are left out and counted.</param>
    /// <param name="clusters">Of each sample the cluster that it hangs together with others in, or null; null: every sample stands for
    /// itself.</param>
    public static PassEstimate EstimateAtLeastOne(
        IReadOnlyList<SampleScore> samples,
        int k,
        double level = 0.95,
        IReadOnlyList<string?>? clusters = null
    ) => Estimate(samples, k, level, clusters, AtLeastOne);

    /// <summary>pass^k of a benchmark.</summary>
    /// <inheritdoc cref="EstimateAtLeastOne" path="/param"/>
    public static PassEstimate EstimateEvery(
        IReadOnlyList<SampleScore> samples,
        int k,
        double level = 0.95,
        IReadOnlyList<string?>? clusters = null
    ) => Estimate(samples, k, level, clusters, Every);

    private static PassEstimate Estimate(
        IReadOnlyList<SampleScore> samples,
        int k,
        double level,
        IReadOnlyList<string?>? clusters,
        Func<SampleScore, int, double> chance
    )
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        Levels.Check(level);
        var chances = samples
            .Select((sample, i) => (Sample: sample, Cluster: clusters?[i]))
            .Where(s => s.Sample.Scored >= k)
            .Select(s => (chance(s.Sample, k), 1.0, s.Cluster))
            .ToArray();
        var estimate = new PassEstimate
        {
            K = k,
            Samples = chances.Length,
            SamplesWithTooFew = samples.Count - chances.Length,
            Level = level,
        };
        if (chances.Length == 0)
            return estimate;
        var mean = new BoundedMean(Clusters.Gather(chances), 0, 1);
        var interval = mean.Count == 1 ? new Interval(0, 1) : mean.Interval(Levels.TwoSidedStudent(level, mean.Count - 1));
        return estimate with { Value = mean.Mean, Low = interval.Low, High = interval.High };
    }

    /// <summary>Chance that k draws without replacement all come from <paramref name="of"/> marked ones among <paramref name="all"/>.</summary>
    private static double NoneOf(int of, int all, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, all);
        var chance = 1.0;
        for (var drawn = 0; drawn < k; drawn++)
            chance *= Math.Max(0, of - drawn) / (double)(all - drawn);
        return chance;
    }
}
