namespace Showdown.Statistics;

/// <summary>Independent parts of a sum, each with equally spaced values: where the first lies, how far apart they are, and their chances.</summary>
/// <param name="First">In steps of <see cref="SumOfParts.Step"/>.</param>
/// <param name="Spacing">Above 0, in the same steps.</param>
internal readonly record struct SumPart(long First, long Spacing, double[] Chances)
{
    public long Last => First + (Chances.Length - 1) * Spacing;

    public SumPart Mirrored() => new(-Last, Spacing, [.. Chances.Reverse()]);
}

/// <summary>How likely a sum of independent parts is as far out as one that was observed.</summary>
/// <remarks>
/// The distribution is put together part by part and is exact as long as the sum has few values: for any 16 parts of two values, and for many more
/// whose values are multiples of a common step, as those of scores are. Else the tail is Robinson's saddlepoint
/// approximation (1982, JRSS B 44:91-101) in the form of Barndorff-Nielsen (1986, Biometrika 73:307-322): within a few per cent of the exact tail
/// however small it is, so that many comparisons need no random numbers by the million.
/// </remarks>
internal static class SumOfParts
{
    public const int MostPartsForAnySums = 16;

    /// <summary>What values are counted in: sums of up to eight million samples stay exact in 64 bits.</summary>
    public const double Step = 1.0 / (1L << 40);

    // Values of the sum at once, and over all parts: about 1,400 parts of two values that are all alike.
    private const int MostSums = 1 << MostPartsForAnySums;
    private const int MostWork = 1 << 20;

    public static long Steps(double value) => (long)Math.Round(value / Step);

    /// <summary>What rounding may part equal sums by: half a step for each first value and each distance.</summary>
    public static long Rounding(IReadOnlyList<SumPart> parts) => parts.Sum(p => (long)p.Chances.Length);

    /// <summary>Chance of a sum above the observed one, and half of the chance of just that.</summary>
    /// <param name="observed">Above the mean of the sum, which is 0.</param>
    public static double UpperTail(IReadOnlyList<SumPart> parts, long observed) =>
        Exact(parts, observed) is var (beyond, equal) ? beyond + equal / 2
        : observed >= parts.Sum(p => p.Last) ? parts.Aggregate(0.5, (chance, p) => chance * p.Chances[^1])
        : Saddlepoint(parts, observed);

    /// <summary>Chances that the sum is above the observed one, and equal to it; null where it may have too many values.</summary>
    public static (double Beyond, double Equal)? Exact(IReadOnlyList<SumPart> parts, long observed)
    {
        var rounding = Rounding(parts);
        var (sums, next) = (new Sum[1], new Sum[2]);
        sums[0] = new Sum(0, 1);
        var (count, work) = (1, 0);
        foreach (var part in parts)
        {
            if (next.Length < part.Chances.Length * count)
                next = new Sum[2 * part.Chances.Length * count];
            count = Add(sums.AsSpan(0, count), part, rounding, next);
            (sums, next) = (next, sums);
            work += count * part.Chances.Length / 2;
            if (count > MostSums || work > MostWork)
                return null;
        }
        var (beyond, equal) = (0.0, 0.0);
        foreach (var (value, chance) in sums.AsSpan(0, count))
        {
            beyond += value > observed + rounding ? chance : 0;
            equal += Math.Abs(value - observed) <= rounding ? chance : 0;
        }
        return (beyond, equal);
    }

    /// <summary>The sums, in their order, with one more part.</summary>
    /// <param name="rounding">What equal sums may differ by.</param>
    /// <returns>How many there are.</returns>
    private static int Add(ReadOnlySpan<Sum> sums, SumPart part, long rounding, Span<Sum> next)
    {
        var chances = part.Chances;
        var places = new int[chances.Length];
        var count = 0;
        // The first value of the part makes the least sums and is through first, the last one last.
        while (places[^1] < sums.Length)
        {
            var least = long.MaxValue;
            for (var i = 0; i < places.Length; i++)
            {
                if (places[i] < sums.Length)
                    least = Math.Min(least, sums[places[i]].Value + part.First + i * part.Spacing);
            }
            var chance = 0.0;
            for (var i = 0; i < places.Length; i++)
            {
                if (places[i] < sums.Length && sums[places[i]].Value + part.First + i * part.Spacing - least <= rounding)
                    chance += chances[i] * sums[places[i]++].Chance;
            }
            next[count++] = new Sum(least, chance);
        }
        return count;
    }

    /// <param name="observed">Above 0 and below the largest sum.</param>
    internal static double Saddlepoint(IReadOnlyList<SumPart> parts, long observed)
    {
        var sum = observed * Step;
        var (low, high) = (0.0, 1.0);
        while (Cumulants(parts, high).Slope < sum)
            high *= 2;
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = Cumulants(parts, middle).Slope < sum ? (middle, high) : (low, middle);
        }
        var tilt = (low + high) / 2;
        var (value, _, curvature) = Cumulants(parts, tilt);
        var root = Math.Sqrt(2 * (tilt * sum - value));
        // Near the middle of the distribution both terms go to zero together, and the correction with them.
        var corrected = root < 1e-3 ? root : root + Math.Log(tilt * Math.Sqrt(curvature) / root) / root;
        return Distributions.NormalUpperTail(corrected);
    }

    /// <summary>The cumulant generating function with its first two derivatives.</summary>
    private static (double Value, double Slope, double Curvature) Cumulants(IReadOnlyList<SumPart> parts, double tilt)
    {
        var (value, slope, curvature) = (0.0, 0.0, 0.0);
        foreach (var part in parts)
        {
            // Measured from the last value, whose weight is the largest: no exponential overflows.
            var (mass, first, second) = (0.0, 0.0, 0.0);
            var (last, spacing) = (part.Last * Step, part.Spacing * Step);
            for (var i = 0; i < part.Chances.Length; i++)
            {
                var below = (part.Chances.Length - 1 - i) * spacing;
                var weight = part.Chances[i] * Math.Exp(-tilt * below);
                mass += weight;
                first += weight * below;
                second += weight * below * below;
            }
            var mean = first / mass;
            value += tilt * last + Math.Log(mass);
            slope += last - mean;
            curvature += second / mass - mean * mean;
        }
        return (value, slope, curvature);
    }

    private readonly record struct Sum(long Value, double Chance);
}
