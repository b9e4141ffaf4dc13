using Showdown.Statistics.Sequential;

namespace Showdown.Tests.Statistics.Sequential;

/// <summary>Two models at the same samples, sample by sample without end: what a comparison that stops by itself goes through.</summary>
/// <param name="Name">For messages.</param>
/// <param name="A">Model A's chances at each rank of difficulty.</param>
/// <param name="B">Model B's.</param>
internal sealed record SimulatedPairs(string Name, double[] A, double[] B)
{
    public int Epochs { get; init; } = 1;

    /// <summary>Samples a cluster, all of one rank; 1: none.</summary>
    public int Cluster { get; init; } = 1;

    /// <summary>True: an attempt earns a share around its chance instead of all or nothing.</summary>
    public bool Shares { get; init; }

    public double Difference => A.Average() - B.Average();

    public static SimulatedPairs Of(double a, double b, double concentration = 1) =>
        new($"{100 * a:0} against {100 * b:0} %", SimulatedModels.Beta(a, concentration), SimulatedModels.Beta(b, concentration));

    public IEnumerable<SequentialUnit> Units(SeededRandom random, int most)
    {
        for (var i = 0; i < most; i++)
        {
            var rank = random.NextBelow(A.Length);
            var sum = 0.0;
            for (var j = 0; j < Cluster; j++)
                sum += Mean(random, A[rank]) - Mean(random, B[rank]);
            yield return new SequentialUnit(sum, Cluster);
        }
    }

    private double Mean(SeededRandom random, double chance)
    {
        var sum = 0.0;
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            if (!Shares)
                sum += random.NextShare() < chance ? 1 : 0;
            else
                sum += Math.Clamp(chance + ((random.NextShare() - 0.5) * 2 * Math.Min(chance, 1 - chance)), 0, 1);
        }

        return sum / Epochs;
    }
}
