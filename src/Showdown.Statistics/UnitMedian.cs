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
        // Each unit's part of the share below the median, less what it would be if half of its values lay there.
        var parts = values
            .Select(
                (value, i) =>
                    (
                        Unit: units?[i],
                        Below: value < median ? 0.5
                        : value > median ? -0.5
                        : 0
                    )
            )
            .GroupBy(v => v.Unit ?? (object)new object(), v => v.Below)
            .Select(unit => unit.Sum())
            .ToList();
        if (parts.Count < Fewest)
            return new MedianEstimate(median, null, null, parts.Count);
        var error = Math.Sqrt(parts.Sum(p => p * p) * parts.Count / (parts.Count - 1)) / values.Count;
        var half = Levels.TwoSidedStudent(0.95, parts.Count - 1) * error;
        return new MedianEstimate(median, At(0.5 - half), At(0.5 + half), parts.Count);

        double? At(double share) => Quantiles.Of(values, share >= 0.99 ? 1 : Math.Max(0, share));
    }
}
