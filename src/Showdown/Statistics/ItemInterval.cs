namespace Showdown.Statistics;

/// <summary>Item values from 0 to 1, reduced to what an interval of their mean needs.</summary>
/// <param name="StandardError">Of the mean; null with a single item.</param>
/// <param name="BelowOne">Items whose value is below 1.</param>
/// <param name="AboveZero">Items whose value is above 0.</param>
internal readonly record struct ItemSpread(int Items, double Mean, double? StandardError, int BelowOne, int AboveZero)
{
    public static ItemSpread Of(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        var squares = values.Sum(v => (v - mean) * (v - mean));
        double n = values.Count;
        return new ItemSpread(values.Count, mean, values.Count < 2 ? null : Math.Sqrt(squares / (n - 1) / n), values.Count(v => v < 1), values.Count(v => v > 0));
    }
}

/// <summary>Interval of a mean over items whose values are not just 0 and 1. Why it is made so: see <see cref="Accuracy.Estimate"/>.</summary>
internal static class ItemInterval
{
    /// <summary>Fewer items than this that say anything, and the t interval promises too much: measured coverage falls below one half at worst (tests, Reference/methods.py).</summary>
    private const int FewestForT = 10;

    /// <summary>Of few items, t needs at least this share to say something.</summary>
    private const double FewestShareForT = 0.8;

    public static (Interval Interval, EstimateMethod Method) Of(ItemSpread spread, double level)
    {
        if (spread.BelowOne == 0 || spread.AboveZero == 0)
            return (Interval.Wilson(spread.Mean, spread.Items, Levels.TwoSidedNormal(level)), EstimateMethod.WilsonOnItems);
        if (spread.StandardError is not { } error)
            return (new Interval(0, 1), EstimateMethod.None);
        var t = Levels.TwoSidedStudent(level, spread.Items - 1);
        var telling = Math.Min(spread.BelowOne, spread.AboveZero);
        if (error > 0 && telling >= Math.Min(FewestForT, FewestShareForT * spread.Items))
            return (Interval.Around(spread.Mean, error, t).Within(0, 1), EstimateMethod.ItemT);
        var effective = error > 0 ? Math.Min(spread.Items, spread.Mean * (1 - spread.Mean) / (error * error)) : spread.Items;
        return (Interval.Wilson(spread.Mean, effective, t), EstimateMethod.WilsonOnItems);
    }
}
