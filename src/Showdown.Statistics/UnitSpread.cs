namespace Showdown.Statistics;

/// <summary>Mean of units with its standard error, and how well that is known.</summary>
/// <param name="StandardError">0 where all units are alike.</param>
/// <param name="Telling">How many units the spread rests on: the number of equal distances from the mean, beside units at it, that would have as
/// much kurtosis. 0 where all are alike.</param>
/// <param name="Freedom">Degrees of freedom of the standard error by the kurtosis seen, from 1 (Satterthwaite 1946, Biometrics Bulletin 2:110-114;
/// of the variance of a sample Cramér 1946, Mathematical Methods of Statistics, section 27.4).</param>
internal readonly record struct UnitSpread(double Mean, double StandardError, double Telling, double Freedom)
{
    // From here on t is normal.
    private const double MostFreedom = 1e4;

    /// <param name="units">At least two.</param>
    public static UnitSpread Of(IReadOnlyList<Unit> units)
    {
        double n = units.Count;
        var weight = units.Sum(u => u.Weight) / n;
        var mean = units.Sum(u => u.Value * u.Weight) / (n * weight);
        var (squares, fourths) = (0.0, 0.0);
        foreach (var unit in units)
        {
            var square = Math.Pow((unit.Value - mean) * unit.Weight / weight, 2);
            squares += square;
            fourths += square * square;
        }
        // Equal values may leave rounding dust instead of zero.
        if (squares < 1e-20 * n)
            return new UnitSpread(mean, 0, 0, 1);
        var telling = squares * squares / fourths;
        var freedom = telling >= n ? MostFreedom : Math.Clamp(2 * telling * n / (n - telling), 1, MostFreedom);
        return new UnitSpread(mean, Math.Sqrt(squares / (n - 1) / n), telling, freedom);
    }
}
