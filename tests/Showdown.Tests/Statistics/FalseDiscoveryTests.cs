using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class FalseDiscoveryTests
{
    [Fact]
    public void Adjust_AgreesWithStatsmodels()
    {
        var reference = ReferenceValues.Of("multiple");
        Assert.All(reference.Numbers("bh").Zip(FalseDiscovery.Adjust(reference.Numbers("p"))), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Theory]
    // four cells at rate 0.1: one needs 40, two need 20 each, four need 10 each
    [InlineData(new[] { 39.0, 1, 0, 5 }, new[] { false, false, false, false })]
    [InlineData(new[] { 40.0, 1, 0, 5 }, new[] { true, false, false, false })]
    [InlineData(new[] { 20.0, 1, 21, 5 }, new[] { true, false, true, false })]
    [InlineData(new[] { 10.0, 10, 10, 10 }, new[] { true, true, true, true })]
    public void Select_NeedsLessOfEach_TheMoreThereAre(double[] e, bool[] expected) => Assert.Equal(expected, FalseDiscovery.Select(e, 0.1));
}
