namespace Showdown.Statistics;

/// <summary>Sign-flip permutation test of a mean difference.</summary>
/// <remarks>
/// If neither model is better, a unit's difference is as likely to have the other sign (Fisher 1935, The Design of Experiments, section 21). The
/// distribution of the sum is put together unit by unit and is exact as long as its values are few: for up to 16 units that differ, and for many more
/// whose differences are multiples of a common step, as those of scores are. Else the tail is Robinson's saddlepoint
/// approximation (1982, JRSS B 44:91-101) in the form of Barndorff-Nielsen (1986, Biometrika 73:307-322): within a few per cent of the exact tail
/// however small it is, so that many comparisons need no random flips by the million.
/// Sums as far out as the observed one count half (mid-p), as in <see cref="McNemar"/>.
/// </remarks>
internal static class SignFlip
{
    public const int MostUnitsForAnySums = 16;

    // Values of the sum at once, and over all units: about 1,400 units that are all alike.
    private const int MostSums = 1 << MostUnitsForAnySums;
    private const int MostWork = 1 << 20;

    // Differences in steps of 2^-40: sums of up to eight million samples stay exact in 64 bits.
    private const double Step = 1.0 / (1L << 40);

    /// <summary>Two-sided mid-p against a difference of zero.</summary>
    /// <param name="differences">One for each unit; those of several samples as their sum.</param>
    public static double P(IEnumerable<double> differences)
    {
        var steps = differences.Select(d => (long)Math.Round(d / Step)).Where(d => d != 0).ToArray();
        var sum = Math.Abs(steps.Sum());
        var sizes = steps.Select(Math.Abs).Order().ToArray();
        // A step a unit is what rounding may part equal sums by.
        if (sum <= sizes.Length)
            return 1;
        if (sum >= sizes.Sum() - sizes.Length)
            return Math.Pow(2, -sizes.Length);
        return Math.Min(1, Exact(sizes, sum) is var (beyond, equal) ? 2 * beyond + equal : Saddlepoint([.. sizes.Select(s => s * Step)], sum * Step));
    }

    /// <summary>Where only differences above zero would be a finding: chance of a sum at least as large, if each might as well have the other
    /// sign.</summary>
    /// <returns>The observed sum counts whole; where the sums are too many the two-sided mid-p, which is no less.</returns>
    public static double OneSidedP(IReadOnlyCollection<double> differences)
    {
        var steps = differences.Select(d => (long)Math.Round(d / Step)).Where(d => d != 0).ToArray();
        if (Exact([.. steps.Select(Math.Abs).Order()], steps.Sum()) is var (beyond, equal))
            return Math.Min(1, beyond + equal);
        return steps.Sum() > 0 ? P(differences) : 1;
    }

    /// <summary>Chances that the sum is above the observed one, and equal to it; null where it may have too many values.</summary>
    internal static (double Beyond, double Equal)? Exact(long[] sizes, long observed)
    {
        var (sums, next) = (new Sum[1], new Sum[2]);
        sums[0] = new Sum(0, 1);
        var (count, work) = (1, 0);
        foreach (var size in sizes)
        {
            if (next.Length < 2 * count)
                next = new Sum[4 * count];
            count = Add(sums.AsSpan(0, count), size, sizes.Length, next);
            (sums, next) = (next, sums);
            work += count;
            if (count > MostSums || work > MostWork)
                return null;
        }
        var (beyond, equal) = (0.0, 0.0);
        foreach (var (value, chance) in sums.AsSpan(0, count))
        {
            beyond += value > observed + sizes.Length ? chance : 0;
            equal += Math.Abs(value - observed) <= sizes.Length ? chance : 0;
        }
        return (beyond, equal);
    }

    /// <summary>The sums, in their order, with one more unit of either sign.</summary>
    /// <param name="rounding">What equal sums may differ by.</param>
    /// <returns>How many there are.</returns>
    private static int Add(ReadOnlySpan<Sum> sums, long size, int rounding, Span<Sum> next)
    {
        var (less, more, count) = (0, 0, 0);
        while (more < sums.Length)
        {
            var up = sums[more].Value + size;
            var down = less < sums.Length ? sums[less].Value - size : up + rounding + 1;
            var value = Math.Min(up, down);
            var chance = 0.0;
            if (down - value <= rounding)
                chance += sums[less++].Chance / 2;
            if (up - value <= rounding)
                chance += sums[more++].Chance / 2;
            next[count++] = new Sum(value, chance);
        }
        return count;
    }

    /// <param name="observed">Above 0 and below the sum of all sizes.</param>
    internal static double Saddlepoint(double[] sizes, double observed)
    {
        var values = sizes.CountBy(s => s).Select(s => (Size: s.Key, Units: s.Value)).ToArray();
        var (low, high) = (0.0, 1.0);
        while (Slope(high) < observed)
            high *= 2;
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = Slope(middle) < observed ? (middle, high) : (low, middle);
        }
        var tilt = (low + high) / 2;
        var root = Math.Sqrt(2 * (tilt * observed - values.Sum(v => v.Units * LogCosh(tilt * v.Size))));
        var curvature = values.Sum(v => v.Units * v.Size * v.Size * (1 - Math.Pow(Math.Tanh(tilt * v.Size), 2)));
        // Near the middle of the distribution both terms go to zero together, and the correction with them.
        var corrected = root < 1e-3 ? root : root + Math.Log(tilt * Math.Sqrt(curvature) / root) / root;
        return 2 * Distributions.NormalUpperTail(corrected);

        double Slope(double t) => values.Sum(v => v.Units * v.Size * Math.Tanh(t * v.Size));
    }

    private static double LogCosh(double x) => x + Math.Log(0.5 * (1 + Math.Exp(-2 * x)));

    private readonly record struct Sum(long Value, double Chance);
}
