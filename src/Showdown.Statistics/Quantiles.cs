namespace Showdown.Statistics;

/// <summary>Percentiles of times and speeds.</summary>
internal static class Quantiles
{
    /// <summary>Below this many values the 99th percentile is little more than the largest of them: it is not given.</summary>
    public const int FewestForP99 = 100;

    /// <summary>The value below which a share of the values lies, between neighbours in a straight line.</summary>
    /// <param name="values">In any order; not changed.</param>
    /// <param name="share">0 (the least) to 1 (the most).</param>
    /// <returns>Null when there are no values, or fewer than 100 for a share of 0.99 or more (1, the most, is always given).</returns>
    /// <exception cref="ArgumentException">A value is not a number.</exception>
    /// <remarks>Type 7 of Hyndman and Fan 1996, The American Statistician 50:361-365; what Excel, NumPy and R give unasked.</remarks>
    public static double? Of(IReadOnlyList<double> values, double share) => OfSorted(Sorted(values), share);

    /// <summary>The usual percentiles at once, with their count.</summary>
    public static QuantileSummary Summarize(IReadOnlyList<double> values)
    {
        var sorted = Sorted(values);
        return new QuantileSummary
        {
            Count = sorted.Length,
            Least = OfSorted(sorted, 0),
            P25 = OfSorted(sorted, 0.25),
            P50 = OfSorted(sorted, 0.5),
            P75 = OfSorted(sorted, 0.75),
            P90 = OfSorted(sorted, 0.9),
            P95 = OfSorted(sorted, 0.95),
            P99 = OfSorted(sorted, 0.99),
            Most = OfSorted(sorted, 1),
        };
    }

    private static double[] Sorted(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var sorted = values.ToArray();
        if (Array.Exists(sorted, double.IsNaN))
            throw new ArgumentException("Percentiles need numbers; a value that is not known must be left out.", nameof(values));
        Array.Sort(sorted);
        return sorted;
    }

    private static double? OfSorted(double[] sorted, double share)
    {
        if (share is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies from 0 to 1.");
        if (sorted.Length == 0 || (share is >= 0.99 and < 1 && sorted.Length < FewestForP99))
            return null;
        var position = (sorted.Length - 1) * share;
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
