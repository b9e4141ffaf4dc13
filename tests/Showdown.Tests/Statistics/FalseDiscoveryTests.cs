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

    /// <summary>By hand: p times their number over its rank, and never more than the next larger one has.</summary>
    [Fact]
    public void Adjust_GivesTheLeastRate_AtWhichEachIsReported()
    {
        Assert.All(
            new[] { 0.045, 0.04, 0.045, 0.04 }.Zip(FalseDiscovery.Adjust([0.04, 0.01, 0.045, 0.02])),
            p => Assert.Equal(p.First, p.Second, 1e-12)
        );
        Assert.Empty(FalseDiscovery.Adjust([]));
    }

    [Fact]
    public void Select_FromNothing_IsNothing()
    {
        Assert.Empty(FalseDiscovery.Select([], 0.1));
        Assert.Equal([false, false], FalseDiscovery.Select([0, 0], 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => FalseDiscovery.Select([1], 0));
    }
}
