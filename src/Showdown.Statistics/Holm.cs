namespace Showdown.Statistics;

/// <summary>Several comparisons on one page: keeps the chance that any of them is called different by luck alone below the level.</summary>
public static class Holm
{
    /// <summary>Adjusted p values in the order given: compare each with the level as if it stood alone.</summary>
    /// <remarks>Holm 1979, Scandinavian Journal of Statistics 6:65-70. Holds under any dependence between the comparisons. NaN is refused: leave
    /// comparisons without p out.</remarks>
    public static IReadOnlyList<double> Adjust(IReadOnlyList<double> p)
    {
        ArgumentNullException.ThrowIfNull(p);
        foreach (var value in p)
        {
            if (value is not (>= 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(p), value, "A p value lies from 0 to 1.");
        }
        var order = Enumerable.Range(0, p.Count).OrderBy(i => p[i]).ToArray();
        var adjusted = new double[p.Count];
        var largest = 0.0;
        for (var rank = 0; rank < order.Length; rank++)
        {
            largest = Math.Max(largest, Math.Min(1, (order.Length - rank) * p[order[rank]]));
            adjusted[order[rank]] = largest;
        }
        return adjusted;
    }

    /// <summary>A report's headline comparisons, with adjusted p and with verdicts taken anew. Claims of a difference and claims of equivalence are
    /// two families, each adjusted. Those under a stopping rule are adjusted already, and stay as they are.</summary>
    public static IReadOnlyList<PairedComparison> Adjust(IReadOnlyList<PairedComparison> comparisons)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        var difference = AdjustKnown(comparisons.Select(c => c.Sequential is null ? c.P : null).ToArray());
        var equivalence = AdjustKnown(comparisons.Select(c => c.Sequential is null ? c.EquivalenceP : null).ToArray());
        return comparisons.Select((c, i) => c.Sequential is null ? c.WithAdjusted(difference[i], equivalence[i]) : c).ToArray();
    }

    /// <summary>The ratios that a page compares, adjusted and decided in the same way.</summary>
    internal static IReadOnlyList<RatioComparison> Adjust(IReadOnlyList<RatioComparison> comparisons)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        var difference = AdjustKnown(comparisons.Select(c => c.P).ToArray());
        var equivalence = AdjustKnown(comparisons.Select(c => c.EquivalenceP).ToArray());
        return comparisons.Select((c, i) => c.WithAdjusted(difference[i], equivalence[i])).ToArray();
    }

    private static double?[] AdjustKnown(double?[] p)
    {
        var known = new Queue<double>(Adjust(p.OfType<double>().ToArray()));
        return p.Select(value => value is null ? (double?)null : known.Dequeue()).ToArray();
    }
}
