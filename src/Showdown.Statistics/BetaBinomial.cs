namespace Showdown.Statistics;

/// <summary>Repeated attempts at samples of unlike difficulty: right attempts are binomial at each sample, with a chance that varies over samples as
/// a beta distribution does.</summary>
/// <remarks>
/// A supposed score is tested with the variance it would have: p(1-p) sum k(1 + (k-1) rho) / N² with the likeliest rho for that p (likelihood of
/// Griffiths 1973, Biometrics 29:637-648; a score test in the sense of Rao 1948). rho, from 0 to 1, says how much attempts at
/// one sample are alike: at 0 every attempt counts, at 1 every sample counts once. Where all attempts are right the likeliest rho is 1, so repeats
/// alone never make an interval narrow; with one attempt a sample it is Wilson's interval.
/// </remarks>
internal sealed class BetaBinomial
{
    // Samples with more than j right attempts, with more than j wrong ones, with more than j attempts.
    private readonly int[] _right;
    private readonly int[] _wrong;
    private readonly int[] _scored;
    private readonly double _attempts;
    private readonly double _pairs;
    private readonly double _share;

    /// <param name="samples">Scored ones only, at least one.</param>
    public BetaBinomial(IReadOnlyList<SampleScore> samples)
    {
        _right = MoreThan(samples.Select(s => s.Right));
        _wrong = MoreThan(samples.Select(s => s.Scored - s.Right));
        _scored = MoreThan(samples.Select(s => s.Scored));
        _attempts = samples.Sum(s => (double)s.Scored);
        _pairs = samples.Sum(s => s.Scored * (s.Scored - 1.0));
        _share = samples.Sum(s => (double)s.Right) / _attempts;
    }

    /// <summary>The scores that lie within so many standard errors.</summary>
    public Interval Interval(double quantile) => new(_share <= 0 ? 0 : End(0, quantile), _share >= 1 ? 1 : End(1, quantile));

    private double End(double outside, double quantile)
    {
        var inside = _share;
        for (var step = 0; step < 40; step++)
        {
            var middle = (outside + inside) / 2;
            (outside, inside) = Math.Abs(_share - middle) > quantile * Math.Sqrt(Variance(middle)) ? (middle, inside) : (outside, middle);
        }
        return (outside + inside) / 2;
    }

    private double Variance(double score) => score * (1 - score) * (_attempts + Likeness(score) * _pairs) / (_attempts * _attempts);

    /// <summary>The likeliest rho by golden section.</summary>
    private double Likeness(double score)
    {
        const double Golden = 0.6180339887498949;
        var (low, high) = (0.0, 1.0);
        var (left, right) = (1 - Golden, Golden);
        var (atLeft, atRight) = (LogLikelihood(score, left), LogLikelihood(score, right));
        for (var step = 0; step < 40; step++)
        {
            if (atLeft >= atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - Golden * (high - low);
                atLeft = LogLikelihood(score, left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + Golden * (high - low);
                atRight = LogLikelihood(score, right);
            }
        }
        return (low + high) / 2;
    }

    /// <summary>Up to what does not depend on rho.</summary>
    private double LogLikelihood(double score, double rho)
    {
        var apart = 1 - rho;
        // The first factors of all samples are taken together, since they go to zero with apart: what is left of them are the samples with both right
        // and wrong attempts.
        var mixed = First(_right) + First(_wrong) - First(_scored);
        var sum = mixed * Math.Log(apart);
        for (var j = 1; j < _right.Length; j++)
            sum += _right[j] * Math.Log(score * apart + j * rho);
        for (var j = 1; j < _wrong.Length; j++)
            sum += _wrong[j] * Math.Log((1 - score) * apart + j * rho);
        for (var j = 2; j < _scored.Length; j++)
            sum -= _scored[j] * Math.Log(apart + j * rho);
        return sum;
    }

    private static int First(int[] counts) => counts.Length == 0 ? 0 : counts[0];

    private static int[] MoreThan(IEnumerable<int> values)
    {
        var exactly = values.CountBy(v => v).ToDictionary(v => v.Key, v => v.Value);
        var more = new int[exactly.Count == 0 ? 0 : exactly.Keys.Max()];
        for (var j = more.Length - 1; j >= 0; j--)
            more[j] = (j + 1 < more.Length ? more[j + 1] : 0) + exactly.GetValueOrDefault(j + 1);
        return more;
    }
}
