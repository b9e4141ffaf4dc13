using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class IntervalTests
{
    /// <summary>Newcombe 1998, Statistics in Medicine 17:857-872, table I, method 3; the last two by hand: z²/(n + z²).</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    [InlineData(20, 20, 0.8389, 1)]
    [InlineData(1, 1, 0.2065, 1)]
    public void Wilson_IsAsPublished(int right, int of, double low, double high)
    {
        var interval = Interval.Wilson((double)right / of, of, 1.959963984540054);
        Assert.Equal((low, high), (Math.Round(interval.Low, 4), Math.Round(interval.High, 4)));
    }

    /// <summary>Its ends are the shares p from which the one seen lies z standard deviations away, as p itself would have them.</summary>
    [Theory]
    [InlineData(0.3, 12.5, 2)]
    [InlineData(0.98, 0.7, 1)]
    [InlineData(0.001, 900, 2.6)]
    public void Wilson_SolvesItsEquation(double share, double n, double z)
    {
        var interval = Interval.Wilson(share, n, z);
        Assert.Equal(z, (share - interval.Low) / Math.Sqrt(interval.Low * (1 - interval.Low) / n), 1e-9);
        Assert.Equal(z, (interval.High - share) / Math.Sqrt(interval.High * (1 - interval.High) / n), 1e-9);
        var mirrored = Interval.Wilson(1 - share, n, z);
        Assert.Equal(1 - interval.High, mirrored.Low, 1e-12);
        Assert.Equal(1 - interval.Low, mirrored.High, 1e-12);
    }

    /// <summary>Rounding would leave 0.9999999999999999.</summary>
    [Fact]
    public void Wilson_EndsAtTheBoundsExactly() =>
        Assert.All(Enumerable.Range(1, 300), n => Assert.Equal((0.0, 1.0), (Interval.Wilson(0, n, 1.96).Low, Interval.Wilson(1, n, 1.96).High)));

    [Fact]
    public void BothEnds_Belong()
    {
        var interval = new Interval(0.25, 0.5);
        Assert.Equal(0.25, interval.Width);
        Assert.Equal(
            [false, true, true, true, false],
            new[] { Math.BitDecrement(0.25), 0.25, 0.3, 0.5, Math.BitIncrement(0.5) }.Select(interval.Contains)
        );
    }

    [Fact]
    public void Within_CutsBothEnds()
    {
        Assert.Equal(new Interval(0, 1), new Interval(-0.1, 1.1).Within(0, 1));
        Assert.Equal(new Interval(0.2, 0.3), new Interval(0.2, 0.3).Within(0, 1));
        Assert.Equal(new Interval(1, 1), new Interval(1.2, 1.3).Within(0, 1));
    }

    [Fact]
    public void Hull_ReachesAsFarAsEither()
    {
        Assert.Equal(new Interval(0.1, 0.4), new Interval(0.1, 0.2).Hull(new(0.3, 0.4)));
        Assert.Equal(new Interval(0.1, 0.4), new Interval(0.3, 0.4).Hull(new(0.1, 0.2)));
        Assert.Equal(new Interval(0.1, 0.4), new Interval(0.2, 0.3).Hull(new(0.1, 0.4)));
    }

    [Fact]
    public void Around_GoesAsFarBothWays() => Assert.Equal(new Interval(-0.5, 1.5), Interval.Around(0.5, 0.25, 4));

    /// <summary>Distances of 3 and 4 below make 5, of 5 and 12 above 13; halved.</summary>
    [Fact]
    public void OfMean_AddsSquaredDistances_OnEachSide()
    {
        var (low, high) = Interval.OfMean([(10, new(7, 15)), (20, new(16, 32))]);
        Assert.Equal(15 - 2.5, low, 1e-12);
        Assert.Equal(15 + 6.5, high, 1e-12);
    }

    [Fact]
    public void OfMean_OfOnePart_IsItsOwn()
    {
        Assert.Equal(new Interval(0.1, 0.7), Interval.OfMean([(0.3, new(0.1, 0.7))]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Interval.OfMean([]));
    }
}
