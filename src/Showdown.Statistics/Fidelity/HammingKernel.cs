namespace Showdown.Statistics.Fidelity;

/// <summary>How alike replies to one prompt are: the weighted share of positions in which two of them agree, every pair worked out once.</summary>
/// <remarks>The Hamming kernel of Gao, Liang and Guestrin (arXiv 2410.20247, section 3.2). What lies behind a reply's end is a symbol of its
/// own.</remarks>
internal sealed class HammingKernel
{
    private readonly double[] _alike;
    private readonly double[] _rows;
    private readonly double _all;
    private readonly int _count;

    /// <param name="replies">As sequences of tokens or characters.</param>
    /// <param name="weights">Of each position that is looked at.</param>
    public HammingKernel(IReadOnlyList<int[]> replies, double[] weights)
    {
        _count = replies.Count;
        _alike = new double[_count * _count];
        _rows = new double[_count];
        for (var a = 0; a < _count; a++)
        {
            for (var b = a + 1; b < _count; b++)
            {
                var share = Alike(replies[a], replies[b], weights);
                (_alike[(a * _count) + b], _alike[(b * _count) + a]) = (share, share);
                _rows[a] += share;
                _rows[b] += share;
            }
        }

        _all = _rows.Sum();
    }

    public int Count => _count;

    /// <summary>Two samples of the replies: the mean likeness within the chosen ones, within the others, and between the two. At least two on each
    /// side.</summary>
    /// <param name="chosen">Places of the chosen replies, each once.</param>
    public Likeness Between(ReadOnlySpan<int> chosen)
    {
        var (inside, rows) = (0.0, 0.0);
        for (var i = 0; i < chosen.Length; i++)
        {
            var row = chosen[i] * _count;
            rows += _rows[chosen[i]];
            for (var j = 0; j < i; j++)
                inside += _alike[row + chosen[j]];
        }

        // Ordered pairs: the rows of the chosen hold their pairs twice and the pairs with the others once; the rest of the sum is among the others.
        var between = rows - (2 * inside);
        double others = _count - chosen.Length;
        return new Likeness(
            2 * inside / (chosen.Length * (chosen.Length - 1.0)),
            (_all - (2 * between) - (2 * inside)) / (others * (others - 1)),
            between / (chosen.Length * others)
        );
    }

    /// <summary>What the likeness within both sides is on average, and how it varies, when so many replies are chosen in all possible ways.</summary>
    /// <remarks>Sums over pairs of pairs: the same pair, two that share a reply, two that share none (Song and Chen 2024, theorem 1).</remarks>
    public Moments Moments(int chosen)
    {
        var (total, squares, sharing) = (_all / 2, _alike.Sum(a => a * a) / 2, 0.0);
        foreach (var row in _rows)
            sharing += row * row;
        sharing -= 2 * squares;
        var apart = (total * total) - squares - sharing;
        double n = chosen,
            m = _count - chosen,
            all = _count;
        var (two, three, four) = (all * (all - 1), all * (all - 1) * (all - 2), all * (all - 1) * (all - 2) * (all - 3));
        var (pairs, others) = (n * (n - 1) / 2, m * (m - 1) / 2);
        var mean = total / (two / 2);
        return new Moments(
            mean,
            Variance(n) / (pairs * pairs),
            Variance(m) / (others * others),
            ((apart * n * (n - 1) * m * (m - 1) / four) - (mean * pairs * mean * others)) / (pairs * others)
        );

        double Variance(double k) =>
            (squares * k * (k - 1) / two)
            + (sharing * k * (k - 1) * (k - 2) / three)
            + (apart * k * (k - 1) * (k - 2) * (k - 3) / four)
            - Math.Pow(mean * k * (k - 1) / 2, 2);
    }

    private static double Alike(int[] a, int[] b, double[] weights)
    {
        var same = 0.0;
        for (var i = 0; i < weights.Length; i++)
            same += (i < a.Length ? a[i] : -1) == (i < b.Length ? b[i] : -1) ? weights[i] : 0;
        return same;
    }
}

/// <summary>Mean likeness of pairs, shares from 0 to 1.</summary>
internal readonly record struct Likeness(double Chosen, double Others, double Between)
{
    /// <summary>Squared maximum mean discrepancy, without bias: 0 on average where both samples come from one distribution, so that it may be below
    /// 0.</summary>
    /// <remarks>Gretton et al. 2012, JMLR 13:723-773, lemma 6.</remarks>
    public double Distance => Chosen + Others - (2 * Between);
}

/// <summary>Of the likeness within the chosen and within the others, over all ways to choose; the mean is the same for both.</summary>
internal readonly record struct Moments(double Mean, double Chosen, double Others, double Covariance);
