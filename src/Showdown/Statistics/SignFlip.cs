using System.Numerics;

namespace Showdown.Statistics;

/// <summary>Sign-flip permutation test of a mean difference, and the interval of differences that it does not reject.</summary>
/// <remarks>
/// If neither model is better, an item's difference is as likely to have the other sign. Flipping the signs of a set S of items brings the mean to the
/// other side of a supposed difference exactly when the mean over S lies on the other side of it; so the means over sets of items give both p and the interval (Hartigan 1969,
/// JASA 64:1303-1317, "typical values"; Tritchler 1984, JASA 79:200-207). All sets are tried for up to 16 items, else as many random ones as asked for.
/// Exact when item differences are symmetric about their mean; otherwise as good as the t test. Whole-number sums: the order of items does not matter.
/// </remarks>
internal sealed class SignFlip
{
    public const int MostItemsForExact = 16;

    // Differences in steps of 2^-40: sums of up to eight million items stay exact in 64 bits.
    private const double Step = 1.0 / (1L << 40);

    private readonly double[] _means;
    private readonly double _tolerance;

    private SignFlip(double[] means, int items, bool isExact)
    {
        Array.Sort(means);
        _means = means;
        _tolerance = items * Step;
        IsExact = isExact;
    }

    public bool IsExact { get; }

    public static SignFlip Of(IReadOnlyList<double> differences, int resamples, ulong seed)
    {
        var steps = differences.Select(d => (long)Math.Round(d / Step)).Order().ToArray();
        return steps.Length <= MostItemsForExact
            ? new SignFlip(AllSubsets(steps), steps.Length, isExact: true)
            : new SignFlip(RandomSubsets(steps, resamples, new SeededRandom(seed)), steps.Length, isExact: false);
    }

    /// <summary>Two-sided p against a difference of zero.</summary>
    public double P() => Math.Min(1, 2 * Math.Min(PBelow(0), PAbove(0)));

    /// <summary>One-sided p against a mean of at most <paramref name="bound"/>: small when the mean is surely above it.</summary>
    public double PAbove(double bound) => (1.0 + CountUpTo(bound + _tolerance)) / (_means.Length + 1);

    /// <summary>One-sided p against a mean of at least <paramref name="bound"/>: small when the mean is surely below it.</summary>
    public double PBelow(double bound) => (1.0 + _means.Length - CountUpTo(bound - _tolerance)) / (_means.Length + 1);

    /// <summary>The differences that a two-sided test at this level does not reject; -1 to 1 when the items are too few to reject any.</summary>
    public Interval Interval(double level)
    {
        // A hair is added against rounding: 0.025 * 10000 must not come to 249.
        var outside = (int)((1 - level) / 2 * (_means.Length + 1) + 1e-9);
        return outside == 0 ? new Interval(-1, 1) : new Interval(_means[outside - 1], _means[^outside]);
    }

    private int CountUpTo(double bound)
    {
        var (low, high) = (0, _means.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_means[middle] <= bound)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>Means over all sets but the empty one, in Gray code order: each differs from the last by one item.</summary>
    private static double[] AllSubsets(long[] steps)
    {
        var means = new double[(1 << steps.Length) - 1];
        var inside = 0u;
        var sum = 0L;
        for (var i = 1; i <= means.Length; i++)
        {
            var item = BitOperations.TrailingZeroCount(i);
            inside ^= 1u << item;
            sum += (inside & (1u << item)) != 0 ? steps[item] : -steps[item];
            means[i - 1] = sum * Step / BitOperations.PopCount(inside);
        }
        return means;
    }

    private static double[] RandomSubsets(long[] sortedSteps, int count, SeededRandom random)
    {
        var groups = sortedSteps.CountBy(s => s).Select(g => (Value: g.Key, Items: g.Value)).ToArray();
        var means = new double[count];
        for (var draw = 0; draw < count; draw++)
        {
            var (sum, size) = (0L, 0);
            while (size == 0)
            {
                foreach (var (value, items) in groups)
                {
                    var chosen = random.NextHeads(items);
                    size += chosen;
                    sum += chosen * value;
                }
            }
            means[draw] = sum * Step / size;
        }
        return means;
    }
}
