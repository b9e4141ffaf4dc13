using Showdown.Tests.Statistics;

namespace Showdown.Tests.Analysis.Gating;

/// <summary>Gates on speed and cost as a scheduled job uses them.</summary>
public sealed class ExpectedGatesTests(ITestOutputHelper output)
{
    /// <summary>Each gate fails on one quiet night in a hundred at most, hosts being exactly at their limits.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(30)]
    public void QuietNights_SeldomFail(int minutes)
    {
        const int histories = 60;
        const int nights = 12;
        var gates = new SimulatedGates((ulong)minutes, new HostKind(minutes));
        // Nights of one history look back at the same nights: one failure brings others, and only histories are independent.
        var failed = new int[SimulatedGates.Gates.Count];
        for (var history = 0; history < histories; history++)
        {
            foreach (var night in gates.Nights(nights))
            {
                for (var gate = 0; gate < failed.Length; gate++)
                    failed[gate] += night[gate] ? 1 : 0;
            }
        }
        foreach (var (gate, name) in SimulatedGates.Gates.Index())
        {
            output.WriteLine($"{name}: {100.0 * failed[gate] / (histories * nights):0.00} % of quiet nights");
            Assert.InRange(failed[gate], 0, histories * nights / 50);
        }
    }

    [Fact]
    public void AHostThatIsTwiceAsSlow_AndAThirdDearer_FailsWithinAWeek()
    {
        const int histories = 30;
        const int before = 10;
        var gates = new SimulatedGates(2, new HostKind());
        var found = new int[SimulatedGates.Gates.Count];
        for (var history = 0; history < histories; history++)
        {
            var week = gates.Nights(before + 7, before, slower: 2, dearer: 1.33).Skip(before).ToList();
            foreach (var gate in Enumerable.Range(0, found.Length))
                found[gate] += week.Exists(night => night[gate]) ? 1 : 0;
        }
        output.WriteLine(string.Join(", ", SimulatedGates.Gates.Zip(found, (name, count) => $"{name} {100.0 * count / histories:0} %")));
        Assert.All(found, count => Assert.True(count > 0.35 * histories, $"{count}"));
    }
}
