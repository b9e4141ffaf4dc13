using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

/// <summary>Five windows whose logarithms are 0, 1, 3, 2 and 2: steps of 1, 2, -1 and 0 make a standard error of root 0.15 with 32/11 degrees of
/// freedom. Quantiles and tails of Student's t by mpmath, to sixteen digits.</summary>
public sealed class ExpectedLevelTests
{
    private static readonly double[] _windows = [1, Math.E, Math.Exp(3), Math.Exp(2), Math.Exp(2)];

    [Fact]
    public void TheLevel_IsAGeometricMean_WithTheSpreadOfNeighbours()
    {
        var mean = LogMean.Of([0, 1, 3, 2, 2]);
        Assert.Equal((1.6, 5), (mean.Mean, mean.Count));
        Assert.Equal(Math.Sqrt(0.15), mean.StandardError, 1e-15);
        Assert.Equal(32 / 11.0, mean.Freedom, 1e-15);
        var level = TimeWindows.Level(_windows)!;
        Assert.Equal(4.953032424395115, level.Value, 1e-12);
        Assert.Equal(1.412504872471601, level.Low, 1e-10);
        Assert.Equal(17.36810305948349, level.High, 1e-10);
        Assert.Equal(5, level.Windows);
        var narrow = TimeWindows.Level(_windows, 0.8)!;
        Assert.Equal(2.612522974635583, narrow.Low, 1e-10);
        Assert.Equal(9.390359600773026, narrow.High, 1e-10);
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeWindows.Level(_windows, 1));
    }

    [Fact]
    public void ALimit_IsPassedByLuckAsOftenAsTSays()
    {
        var level = TimeWindows.Level(_windows)!;
        Assert.Equal(0.05190550525145509, level.PAbove(2), 1e-12);
        Assert.Equal(0.9480944947485449, level.PBelow(2), 1e-12);
        Assert.Equal(0.1117531855223352, level.PBelow(9), 1e-12);
        Assert.Equal(0.5, level.PAbove(level.Value), 1e-12);
    }

    [Fact]
    public void TheFactorShown_IsWhatTheWindowsCanTell()
    {
        var level = TimeWindows.Level(_windows)!;
        Assert.Equal(14.82293944987136, level.FactorShown(0.01), 1e-9);
        Assert.Equal(3.125526293276066, level.FactorShown(0.05, 0.5), 1e-10);
    }

    [Fact]
    public void InAnotherUnit_AllIsMultiplied()
    {
        var (seconds, milliseconds) = (TimeWindows.Level(_windows)!, TimeWindows.Level([.. _windows.Select(w => 1000 * w)])!);
        Assert.Equal(1000, milliseconds.Value / seconds.Value, 1e-9);
        Assert.Equal(1000, milliseconds.Low / seconds.Low, 1e-9);
        Assert.Equal(seconds.PAbove(2), milliseconds.PAbove(2000), 1e-12);
        Assert.Equal(seconds.FactorShown(0.05), milliseconds.FactorShown(0.05), 1e-9);
    }

    [Fact]
    public void AFigureThatNeverVaries_IsThatFigure()
    {
        var level = TimeWindows.Level([2, 2, 2, 2, 2])!;
        Assert.Equal((2.0, 2.0, 2.0), (Math.Round(level.Value, 14), Math.Round(level.Low, 14), Math.Round(level.High, 14)));
        Assert.Equal((0.0, 1.0, 1.0), (level.PAbove(1.9), level.PBelow(1.9), level.FactorShown(0.01)));
    }

    /// <summary>The mean of equal numbers may lie beside them by rounding: that passes no limit.</summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.000_37)]
    [InlineData(1234.5)]
    public void AFigureThatNeverVaries_DoesNotPassItself(double figure) =>
        Assert.All(
            Enumerable.Range(5, 56),
            count =>
            {
                var level = TimeWindows.Level([.. Enumerable.Repeat(figure, count)])!;
                Assert.Equal((1.0, 1.0), (level.PAbove(figure), level.PBelow(figure)));
            }
        );

    /// <summary>Of two hosts in the same windows the logarithms' differences: what moves both is no spread of the ratio.</summary>
    [Fact]
    public void TheRatioOfTwo_IsTheLevelOfTheirRatios()
    {
        var compared = TimeWindows.Compare([.. _windows.Select((w, i) => (w * (1 + i), 1.0 + i))]);
        var level = TimeWindows.Level(_windows)!;
        Assert.Equal((5, 0.95, 0.1), (compared.Units, compared.Level, compared.Margin));
        Assert.Equal(level.Value, compared.Ratio!.Value, 1e-10);
        Assert.Equal(level.Low, compared.Low!.Value, 1e-10);
        Assert.Equal(level.High, compared.High!.Value, 1e-10);
        Assert.Equal(0.027301959843554, compared.P!.Value, 1e-12);
        Assert.Equal(0.9840345908936121, compared.EquivalenceP!.Value, 1e-12);
        Assert.Equal(RatioVerdict.Higher, compared.Verdict);
        var few = TimeWindows.Compare([(1, 2), (1, 2)], new RatioOptions(0.9, 0.2));
        Assert.Equal((2, 0.9, 0.2, null, null), (few.Units, few.Level, few.Margin, few.Ratio, few.P));
    }
}
