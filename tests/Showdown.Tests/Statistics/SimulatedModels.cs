using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

/// <summary>Items with a chance of their own, and attempts at them, from a fixed seed.</summary>
internal sealed class SimulatedModels(ulong seed)
{
    private readonly SeededRandom _random = new(seed);

    /// <summary>Chances spread by Kumaraswamy's distribution: like beta, with an inverse in closed form. Mean and shape as in <see cref="Mean"/>.</summary>
    public double[] Skills(int items, double a, double b)
    {
        var skills = new double[items];
        for (var i = 0; i < items; i++)
            skills[i] = Skill(_random.NextShare(), a, b);
        return skills;
    }

    public ItemTally[] Attempt(double[] skills, int epochs, double lostShare = 0)
    {
        var items = new ItemTally[skills.Length];
        for (var i = 0; i < items.Length; i++)
        {
            var (right, scored) = (0, 0);
            for (var epoch = 0; epoch < epochs; epoch++)
            {
                if (lostShare > 0 && _random.NextShare() < lostShare)
                    continue;
                scored++;
                right += _random.NextShare() < skills[i] ? 1 : 0;
            }
            items[i] = new ItemTally(right, scored);
        }
        return items;
    }

    public ItemPair[] Pair(double[] a, double[] b, int epochs) => [.. Attempt(a, epochs).Zip(Attempt(b, epochs), (x, y) => new ItemPair(x, y))];

    /// <summary>Mean chance, by the midpoint rule.</summary>
    public static double Mean(double a, double b) => Enumerable.Range(0, 100_000).Average(i => Skill((i + 0.5) / 100_000, a, b));

    private static double Skill(double u, double a, double b) => Math.Pow(1 - Math.Pow(1 - u, 1 / b), 1 / a);
}

/// <summary>The band in which a simulated rate lies when the true rate is as promised: 4.5 binomial standard deviations to either side, so that a hundred bands leave one wrong alarm in a thousand re-seedings.</summary>
internal static class Band
{
    public static double Half(double rate, int rounds) => 4.5 * Math.Sqrt(rate * (1 - rate) / rounds);

    public static void AssertHolds(double promised, int hits, int rounds) => AssertBetween(promised, promised, hits, rounds);

    public static void AssertBetween(double least, double most, int hits, int rounds) =>
        Assert.InRange((double)hits / rounds, least - Half(least, rounds), most + Half(most, rounds));
}
