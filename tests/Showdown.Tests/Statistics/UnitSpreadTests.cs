using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

/// <summary>Mean, standard error and how well that is known, by small sums; and the intervals that rest on it.</summary>
public sealed class UnitSpreadTests
{
    [Fact]
    public void EqualWeights_GiveTheTextbooksStandardError()
    {
        // About their mean of 0.5: -0.5, -0.25, 0.25, 0.5. Squares 0.625, fourth powers 0.1328125.
        var spread = UnitSpread.Of(Units(0, 0.25, 0.75, 1));
        Assert.Equal(0.5, spread.Mean, 1e-15);
        Assert.Equal(Math.Sqrt(0.625 / 3 / 4), spread.StandardError, 1e-15);
        var telling = 0.625 * 0.625 / 0.1328125;
        Assert.Equal(telling, spread.Telling, 1e-12);
        Assert.Equal(2 * telling * 4 / (4 - telling), spread.Freedom, 1e-9);
    }

    [Fact]
    public void AClusterOfThree_WeighsThreeTimes()
    {
        // Mean (0 + 3 * 1) / 4; its residuals times the weights over their mean of 2: -0.75 / 2 and 0.25 * 3 / 2.
        var spread = UnitSpread.Of([new Unit(0, 1), new Unit(1, 3)]);
        Assert.Equal(0.75, spread.Mean, 1e-15);
        Assert.Equal(0.375, spread.StandardError, 1e-15); // root of 2 * 0.375² / 1 / 2
        Assert.Equal(2, spread.Telling, 1e-12);
    }

    /// <summary>One value apart from many bears nearly all of the spread; equal distances to both sides bear it alike.</summary>
    [Fact]
    public void TheSpread_RestsOnAsManyUnitsAsLieApart()
    {
        Assert.InRange(UnitSpread.Of(Units([1, .. Enumerable.Repeat(0.0, 99)])).Telling, 1, 1.1);
        Assert.InRange(UnitSpread.Of(Units([1, .. Enumerable.Repeat(0.0, 99)])).Freedom, 2, 2.1);
        var even = UnitSpread.Of(Units(0, 1, 0, 1, 0, 1));
        Assert.Equal((6.0, 10_000.0), (Math.Round(even.Telling, 12), even.Freedom));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1 / 3.0)]
    [InlineData(1)]
    [InlineData(0)]
    public void UnitsThatAreAlike_TellNoSpread(double value)
    {
        var spread = UnitSpread.Of(Units([.. Enumerable.Repeat(value, 7)]));
        Assert.Equal((0.0, 0.0, 1.0), (spread.StandardError, spread.Telling, spread.Freedom));
        Assert.Equal(value, spread.Mean, 1e-15);
        // Then the variance of two-valued ones is taken.
        var t = Levels.TwoSidedStudent(0.9, 6);
        Assert.Equal(Interval.Wilson(spread.Mean, 7, t), ShareInterval.Of(Units([.. Enumerable.Repeat(value, 7)]), 0.9));
    }

    /// <summary>As many two-valued observations as would have the variance seen: 1/4 over 0.625 / 12.</summary>
    [Fact]
    public void AnIntervalOfShares_IsWilsons()
    {
        var telling = 0.625 * 0.625 / 0.1328125;
        var expected = Interval.Wilson(0.5, 0.25 / (0.625 / 12), Levels.TwoSidedStudent(0.95, 8 * telling / (4 - telling)));
        var interval = ShareInterval.Of(Units(0, 0.25, 0.75, 1), 0.95);
        Assert.Equal(expected.Low, interval.Low, 1e-10);
        Assert.Equal(expected.High, interval.High, 1e-10);
        Assert.Equal(new Interval(0, 1), ShareInterval.Of(Units(0.5), 0.95));
    }

    private static Unit[] Units(params double[] values) => [.. values.Select(v => new Unit(v, 1))];
}
