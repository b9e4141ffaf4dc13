using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class DistributionsTests
{
    [Fact]
    public void StudentQuantiles_AgreeWithSciPy() =>
        Assert.All(ReferenceValues.Cases("t_quantile"), c => Near(c.Number("value"), Distributions.StudentQuantile(c.Number("p"), c.Number("df"))));

    [Fact]
    public void StudentTails_AgreeWithSciPy() =>
        Assert.All(
            ReferenceValues.Cases("t_upper_tail"),
            c => Near(c.Number("value"), Distributions.StudentUpperTail(c.Number("t"), c.Number("df")))
        );

    [Fact]
    public void NormalQuantiles_AgreeWithSciPy() =>
        Assert.All(ReferenceValues.Cases("normal_quantile"), c => Near(c.Number("value"), Distributions.NormalQuantile(c.Number("p"))));

    /// <summary>Four degrees of freedom have a closed form (Shaw 2006, Journal of Computational Finance 9:37-73), one and two simpler ones.</summary>
    [Theory]
    [InlineData(0.6)]
    [InlineData(0.975)]
    [InlineData(0.9999)]
    [InlineData(0.999999999)]
    public void StudentQuantiles_HaveClosedForms(double p)
    {
        var alpha = 4 * p * (1 - p);
        var four = 2 * Math.Sqrt(Math.Max(0, Math.Cos(Math.Acos(Math.Sqrt(alpha)) / 3) / Math.Sqrt(alpha) - 1));
        Near(four, Distributions.StudentQuantile(p, 4), 1e-6);
        Near((2 * p - 1) * Math.Sqrt(2 / alpha), Distributions.StudentQuantile(p, 2), 1e-6);
        Near(-1 / Math.Tan(Math.PI * p), Distributions.StudentQuantile(p, 1), 1e-6);
        foreach (var df in new[] { 1, 2, 3.5, 4, 60 })
            Assert.Equal(
                -Distributions.StudentQuantile(p, df),
                Distributions.StudentQuantile(1 - p, df),
                1e-6 * Distributions.StudentQuantile(p, df)
            );
    }

    [Fact]
    public void HalfLiesBelowZero() => Assert.All([1, 2, 3.5, 40], df => Assert.Equal(0, Distributions.StudentQuantile(0.5, df), 1e-15));

    [Theory]
    [InlineData(-7.5)]
    [InlineData(-0.3)]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(12)]
    public void StudentTails_HaveClosedForms(double t)
    {
        Near(0.5 - Math.Atan(t) / Math.PI, Distributions.StudentUpperTail(t, 1));
        Near(0.5 - t / (2 * Math.Sqrt(2 + t * t)), Distributions.StudentUpperTail(t, 2));
    }

    /// <summary>Found again from their tails, far out and near the middle.</summary>
    [Fact]
    public void StudentQuantiles_TurnTheirTailsBack() =>
        Assert.All(
            from df in new[] { 1.3, 3, 7, 29, 1000 }
            from tail in new[] { 0.49, 0.3, 0.05, 0.001, 1e-7 }
            select (df, tail),
            c => Near(c.tail, Distributions.StudentUpperTail(Distributions.StudentQuantile(1 - c.tail, c.df), c.df), 1e-8)
        );

    [Fact]
    public void NormalTails_AreThoseOfTables()
    {
        Near(0.5, Distributions.NormalUpperTail(0));
        Near(0.025, Distributions.NormalUpperTail(1.959963984540054));
        Near(0.975, Distributions.NormalUpperTail(-1.959963984540054));
        Near(2.866515718791939e-7, Distributions.NormalUpperTail(5));
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(5, 5, 1)]
    [InlineData(6, 5, 1)]
    [InlineData(0, 5, 1 / 32.0)]
    [InlineData(4, 5, 31 / 32.0)]
    [InlineData(3, 10, 176 / 1024.0)]
    [InlineData(5, 10, 638 / 1024.0)]
    public void FairCoins_AreCounted(int k, int n, double expected) => Near(expected, Distributions.FairBinomialLowerTail(k, n));

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.975)]
    public void BetaQuantiles_HaveClosedForms(double p)
    {
        Assert.Equal(Math.Pow(p, 1 / 3.0), Distributions.BetaQuantile(p, 3, 1), 1e-10);
        Assert.Equal(1 - Math.Pow(1 - p, 1 / 7.0), Distributions.BetaQuantile(p, 1, 7), 1e-10);
        Assert.Equal(Math.Pow(Math.Sin(Math.PI / 2 * p), 2), Distributions.BetaQuantile(p, 0.5, 0.5), 1e-10);
    }

    private static void Near(double expected, double actual, double digits = 1e-8) =>
        Assert.True(Math.Abs(actual - expected) <= digits * Math.Max(Math.Abs(expected), 1e-30), $"{actual:R} is not {expected:R}");
}
