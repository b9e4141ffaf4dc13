namespace Showdown.Statistics;

/// <summary>Ratio estimators of cost: the sum of what was paid over the sum of what came of it.</summary>
/// <remarks>
/// The sample (or its cluster) is the unit, as in the scores; repeats of it make it better known. Standard error by linearisation (Cochran 1977,
/// Sampling Techniques, 6.4) on the logarithmic scale, with Student's t (<see cref="UnitSpread"/>). The same samples for both models are paired: hard
/// ones are dear for both.
/// </remarks>
internal static class PerUnit
{
    /// <param name="samples">One entry for each sample.</param>
    /// <param name="clusters">In the same order, null for a sample that stands for itself; null: all do.</param>
    public static UnitCost Estimate(IReadOnlyList<SampleCost> samples, IReadOnlyList<string?>? clusters = null)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var units = Gather([.. samples.Select((s, i) => (s, default(SampleCost), clusters?[i]))]);
        if (Share.Of(units, u => u.A) is not { } share)
            return new UnitCost(null, null, null, units.Count);
        if (units.Count < 2)
            return new UnitCost(share.Cost / share.Count, null, null, units.Count);
        var (error, freedom) = Error([.. units.Select(u => share.Residual(u.A))]);
        var half = Levels.TwoSidedStudent(0.95, freedom) * error;
        var log = Math.Log(share.Cost / share.Count);
        return new UnitCost(share.Cost / share.Count, Math.Exp(log - half), Math.Exp(log + half), units.Count);
    }

    /// <summary>A over B on the samples that both were asked.</summary>
    /// <returns>Without ratio where a side paid nothing or has nothing to count, or where there are fewer than five units.</returns>
    public static RatioComparison Compare(
        IReadOnlyList<(SampleCost A, SampleCost B)> samples,
        IReadOnlyList<string?>? clusters = null,
        RatioOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(samples);
        options ??= new RatioOptions();
        options.Check();
        var units = Gather([.. samples.Select((s, i) => (s.A, s.B, clusters?[i]))]);
        if (units.Count < TimeWindows.Fewest || Share.Of(units, u => u.A) is not { } a || Share.Of(units, u => u.B) is not { } b)
        {
            return new RatioComparison
            {
                Units = units.Count,
                Level = options.Level,
                Margin = options.Margin,
            };
        }
        var log = Math.Log(a.Cost / a.Count) - Math.Log(b.Cost / b.Count);
        var (error, freedom) = Error([.. units.Select(u => a.Residual(u.A) - b.Residual(u.B))]);
        return RatioComparison.Of(log, error, freedom, units.Count, options);
    }

    /// <summary>Of a sum of residuals. Where a few dear units bear the spread it is not well known: its degrees of freedom are those that the
    /// kurtosis leaves, and no more than of any t interval.</summary>
    private static (double Error, double Freedom) Error(double[] residuals)
    {
        var spread = UnitSpread.Of([.. residuals.Select(r => new Unit(r, 1))]);
        return (spread.StandardError * residuals.Length, Math.Min(residuals.Length - 1, spread.Freedom));
    }

    private static List<(SampleCost A, SampleCost B)> Gather(IReadOnlyList<(SampleCost A, SampleCost B, string? Cluster)> samples)
    {
        var units = new List<(SampleCost A, SampleCost B)>(samples.Count);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (a, b, cluster) in samples)
        {
            if (cluster is null || places.TryAdd(cluster, units.Count))
            {
                units.Add((a, b));
                continue;
            }
            var (x, y) = units[places[cluster]];
            units[places[cluster]] = (new(x.Cost + a.Cost, x.Count + a.Count), new(y.Cost + b.Cost, y.Count + b.Count));
        }
        return units;
    }

    /// <summary>Sums of one side, both above zero.</summary>
    private readonly record struct Share(double Cost, double Count)
    {
        public static Share? Of(List<(SampleCost A, SampleCost B)> units, Func<(SampleCost A, SampleCost B), SampleCost> side)
        {
            var (cost, count) = (units.Sum(u => side(u).Cost), units.Sum(u => side(u).Count));
            return cost > 0 && count > 0 ? new Share(cost, count) : null;
        }

        /// <summary>What a unit moves the logarithm of the ratio by.</summary>
        public double Residual(SampleCost unit) => unit.Cost / Cost - unit.Count / Count;
    }
}
