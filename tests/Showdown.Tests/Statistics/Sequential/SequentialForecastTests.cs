using Showdown.Statistics.Sequential;

namespace Showdown.Tests.Statistics.Sequential;

/// <summary>Eight wins show a difference where no number has to be waited for (see <see cref="SequentialFiguresTests"/>); ties count for
/// nothing.</summary>
public sealed class SequentialForecastTests
{
    private static readonly SequentialOptions _options = new() { AtLeast = 1, Margin = 0.001 };

    private static readonly SequentialUnit[] _halfWins = [new(1), new(0)];

    [Fact]
    public void WhereEveryUnitIsAWin_ItTakesTheSameEachTime() =>
        Assert.Equal(new SequentialForecast(8, 8, 8, 1), SequentialForecast.Of([new SequentialUnit(1)], 100, _options));

    /// <summary>The eighth head of a fair coin comes by the 11th throw one time in ten, by the 15th in half, by the 21st nine times in ten.</summary>
    [Fact]
    public void WhereHalfAreWins_ItTakesAsLongAsEightHeads()
    {
        var forecast = SequentialForecast.Of(_halfWins, 100, _options);
        Assert.Equal((11, 15, 21, 1.0), (forecast.Few, forecast.Typical, forecast.Many, forecast.Shown), (a, b) => Near(a, b));

        static bool Near((int Few, int Typical, int Many, double Shown) a, (int Few, int Typical, int Many, double Shown) b) =>
            Math.Abs(a.Few - b.Few) <= 1 && Math.Abs(a.Typical - b.Typical) <= 1 && Math.Abs(a.Many - b.Many) <= 2 && a.Shown == b.Shown;
    }

    /// <summary>Of sixteen throws six in ten have eight heads; the others count as all that there are.</summary>
    [Fact]
    public void WhatIsNotShown_TakesAllUnits()
    {
        var forecast = SequentialForecast.Of(_halfWins, 16, _options);
        Assert.Equal(16, forecast.Many);
        Assert.Equal(0.598, forecast.Shown, 0.1);
        Assert.InRange(forecast.Few, 10, 12);
    }

    [Fact]
    public void ClustersStakeTheirShareOfTheLargest() =>
        Assert.Equal(new SequentialForecast(8, 8, 8, 1), SequentialForecast.Of([new SequentialUnit(3, 3)], 100, _options, largestUnit: 3));

    [Fact]
    public void NothingEarlier_ForecastsNothing() =>
        Assert.Equal("earlier.Count", Assert.Throws<ArgumentOutOfRangeException>(() => SequentialForecast.Of([], 100, _options)).ParamName);
}
