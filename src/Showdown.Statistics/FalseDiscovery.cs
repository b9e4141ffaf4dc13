namespace Showdown.Statistics;

/// <summary>Many evaluations are watched every night: keeps the expected share of false ones among those reported below a stated rate.</summary>
internal static class FalseDiscovery
{
    /// <summary>Adjusted p values in the order given: report those at or below the rate.</summary>
    /// <remarks>Benjamini and Hochberg 1995, JRSS B 57:289-300. Holds for independent evaluations and for evaluations that move together (Benjamini
    /// and Yekutieli 2001, theorem 1.2).</remarks>
    public static IReadOnlyList<double> Adjust(IReadOnlyList<double> p)
    {
        ArgumentNullException.ThrowIfNull(p);
        foreach (var value in p)
        {
            if (value is not (>= 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(p), value, "A p value lies from 0 to 1.");
        }
        var order = Enumerable.Range(0, p.Count).OrderByDescending(i => p[i]).ToArray();
        var adjusted = new double[p.Count];
        var least = 1.0;
        for (var above = 0; above < order.Length; above++)
        {
            least = Math.Min(least, p[order[above]] * order.Length / (order.Length - above));
            adjusted[order[above]] = least;
        }
        return adjusted;
    }

    /// <summary>The same for e-values: true for the evaluations to report.</summary>
    /// <param name="e">E-values, from 0: each has an expectation of at most 1 when nothing happened.</param>
    /// <param name="rate">Expected share of false ones among those reported, above 0 and below 1.</param>
    /// <remarks>Wang and Ramdas 2022, JRSS B 84:822-852, "e-BH". Holds under any dependence between the evaluations.</remarks>
    public static IReadOnlyList<bool> Select(IReadOnlyList<double> e, double rate)
    {
        ArgumentNullException.ThrowIfNull(e);
        Levels.Check(rate);
        var sorted = e.OrderDescending().ToArray();
        var threshold = double.PositiveInfinity;
        for (var k = sorted.Length; k > 0 && double.IsPositiveInfinity(threshold); k--)
        {
            if (sorted[k - 1] * k * rate >= sorted.Length)
                threshold = sorted[k - 1];
        }
        return [.. e.Select(value => value >= threshold)];
    }
}
