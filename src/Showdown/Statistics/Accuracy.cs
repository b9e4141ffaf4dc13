namespace Showdown.Statistics;

/// <summary>Score of one model on one benchmark with an interval that counts items, never attempts.</summary>
/// <remarks>
/// The interval answers: if other items of the same kind had been asked, how different might the score be? It holds the luck of the
/// draw of items and the luck of sampling. For "would the same items give the same score tomorrow" see <see cref="VarianceComponents"/>.
/// Not valid when items hang together (several questions about one text count as one), or when they were picked because of their results.
/// </remarks>
public static class Accuracy
{
    /// <summary>Right over scored attempts, and its interval.</summary>
    /// <param name="items">One tally for each item; those without a scored attempt are counted and left out.</param>
    /// <param name="level">Coverage, above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A tally has more right than scored attempts, or the level is outside its range.</exception>
    /// <remarks>
    /// One attempt an item: <see cref="Interval.Wilson"/>. Repeats: standard error of a ratio over items as clusters (Cochran 1977, Sampling
    /// Techniques, section 6.4; Miller 2024, arXiv:2411.00640, section 2.2) and t with items - 1 degrees of freedom; with the same number of attempts for
    /// every item this is the plain t interval on item means. Where few items (below ten, and below four fifths) are not all right, or not all wrong: Wilson with the effective
    /// number of observations p(1-p)/SE² (Korn and Graubard 1998, Survey Methodology 24:193-201), held at the number of items, so that repeats never
    /// count as items. All right or all wrong is the end of that case: Wilson on the items.
    /// </remarks>
    public static ScoreEstimate Estimate(IReadOnlyList<ItemTally> items, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(items);
        Levels.Check(level);
        var totals = Totals.Of(items);
        var estimate = new ScoreEstimate
        {
            Items = totals.Items,
            ItemsWithoutScore = items.Count - totals.Items,
            Attempts = totals.Scored,
            Right = totals.Right,
            Level = level,
        };
        if (totals.Items == 0)
            return estimate;
        var share = (double)totals.Right / totals.Scored;
        var standardError = totals.Items < 2 ? (double?)null : StandardError(items, share, totals);
        var (interval, method) = totals.HasRepeats
            ? ItemInterval.Of(new ItemSpread(totals.Items, share, standardError, totals.NotAllRight, totals.NotAllWrong), level)
            : (Interval.Wilson(share, totals.Items, Levels.TwoSidedNormal(level)), EstimateMethod.Wilson);
        return estimate with { Value = share, Low = interval.Low, High = interval.High, StandardError = standardError, Method = method };
    }

    private static double StandardError(IReadOnlyList<ItemTally> items, double share, Totals totals)
    {
        var squares = 0.0;
        foreach (var item in items)
        {
            var residual = item.Right - share * item.Scored;
            squares += residual * residual;
        }
        double n = totals.Items;
        return Math.Sqrt(n / (n - 1) * squares) / totals.Scored;
    }

    private readonly record struct Totals(int Items, int Scored, int Right, int NotAllRight, int NotAllWrong, bool HasRepeats)
    {
        public static Totals Of(IReadOnlyList<ItemTally> items)
        {
            var totals = default(Totals);
            foreach (var item in items)
            {
                if (!item.Checked().IsScored)
                    continue;
                totals = new Totals(
                    totals.Items + 1,
                    checked(totals.Scored + item.Scored),
                    totals.Right + item.Right,
                    totals.NotAllRight + (item.Right < item.Scored ? 1 : 0),
                    totals.NotAllWrong + (item.Right > 0 ? 1 : 0),
                    totals.HasRepeats || item.Scored > 1);
            }
            return totals;
        }
    }
}
