using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

/// <summary>Samples with a chance of their own, and attempts at them, from a fixed seed.</summary>
internal sealed class SimulatedModels(ulong seed)
{
    private readonly SeededRandom _random = new(seed);

    /// <summary>Chances spread by Kumaraswamy's distribution: like beta, with an inverse in closed form. Mean and shape as in <see cref="Mean"/>.
    /// </summary>
    public double[] Skills(int samples, double a, double b)
    {
        var skills = new double[samples];
        for (var i = 0; i < samples; i++)
            skills[i] = Skill(_random.NextShare(), a, b);
        return skills;
    }

    public SampleScore[] Attempt(double[] skills, int epochs, double lostShare = 0)
    {
        var samples = new SampleScore[skills.Length];
        for (var i = 0; i < samples.Length; i++)
        {
            var (right, scored) = (0, 0);
            for (var epoch = 0; epoch < epochs; epoch++)
            {
                if (lostShare > 0 && _random.NextShare() < lostShare)
                    continue;
                scored++;
                right += _random.NextShare() < skills[i] ? 1 : 0;
            }
            samples[i] = new SampleScore(right, scored);
        }
        return samples;
    }

    public SamplePair[] Pair(double[] a, double[] b, int epochs) => [.. Attempt(a, epochs).Zip(Attempt(b, epochs), (x, y) => new SamplePair(x, y))];

    /// <summary>Mean chance, by the midpoint rule.</summary>
    public static double Mean(double a, double b) => Enumerable.Range(0, 100_000).Average(i => Skill((i + 0.5) / 100_000, a, b));

    /// <summary>Chances spread by a beta distribution with a mean and a concentration (the sum of its parameters): quantiles to draw from, so that
    /// two models can share a rank of difficulty.</summary>
    public static double[] Beta(double mean, double concentration) =>
        [.. Enumerable.Range(0, 500).Select(i => Distributions.BetaQuantile((i + 0.5) / 500, mean * concentration, (1 - mean) * concentration))];

    /// <summary>Chances from tables of quantiles: the same rank in each when they are shared, else ranks of their own.</summary>
    public (double[] A, double[] B) Drawn(double[] a, double[] b, int samples, bool isShared)
    {
        var (first, second) = (new double[samples], new double[samples]);
        for (var i = 0; i < samples; i++)
        {
            var rank = _random.NextBelow(a.Length);
            (first[i], second[i]) = (a[rank], b[isShared ? rank : _random.NextBelow(b.Length)]);
        }
        return (first, second);
    }

    public double NextShare() => _random.NextShare();

    private static double Skill(double u, double a, double b) => Math.Pow(1 - Math.Pow(1 - u, 1 / b), 1 / a);
}
