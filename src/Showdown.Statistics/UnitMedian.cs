namespace Showdown.Statistics;

/// <summary>The median of values some of which belong together, such as repeats of one sample.</summary>
/// <remarks>The interval of the share below the median, turned into values (Woodruff 1952, JASA 47:635-646), its variance over units. No model of the
/// distribution. Of times of one night it says how well that night is known, and nothing of other nights: see <see cref="TimeWindows"/>.</remarks>
internal static class UnitMedian
{
    /// <summary>With fewer units the least and the most are no interval of 95 %.</summary>
    public const int Fewest = NightRatio.Fewest;

    /// <param name="values">In any order; not changed.</param>
    /// <param name="units">In the same order, the unit of each; null: each stands for itself.</param>
    /// <exception cref="ArgumentException">A value is not a number.</exception>
    public static MedianEstimate Estimate(IReadOnlyList<double> values, IReadOnlyList<string>? units = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (Quantiles.Of(values, 0.5) is not { } median)
            return new MedianEstimate(null, null, null, 0);
        var count = units is null ? values.Count : units.Distinct(StringComparer.Ordinal).Count();
        if (count < Fewest)
            return new MedianEstimate(median, null, null, count);
        var half = Half(median);
        return new MedianEstimate(median, End(-1), End(1), count);

        // Of two humps the median may lie at the foot of one, whose units then seem to vary less than they do at the ends.
        double End(int side) => At(0.5 + side * Math.Max(half, Half(At(0.5 + side * half))));

        double At(double share) => Quantiles.Of(values, share >= 0.99 ? 1 : Math.Max(0, share))!.Value;

        // Of the share below a value, by each unit's part of it, less what that would be if half of the unit's values lay there.
        double Half(double value)
        {
            var below = values.Select(v => 0.5 * value.CompareTo(v));
            var parts = units is null ? [.. below] : below.Zip(units).GroupBy(p => p.Second, p => p.First).Select(u => u.Sum()).ToList();
            var squares = parts.Sum(p => p * p) - Math.Pow(parts.Sum(), 2) / count;
            return Levels.TwoSidedStudent(0.95, count - 1) * Math.Sqrt(squares * count / (count - 1)) / values.Count;
        }
    }
}
