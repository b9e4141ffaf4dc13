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

    /// <summary>Samples that are answered at once or slowly, as from a cache or not, each four times. Where a few more are at once the median lies
    /// among these, which hardly differ there.</summary>
    [Theory]
    [InlineData(6)]
    [InlineData(10)]
    [InlineData(50)]
    public void TheMedianBetweenTwoHumps_IsHeld(int samples)
    {
        const double Between = 1.7320508075688772; // of 1 and 3 as many lie below as above
        var hosts = new SimulatedHosts((ulong)samples, new HostKind());
        var random = new SeededRandom(3);
        string[] units = [.. Enumerable.Range(0, 4 * samples).Select(i => $"{i / 4}")];
        var held = 0;
        for (var round = 0; round < Rounds; round++)
        {
            double[] times = [.. Enumerable.Range(0, samples).SelectMany(_ => Sample(random.NextShare() < 0.5 ? 1 : 3))];
            held += UnitMedian.Estimate(times, units) is { Low: <= Between, High: >= Between } ? 1 : 0;
        }
        output.WriteLine($"{samples}x4: held {100.0 * held / Rounds:0.0} % (± 0.5)");
        Band.AssertBetween(0.945, 0.97, held, Rounds);

        double[] Sample(double level) => [.. Enumerable.Range(0, 4).Select(_ => level * Math.Exp(0.3 * hosts.Normal()))];
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

    /// <summary>Woodruff by hand: ten values, half of them below, so that each unit's part is a half and the error of the share root of 10/4 * 10/9,
    /// over 10.
    /// </summary>
    [Fact]
    public void TheInterval_IsThatOfTheShareBelow()
    {
        double[] values = [7, 1, 9, 3, 5, 2, 8, 4, 10, 6];
        var median = UnitMedian.Estimate(values);
        var half = 2.262157162798206 * Math.Sqrt(10 / 4.0 * 10 / 9) / 10; // t of nine degrees of freedom
        Assert.Equal((5.5, 10), (median.Value, median.Units));
        Assert.Equal(1 + 9 * (0.5 - half), median.Low!.Value, 1e-9);
        Assert.Equal(1 + 9 * (0.5 + half), median.High!.Value, 1e-9);
    }

    /// <summary>Seven samples, twice each: both repeats below, both above, or one of each, which says nothing.</summary>
    [Fact]
    public void Repeats_AddUpWithinTheirUnit()
    {
        double[] values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14];
        string[] units = ["a", "a", "b", "b", "c", "c", "d", "d", "e", "e", "f", "f", "g", "g"];
        var median = UnitMedian.Estimate(values, units);
        // Three parts of 1, three of -1 and one of 0; t of six degrees of freedom.
        var half = Levels.TwoSidedStudent(0.95, 6) * Math.Sqrt(6 * 7 / 6.0) / 14;
        Assert.Equal((7.5, 7), (median.Value, median.Units));
        Assert.Equal(1 + 13 * (0.5 - half), median.Low!.Value, 1e-9);
        Assert.Equal(1 + 13 * (0.5 + half), median.High!.Value, 1e-9);
    }

    [Fact]
    public void ValuesAtTheMedian_LieOnNeitherSide()
    {
        var median = UnitMedian.Estimate([1, 3, 3, 3, 3, 3, 5]);
        // Two of seven parts are a half: the error of the share is root of 1/2 * 7/6, over 7.
        var half = Levels.TwoSidedStudent(0.95, 6) * Math.Sqrt(0.5 * 7 / 6) / 7;
        Assert.InRange(half, 0.2, 0.3);
        Assert.Equal(new MedianEstimate(3, 3, 3, 7), median);
        Assert.Equal(new MedianEstimate(2, 2, 2, 6), UnitMedian.Estimate([2, 2, 2, 2, 2, 2]));
    }
}
