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
}
