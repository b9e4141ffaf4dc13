namespace Showdown.Statistics;

/// <summary>Ratio of two medians on one night. It says how well this night is known, and nothing of other nights: see
/// <see cref="TimeWindows"/>.</summary>
/// <param name="Ratio">Median of A over median of B.</param>
/// <param name="Low">Of an interval of 95 %; null where a side has too few requests.</param>
/// <param name="High">As <paramref name="Low"/>.</param>
internal readonly record struct NightRatio(double Ratio, double? Low, double? High)
{
    /// <summary>With fewer values the least and the most are no interval of 95 % of a median.</summary>
    public const int Fewest = 6;

    /// <param name="a">Above 0, in any order.</param>
    /// <param name="b">Above 0, in any order.</param>
    /// <returns>Null when a side has no values.</returns>
    /// <remarks>Intervals of both medians by order statistics (Conover 1999, Practical Nonparametric Statistics, 3.2), put together on the
    /// logarithmic scale by the method of variance estimates recovery (Zou and Donner 2008, Statistics in Medicine 27:1693-1702). No model of the
    /// distribution; requests within the night are taken as independent of each other given the night.</remarks>
    public static NightRatio? Of(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Count == 0 || b.Count == 0)
            return null;
        var (first, second) = (LogMedian.Of(a), LogMedian.Of(b));
        var log = first.Value - second.Value;
        if (Math.Min(a.Count, b.Count) < Fewest)
            return new NightRatio(Math.Exp(log), null, null);
        return new NightRatio(
            Math.Exp(log),
            Math.Exp(log - Root(first.Value - first.Low, second.High - second.Value)),
            Math.Exp(log + Root(first.High - first.Value, second.Value - second.Low))
        );
    }

    private static double Root(double x, double y) => Math.Sqrt(x * x + y * y);

    private readonly record struct LogMedian(double Value, double Low, double High)
    {
        public static LogMedian Of(IReadOnlyList<double> values)
        {
            var sorted = values
                .Select(v => v > 0 ? Math.Log(v) : throw new ArgumentOutOfRangeException(nameof(values), v, "Above 0."))
                .Order()
                .ToArray();
            var half = Levels.TwoSidedNormal(0.95) / (2 * Math.Sqrt(sorted.Length));
            return new LogMedian(At(sorted, 0.5), At(sorted, 0.5 - half), At(sorted, 0.5 + half));
        }

        // Between neighbours in a straight line, as Quantiles.
        private static double At(double[] sorted, double share)
        {
            var position = (sorted.Length - 1) * share;
            var below = (int)position;
            return sorted[below] + (position - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]);
        }
    }
}
