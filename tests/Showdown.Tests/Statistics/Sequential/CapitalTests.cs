using Showdown.Statistics.Sequential;

namespace Showdown.Tests.Statistics.Sequential;

/// <summary>What a bet promises: that nobody is expected to gain by it where the mean is what it bets against, and how fast it grows where it is
/// not.</summary>
public sealed class CapitalTests
{
    /// <summary>Units of -1 and 1 whose mean is the value itself: what is won on the one is lost on the other.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    [InlineData(-0.5)]
    [InlineData(0.98)]
    [InlineData(-0.98)]
    public void AgainstTheTrueMean_NothingIsExpectedToBeGained(double against)
    {
        foreach (var above in new[] { true, false })
        {
            var (won, lost) = (After(new SequentialUnit(1), 1, against, above), After(new SequentialUnit(-1), 1, against, above));
            Assert.Equal(1, ((1 + against) / 2 * won) + ((1 - against) / 2 * lost), 12);
            Assert.True(above ? won > 1 && lost < 1 : won < 1 && lost > 1);
            Assert.True(won > 0 && lost > 0); // never all of it
        }
    }

    /// <summary>After n units as far off as can be: the mean of (1 + s g)^n over stakes s from 0 to 0.99, where g is what a whole stake
    /// gains.</summary>
    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(0, 5, 1)]
    [InlineData(0, 12, 1)]
    [InlineData(0.5, 20, 1 / 3.0)]
    [InlineData(-0.5, 6, 3)]
    public void ManyOfOneKind_MultiplyIt_AsTheMeanOverStakes(double against, int count, double gain)
    {
        var expected = (Math.Pow(1 + (0.99 * gain), count + 1) - 1) / (0.99 * gain * (count + 1));
        Assert.Equal(1, After(new SequentialUnit(1), count, against, above: true) / expected, 0.01);
        Assert.Equal(1, After(new SequentialUnit(-1), count, -against, above: false) / expected, 0.01);
        var capital = new Capital(against, above: true, largestUnit: 1);
        for (var i = 0; i < count; i++)
            capital.Add(new SequentialUnit(1));
        Assert.Equal(After(new SequentialUnit(1), count, against, above: true), capital.Most, 1e-9 * capital.Most);
    }

    [Fact]
    public void ItIsTheProductOfAllUnits_InAnyOrder_AndTheMostOfItIsKept()
    {
        List<SequentialUnit> units = [new(1), new(0.5), new(-1), new(0.25), new(1), new(1), new(-0.5), new(1), new(1)];
        var (there, back) = (new Capital(0.1, above: true, largestUnit: 1), new Capital(0.1, above: true, largestUnit: 1));
        units.ForEach(there.Add);
        units.AsEnumerable().Reverse().ToList().ForEach(back.Add);

        var whole = Math.Exp(Capital.LogAfter([.. units.CountBy(u => u).Select(u => (u.Key, u.Value))], 0.1, above: true, largestUnit: 1));

        Assert.Equal(whole, there.Most, 12);
        Assert.True(back.Most > whole); // it was more before the -1 near its end
        for (var i = 0; i < 50; i++)
            there.Add(new SequentialUnit(-1));
        Assert.Equal(whole, there.Most, 12);
        Assert.Equal(1, new Capital(0, above: true, largestUnit: 1).Most);
    }

    [Fact]
    public void AClusterStakesAsMuchAsItsShareOfTheLargest()
    {
        Assert.Equal(After(new SequentialUnit(0.4), 3, 0.1, above: true), After(new SequentialUnit(2, 5), 3, 0.1, above: true, largestUnit: 5), 12);
        // Two samples of at most five: their sum less what it would be under the null, over five.
        Assert.Equal(
            After(new SequentialUnit((1.4 - (2 * 0.1)) / 5 + 0.1), 3, 0.1, above: true),
            After(new SequentialUnit(1.4, 2), 3, 0.1, above: true, largestUnit: 5),
            12
        );
        var (samples, clusters) = (new Capital(0.1, above: false, largestUnit: 1), new Capital(0.1, above: false, largestUnit: 4));
        for (var i = 0; i < 9; i++)
        {
            samples.Add(new SequentialUnit(-0.75));
            clusters.Add(new SequentialUnit(-3, 4));
        }

        Assert.Equal(samples.Most, clusters.Most, 1e-12 * samples.Most);
    }

    [Fact]
    public void HoweverMuchIsWon_ItStaysANumber()
    {
        var capital = new Capital(0, above: true, largestUnit: 1);
        for (var i = 0; i < 3000; i++)
            capital.Add(new SequentialUnit(1));
        Assert.InRange(capital.Most, 1e300, double.MaxValue);
        Assert.InRange(Capital.LogAfter([(new SequentialUnit(1), 3000)], 0, above: true, largestUnit: 1), 2000, 2100);
    }

    private static double After(SequentialUnit unit, int count, double against, bool above, int largestUnit = 1) =>
        Math.Exp(Capital.LogAfter([(unit, count)], against, above, largestUnit));
}
