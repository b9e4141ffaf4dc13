namespace Showdown.Statistics;

/// <summary>Exact McNemar test: are the items that only A got right as many as those that only B got right?</summary>
public static class McNemar
{
    /// <param name="wins">Items that A got right and B wrong, from 0.</param>
    /// <param name="losses">Items that B got right and A wrong, from 0.</param>
    /// <returns>Two-sided p; 1 when the models never disagree.</returns>
    /// <remarks>Twice the smaller binomial tail with chance one half, at most 1: McNemar 1947, Psychometrika 12:153-157, in the exact form. Keeps its level for any
    /// number of items and is on the careful side. Valid for one attempt an item only.</remarks>
    public static double P(int wins, int losses)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(wins);
        ArgumentOutOfRangeException.ThrowIfNegative(losses);
        return Math.Min(1, 2 * Distributions.FairBinomialLowerTail(Math.Min(wins, losses), wins + losses));
    }

    /// <summary>The differences that the exact test does not reject, given on how many items the models disagree.</summary>
    /// <remarks>Clopper and Pearson 1934, Biometrika 26:404-413, for the share of wins among the disagreements. It takes their number as known, so it is no interval for other items by itself: it only widens one.</remarks>
    internal static Interval Interval(int wins, int losses, int items, double level)
    {
        var disagreements = wins + losses;
        if (disagreements == 0)
            return new Interval(0, 0);
        var tail = (1 - level) / 2;
        var low = wins == 0 ? 0 : Distributions.BetaQuantile(tail, wins, losses + 1);
        var high = losses == 0 ? 1 : Distributions.BetaQuantile(1 - tail, wins + 1, losses);
        return new Interval((2 * low - 1) * disagreements / items, (2 * high - 1) * disagreements / items);
    }
}
