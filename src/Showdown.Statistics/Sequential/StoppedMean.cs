namespace Showdown.Statistics.Sequential;

/// <summary>The mean difference after an early stop, without its leaning outward.</summary>
/// <remarks>
/// The mean of the first few units, before any stop is possible, leans nowhere, but is little. Averaged over all orders in which the same units could
/// have come and stopped at the same time, it still leans nowhere, and uses all of them (Rao and Blackwell; for tests that stop early: Emerson and
/// Fleming 1990, Biometrika 77:875-892, section 2.3). Here the orders are drawn, always the same ones. Units that were in flight at the stop add
/// their plain mean.
/// </remarks>
internal static class StoppedMean
{
    /// <summary>Orders that do stop at that time; the error of the average is a twentieth of the spread of the first units' mean.</summary>
    private const int Wanted = 400;

    /// <summary>Units gone through at most: of one comparison, and of all that share an error, so that a report of a thousand is not held
    /// up.</summary>
    private const long MostWork = 2_000_000;

    private const long MostWorkOfAll = 20_000_000;

    /// <param name="units">In the order of asking.</param>
    /// <param name="decidedAt">After how many of them the verdict was there; null: it never was.</param>
    /// <param name="options">What decided.</param>
    /// <param name="largestUnit">Samples in the largest cluster.</param>
    /// <returns>Null when too few orders stop at that time to tell.</returns>
    public static double? Of(IReadOnlyList<SequentialUnit> units, int? decidedAt, SequentialOptions options, int largestUnit)
    {
        var length = decidedAt ?? units.Count;
        var first = Math.Min(options.AtLeast, length);
        var (sum, samples, kept) = (0.0, 0L, 0);
        if (length == first)
            return Mean(units);
        // Both ways round the same orders are drawn: A less B mirrors B less A.
        var (random, most) = (new OrderSource(), Math.Min(MostWork, MostWorkOfAll / options.Comparisons));
        var order = units.Take(length).ToArray();
        for (var work = 0L; kept < Wanted && work < most; work += length)
        {
            random.Shuffle(order);
            if (SequentialComparison.StopOf(order, options, largestUnit) != decidedAt)
                continue;
            kept++;
            foreach (var unit in order.AsSpan(0, first))
                (sum, samples) = (sum + unit.Sum, samples + unit.Size);
        }

        if (kept < Wanted / 20)
            return null;
        var stopped = units.Take(length).Sum(u => u.Size);
        var later = units.Skip(length).ToList();
        return ((sum / samples * stopped) + later.Sum(u => u.Sum)) / (stopped + later.Sum(u => u.Size));
    }

    private static double Mean(IReadOnlyList<SequentialUnit> units) => units.Sum(u => u.Sum) / units.Sum(u => u.Size);
}
