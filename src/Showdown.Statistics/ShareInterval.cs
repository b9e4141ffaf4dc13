namespace Showdown.Statistics;

/// <summary>Interval of a mean of shares, each from 0 to 1.</summary>
/// <remarks>
/// Wilson's interval (<see cref="Interval.Wilson"/>) of as many two-valued observations as would have the variance seen, so that it stays within 0
/// and 1 and is skewed as means near them are; with the quantile of t for the degrees of freedom that the kurtosis leaves
/// (<see cref="UnitSpread"/>): where few units bear the spread it is not well known. Units that are all alike tell no variance: that of two-valued
/// ones is taken, the most that it can be.
/// </remarks>
internal static class ShareInterval
{
    /// <param name="units">One for each cluster or sample; at least one.</param>
    /// <param name="level">Coverage, above 0 and below 1.</param>
    public static Interval Of(IReadOnlyList<Unit> units, double level)
    {
        if (units.Count == 1)
            return new Interval(0, 1);
        var spread = UnitSpread.Of(units);
        var mean = Math.Clamp(spread.Mean, 0, 1);
        return spread.StandardError == 0
            ? Interval.Wilson(mean, units.Count, Levels.TwoSidedStudent(level, units.Count - 1))
            : Interval.Wilson(mean, mean * (1 - mean) / (spread.StandardError * spread.StandardError), Levels.TwoSidedStudent(level, spread.Freedom));
    }
}
