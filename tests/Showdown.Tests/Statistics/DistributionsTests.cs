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

    private static void Near(double expected, double actual) =>
        Assert.True(Math.Abs(actual - expected) <= 1e-8 * Math.Max(Math.Abs(expected), 1e-30), $"{actual:R} is not {expected:R}");
}
