using System.Numerics;

namespace Showdown.Statistics.Sequential;

/// <summary>
/// A gambler who bets that the mean difference lies on one side of a value, with a capital of 1 at the start. If it does not, the capital is expected
/// never to grow, and reaches x at any time with a chance of 1/x at most.
/// </summary>
/// <remarks>
/// Capital process of Waudby-Smith and Ramdas 2024, "Estimating means of bounded random variables by betting", JRSS B 86:1-27, sections 3 and 4: each
/// unit multiplies it by 1 + λ(x - m), which is never negative and has a mean of 1 at most under the null. The chance is Ville's inequality (their
/// equation 5). Instead of choosing one stake λ, the capital is spread over stakes from 0 to the largest possible one, evenly (a mixture: their
/// section 4.4, after Robbins 1970, Annals of Mathematical Statistics 41:1397-1409). For two-valued scores λ is the surplus of wins among samples
/// that differ, and the mixture is the test of a share by a uniform prior. The product does not depend on the order of the units.
/// A cluster of n samples whose largest has N bets with (sum - m n)/N: its mean is zero where the mean over samples is m, however they hang together.
/// </remarks>
internal sealed class Capital
{
    private const int Stakes = 32;

    private static readonly Vector<double> _most = new(double.MaxValue / Stakes);

    private readonly double _against;
    private readonly double _scale;
    private readonly Vector<double>[] _stakes;
    private readonly Vector<double>[] _capital;

    /// <param name="against">The value, above -1 and below 1.</param>
    /// <param name="above">True: it bets that the mean lies above.</param>
    /// <param name="largestUnit">Samples in the largest cluster.</param>
    public Capital(double against, bool above, int largestUnit)
    {
        (_against, _scale) = (against, 1.0 / largestUnit);
        var bound = above ? 1 / (1 + against) : -1 / (1 - against);
        _stakes = Vectors(i => Stake(i) * bound);
        _capital = Vectors(Weight);
    }

    /// <summary>The most that the capital has ever been, from 1.</summary>
    public double Most { get; private set; } = 1;

    public void Add(SequentialUnit unit)
    {
        var outcome = new Vector<double>((unit.Sum - (_against * unit.Size)) * _scale);
        var total = Vector<double>.Zero;
        for (var i = 0; i < _capital.Length; i++)
        {
            _capital[i] = Vector.Min(_capital[i] * (Vector<double>.One + (_stakes[i] * outcome)), _most);
            total += _capital[i];
        }

        Most = Math.Max(Most, Vector.Sum(total));
    }

    /// <summary>Logarithm of the capital after all of these units, however many there are of each.</summary>
    public static double LogAfter(IReadOnlyList<(SequentialUnit Unit, int Count)> units, double against, bool above, int largestUnit)
    {
        Span<double> logs = stackalloc double[Stakes];
        var most = double.NegativeInfinity;
        for (var i = 0; i < Stakes; i++)
        {
            var stake = Stake(i) * (above ? 1 / (1 + against) : -1 / (1 - against)) / largestUnit;
            var log = Math.Log(Weight(i));
            foreach (var (unit, count) in units)
                log += count * Math.Log(1 + (stake * (unit.Sum - (against * unit.Size))));
            logs[i] = log;
            most = Math.Max(most, log);
        }

        var sum = 0.0;
        foreach (var log in logs)
            sum += Math.Exp(log - most);
        return most + Math.Log(sum);
    }

    // Closer together near zero, where small differences are found; weighted so that each stake is as likely as any other. A density with more in the
    // middle (beta(2, 2)) asks some 5 % less of pairs with one attempt a sample, and more where differences are small and alike, as those of means of
    // epochs are.
    private static double Stake(int i) => 0.99 * Square((i + 0.5) / Stakes);

    private static double Weight(int i) => Square((i + 1.0) / Stakes) - Square((double)i / Stakes);

    private static double Square(double x) => x * x;

    private static Vector<double>[] Vectors(Func<int, double> value)
    {
        var values = Enumerable.Range(0, Stakes).Select(value).ToArray();
        return [.. Enumerable.Range(0, Stakes / Vector<double>.Count).Select(i => new Vector<double>(values, i * Vector<double>.Count))];
    }
}
