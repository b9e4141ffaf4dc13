using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class UnitMedianTests(ITestOutputHelper output)
{
    private const int Rounds = 2000;

    /// <summary>Times that spread by a third around a time of the sample, which spreads as much.</summary>
    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(8, 1)]
    [InlineData(30, 1)]
    [InlineData(30, 8)]
    [InlineData(200, 4)]
    public void TheMedian_IsHeld(int samples, int epochs)
    {
        var hosts = new SimulatedHosts((ulong)samples, new HostKind());
        string[] units = [.. Enumerable.Range(0, samples * epochs).Select(i => $"{i / epochs}")];
        var (held, alone) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            double[] times = [.. Enumerable.Range(0, samples).SelectMany(_ => Sample())];
            held += UnitMedian.Estimate(times, units) is { Low: <= 1, High: >= 1 } ? 1 : 0;
            alone += UnitMedian.Estimate(times) is { Low: <= 1, High: >= 1 } ? 1 : 0;
        }
        output.WriteLine($"{samples}x{epochs}: held {100.0 * held / Rounds:0.0} % (± 0.5), repeats as units {100.0 * alone / Rounds:0.0} %");
        Band.AssertBetween(0.93, 0.985, held, Rounds);
        if (epochs > 1)
            Assert.True(alone < 0.9 * Rounds);

        double[] Sample()
        {
            var level = 0.33 * hosts.Normal();
            return [.. Enumerable.Range(0, epochs).Select(_ => Math.Exp(level + 0.33 * hosts.Normal()))];
        }
    }

    [Fact]
    public void FewUnits_HaveNoInterval_AndIntervalsStayAmongTheValues()
    {
        Assert.Equal(new MedianEstimate(null, null, null, 0), UnitMedian.Estimate([]));
        Assert.Equal(new MedianEstimate(2, null, null, 5), UnitMedian.Estimate([1, 1, 2, 3, 4]));
        Assert.Equal(new MedianEstimate(2, null, null, 3), UnitMedian.Estimate([1, 1, 2, 3, 4, 2, 2], ["a", "a", "a", "b", "b", "b", "c"]));
        var six = UnitMedian.Estimate([1, 2, 3, 4, 5, 6]);
        Assert.Equal((3.5, 6), (six.Value!.Value, six.Units));
        Assert.InRange(six.Low!.Value, 1, 2);
        Assert.InRange(six.High!.Value, 5, 6);
    }
}
