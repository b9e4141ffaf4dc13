namespace Showdown.Statistics;

/// <summary>Mean of values between two bounds, with an interval and a test that stay honest where few values differ.</summary>
/// <remarks>
/// A supposed mean is tested with the variance that the values would have if it were the true one: of all distributions with that mean on the values
/// seen and the nearer bound, the likeliest
/// (empirical likelihood, Owen 2001, Empirical Likelihood, sections 2.3 to 2.5, here with the bound as a value that may simply not have turned up).
/// For values of 0 and 1 this is Wilson's test, for differences of single
/// attempts (-1, 0, 1) Tango's (1998, Statistics in Medicine 17:891-908); it carries both over to repeats and to clusters. Where no value differs
/// from another it still knows how little that says.
/// </remarks>
internal sealed class BoundedMean
{
    private readonly double _low;
    private readonly double _high;
    private readonly (double Value, double Weight, int Count)[] _values;

    /// <param name="units">One for each cluster or sample; at least one.</param>
    public BoundedMean(IReadOnlyList<Unit> units, double low, double high)
    {
        (_low, _high, Count) = (low, high, units.Count);
        var weight = units.Sum(u => u.Weight) / units.Count;
        // In the order in which they first appear: the mirrored values then give the mirrored figures to the last bit.
        _values = [.. units.CountBy(u => (Value: Math.Round(u.Value, 12), u.Weight)).Select(u => (u.Key.Value, u.Key.Weight / weight, u.Value))];
        Mean = units.Sum(u => u.Value * u.Weight) / units.Sum(u => u.Weight);
        double squares = 0,
            fourths = 0,
            residuals = 0;
        foreach (var (value, share, count) in _values)
        {
            var (whole, residual) = (value * share, (value - Mean) * share);
            squares += count * whole * whole;
            fourths += count * whole * whole * whole * whole;
            residuals += count * residual * residual;
        }
        // Equal values may leave rounding dust instead of zero.
        StandardError =
            Count < 2 ? double.NaN
            : residuals < 1e-20 * Count ? 0
            : Math.Sqrt(residuals / (Count - 1) / Count);
        Telling = fourths > 0 ? squares * squares / fourths : 0;
    }

    /// <summary>Units.</summary>
    public int Count { get; }

    public double Mean { get; }

    /// <summary>Of the mean, as the units vary; NaN with a single one.</summary>
    public double StandardError { get; }

    /// <summary>How many units the sum of squares rests on: the number of equal values other than 0 that would have as much kurtosis.</summary>
    public double Telling { get; }

    /// <summary>Standard errors between the mean and a supposed one, with the sign of the mean less the supposed one.</summary>
    /// <param name="towards">By how much the distance is shortened first, from 0: a correction for the steps in which means come.</param>
    public double Z(double supposed, double towards = 0)
    {
        var distance = Mean - supposed;
        var variance = Likeliest(supposed, Mean >= supposed).Variance;
        if (variance <= 0)
            return distance == 0 ? 0
                : distance > 0 ? double.PositiveInfinity
                : double.NegativeInfinity;
        return (distance - Math.Sign(distance) * towards) / Math.Sqrt(variance / Count);
    }

    /// <summary>Standard error of the mean if a supposed one were true.</summary>
    public double Error(double supposed) => Math.Sqrt(Math.Max(0, Likeliest(supposed, Mean >= supposed).Variance) / Count);

    /// <summary>The means that lie within so many standard errors.</summary>
    public Interval Interval(double quantile) => Ends(supposed => Math.Abs(Z(supposed)) <= quantile);

    /// <summary>The means under which the values seen are not too unlikely: the ratio of likelihoods, as a square root of minus twice its logarithm,
    /// is so large at most (Owen 2001, theorem 2.2).</summary>
    /// <remarks>Narrower than <see cref="Interval"/>, and like it aware of a value at the bound that has not turned up: of n equal values it leaves
    /// open a share of quantile²/2n of those.</remarks>
    public Interval LikelihoodInterval(double quantile) => Ends(supposed => Likeliest(supposed, Mean >= supposed).Surprise <= quantile * quantile);

    private Interval Ends(Func<double, bool> holds) => new(End(_low, holds), End(_high, holds));

    private double End(double outside, Func<double, bool> holds)
    {
        if (Mean == outside)
            return outside;
        var inside = Mean;
        for (var step = 0; step < 45; step++)
        {
            var middle = (outside + inside) / 2;
            (outside, inside) = holds(middle) ? (outside, middle) : (middle, inside);
        }
        return outside;
    }

    /// <summary>The likeliest distribution with the supposed mean, its variance and how far the values seen speak against it: each value's weight is
    /// 1 / (n (1 + lambda g)) for its distance g, and the bound on the other side takes what is left.</summary>
    private (double Variance, double Surprise) Likeliest(double supposed, bool isAbove)
    {
        var bound = isAbove ? supposed - _low : _high - supposed;
        if (bound <= 1e-12)
            return (0, double.PositiveInfinity);
        var farthest = bound;
        foreach (var (value, share, _) in _values)
            farthest = Math.Max(farthest, -Gap(value, share));
        var lambda = 1 / farthest;
        // Minus infinity where a value lies at the bound, or farther away in its weight: nothing is left then.
        var left = Math.Max(0, Pull(lambda));
        if (left == 0)
            lambda = Root(lambda);
        var (variance, surprise) = (left * lambda * bound * bound, 0.0);
        foreach (var (value, share, count) in _values)
        {
            var gap = Gap(value, share);
            variance += count / (Count * (1 + lambda * gap)) * gap * gap;
            surprise += 2 * count * Math.Log(1 + lambda * gap);
        }
        return (variance, surprise);

        double Gap(double value, double share) => share * (isAbove ? value - supposed : supposed - value);

        double Pull(double at)
        {
            var sum = 0.0;
            foreach (var (value, share, count) in _values)
                sum += count * Gap(value, share) / (1 + at * Gap(value, share));
            return sum / Count;
        }

        double Root(double most)
        {
            var (least, top) = (0.0, most * (1 - 1e-12));
            for (var step = 0; step < 48; step++)
            {
                var middle = (least + top) / 2;
                (least, top) = Pull(middle) > 0 ? (middle, top) : (least, middle);
            }
            return (least + top) / 2;
        }
    }
}
