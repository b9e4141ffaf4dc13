using Showdown.Statistics.Pairwise;

namespace Showdown.Tests.Statistics.Pairwise;

/// <summary>Against what follows from the likelihood by hand.</summary>
public sealed class LogisticFitTests
{
    /// <summary>30 of 40: odds of three, and the variance of the logarithm of odds, 1 / (n p (1 - p)), as of 39 degrees of freedom.</summary>
    [Fact]
    public void OneChance_IsTheLogarithmOfItsOdds()
    {
        var rows = Enumerable.Range(0, 40).Select(i => new LogisticRow([1], i < 30 ? 1 : 0, Unit: i)).ToList();

        var fit = LogisticFit.Of(rows);

        Assert.False(fit.IsHeld);
        Assert.Equal(Math.Log(3), Assert.Single(fit.Coefficients), 10);
        Assert.Equal(1 / 7.5 * 40 / 39, fit.Covariance(rows)[0, 0], 8);
    }

    [Fact]
    public void RowsOfAUnit_CountOnce_InTheErrors()
    {
        // The same forty, in twenty units of two that say the same.
        var rows = Enumerable.Range(0, 40).Select(i => new LogisticRow([1], i < 30 ? 1 : 0, Unit: i / 2)).ToList();

        Assert.Equal(20 * 4 * 0.1875 / (7.5 * 7.5) * 20 / 19, LogisticFit.Of(rows).Covariance(rows)[0, 0], 8);
    }

    [Fact]
    public void AShareWithAWeight_IsSoManyWinsAndLosses()
    {
        LogisticRow[] rows = [new([1, 0], 0.75, 40), new([1, 1], 0.2, 10)];

        var fit = LogisticFit.Of(rows);

        Assert.Equal(Math.Log(3), fit.Coefficients[0], 10);
        Assert.Equal(Math.Log(0.25) - Math.Log(3), fit.Coefficients[1], 10);
        Assert.Equal(0.2, LogisticFit.Chance([1, 1], fit.Coefficients), 10);
    }

    /// <summary>Where the chances lie near one the likelihood is nearly flat: a whole step from there would go thousands too far.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(-8)]
    [InlineData(12)]
    public void WhereverItBegins_ItEndsAtTheSameMaximum(double start)
    {
        var fit = LogisticFit.Of([new([1], 0.75, 40)], [start]);

        Assert.False(fit.IsHeld);
        Assert.Equal(Math.Log(3), fit.Coefficients[0], 10);
    }

    /// <summary>With half the sum of squares taken off, what pulls outward, n (1 - p), is what pulls back, the coefficient.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(30, 1)]
    [InlineData(30, 0)]
    public void WhoWinsAll_IsHeld_WhereThePenaltyPullsAsHard(double count, double won)
    {
        var fit = LogisticFit.Of([new([1], won, count)]);

        Assert.True(fit.IsHeld);
        var held = fit.Coefficients[0];
        Assert.Equal(won == 1, held > 0);
        Assert.Equal(held, count * (won - LogisticFit.Logistic(held)), 8);
    }

    [Fact]
    public void ACovariateThatPartsWinsFromLosses_IsHeld_AndTheOthersWithIt()
    {
        LogisticRow[] rows = [new([1, -2], 0, 5), new([1, -1], 0, 7), new([1, 0.5], 1, 4), new([1, 3], 1, 5)];

        var fit = LogisticFit.Of(rows);

        Assert.True(fit.IsHeld);
        for (var i = 0; i < 2; i++)
            Assert.Equal(fit.Coefficients[i], rows.Sum(r => r.Weight * (r.Y - LogisticFit.Chance(r.X, fit.Coefficients)) * r.X[i]), 8);
    }

    [Theory]
    [InlineData(1e-6, false)]
    [InlineData(1e-8, true)]
    public void AChanceOfOneInAMillion_IsTakenAsItIs_OneOfAHundredMillionIsNot(double lost, bool isHeld) =>
        Assert.Equal(isHeld, LogisticFit.Of([new([1], 1 - lost, 1000)]).IsHeld);

    [Fact]
    public void ACovariateThatTellsNothing_GetsNothing()
    {
        var fit = LogisticFit.Of([new([1, 0], 0.75, 40), new([1, 0], 0.25, 40)]);

        Assert.Equal((0.0, 0.0), (Math.Round(fit.Coefficients[0], 10), fit.Coefficients[1]));
        Assert.False(fit.IsHeld);
    }
}
