using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class NightRatioTests
{
    /// <summary>Powers of two: the logarithms stand in even steps, sixteen and nine of them. Medians at 7.5 and 4 steps; each half width is (n - 1)
    /// z / (2 sqrt n) steps.
    /// </summary>
    [Fact]
    public void EvenSteps_GiveWhatAHandGives()
    {
        var ratio = NightRatio.Of(Powers(16), Powers(9))!.Value;
        const double Z = 1.959963984540054;
        var half = double.Hypot(15 * Z / (2 * 4), 8 * Z / (2 * 3));
        Assert.Equal(3.5, Math.Log2(ratio.Ratio), 1e-12);
        Assert.Equal(3.5 - half, Math.Log2(ratio.Low!.Value), 1e-12);
        Assert.Equal(3.5 + half, Math.Log2(ratio.High!.Value), 1e-12);
    }

    /// <summary>In any order; the figures by the same formulas in Python.</summary>
    [Fact]
    public void UnevenSteps_LeanTheInterval()
    {
        double[] a = [1, 2, 4, 3, 9, 27, 81, 5],
            b = [2.5, 1, 8, 16, 3, 4];
        var ratio = NightRatio.Of(a, b)!.Value;
        Assert.Equal(1.2909944487358056, ratio.Ratio, 1e-12);
        Assert.Equal(0.3137287186223723, ratio.Low!.Value, 1e-12);
        Assert.Equal(8.518532947368948, ratio.High!.Value, 1e-11);
        Assert.Equal(ratio, NightRatio.Of([.. a.Reverse()], [.. b.Order()]));
    }

    [Fact]
    public void TheOtherWayRound_IsTheReciprocal()
    {
        double[] a = [1, 2, 4, 3, 9, 27, 81, 5],
            b = [2.5, 1, 8, 16, 3, 4];
        var (there, back) = (NightRatio.Of(a, b)!.Value, NightRatio.Of(b, a)!.Value);
        Assert.Equal(1 / there.Ratio, back.Ratio, 1e-12);
        Assert.Equal(1 / there.Low!.Value, back.High!.Value, 1e-12);
        Assert.Equal(1 / there.High!.Value, back.Low!.Value, 1e-12);
    }

    [Theory]
    [InlineData(6, 6, true)]
    [InlineData(5, 6, false)]
    [InlineData(6, 5, false)]
    [InlineData(1, 1, false)]
    public void FewValues_GiveARatioAlone(int a, int b, bool hasInterval)
    {
        var ratio = NightRatio.Of(Powers(a), Powers(b))!.Value;
        Assert.Equal((a - b) / 2.0, Math.Log2(ratio.Ratio), 1e-12);
        Assert.Equal((hasInterval, hasInterval), (ratio.Low is not null, ratio.High is not null));
    }

    [Fact]
    public void NoValues_GiveNoRatio()
    {
        Assert.Null(NightRatio.Of([], [1]));
        Assert.Null(NightRatio.Of([1], []));
    }

    [Fact]
    public void EqualValues_LeaveNoDoubt() => Assert.Equal(new NightRatio(1, 1, 1), NightRatio.Of([3, 3, 3, 3, 3, 3], [3, 3, 3, 3, 3, 3, 3]));

    private static double[] Powers(int count) => [.. Enumerable.Range(0, count).Select(i => Math.Pow(2, i))];
}
