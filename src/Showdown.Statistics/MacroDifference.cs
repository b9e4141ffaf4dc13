namespace Showdown.Statistics;

/// <summary>Two models' macro averages on the samples that both have a score for.</summary>
internal static class MacroDifference
{
    /// <returns>A's mean of groups less B's; null where no sample has a score from both.</returns>
    /// <remarks>Stratified as <see cref="GroupScores.Of"/>, over the samples' differences; where fewer than ten samples bear the spread, no narrower
    /// than <see cref="BoundedMean"/> with each sample weighted as its group weighs it.</remarks>
    public static MacroEstimate? Of(IReadOnlyList<(string? Group, SamplePair Pair)> samples, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var groups = samples
            .Where(s => s.Pair.IsComplete)
            .GroupBy(s => s.Group)
            .Select(g => g.Select(s => (s.Pair.Difference, s.Pair.Cluster)).ToArray())
            .ToArray();
        if (groups.Length == 0)
            return null;
        var strata = new Strata(groups);
        var t = Levels.TwoSidedStudent(level, strata.DegreesOfFreedom);
        var interval = Interval.Around(strata.Mean, Math.Sqrt(strata.Variance), t);
        if (strata.Telling < Strata.FewestForT)
        {
            var weighted = new BoundedMean(
                Clusters.Gather([.. groups.SelectMany(g => g.Select(d => (d.Difference, 1.0 / g.Length, d.Cluster)))]),
                -1,
                1
            );
            interval = weighted.Count == 1 ? new Interval(-1, 1) : interval.Hull(weighted.Interval(t));
        }
        interval = interval.Within(-1, 1);
        return new MacroEstimate(strata.Mean, interval.Low, interval.High);
    }
}
