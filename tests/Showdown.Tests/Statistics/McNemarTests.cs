using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class McNemarTests
{
    [Fact]
    public void P_AgreesWithStatsmodels() =>
        Assert.All(ReferenceValues.Cases("mcnemar"), c =>
        {
            var (expected, actual) = (c.Number("p"), McNemar.P(c.Count("wins"), c.Count("losses")));
            Assert.True(Math.Abs(actual - expected) <= 1e-8 * expected, $"{actual:R} is not {expected:R}");
        });
}
