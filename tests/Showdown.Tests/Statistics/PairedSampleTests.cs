using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

/// <summary>What a comparison keeps of its pairs, counted by hand.</summary>
public sealed class PairedSampleTests
{
    private static readonly SamplePair[] _pairs =
    [
        new(new(1, 2), new(1, 3)), // within 1/2 / 2 + 1/3 / 3
        new(new(2, 2), new(0, 2)), // within nothing
        new(new(0, 1), new(2, 2)), // a single attempt of A
        new(new(1, 4), new(1, 4)), // within 1/4 / 4 of either
        new(new(0, 0, 1), new(1, 1)), // left out
    ];

    [Fact]
    public void Of_CountsCompletePairs()
    {
        var sample = PairedSample.Of(_pairs);
        Assert.Equal((4, 2, 1), (sample.Count, sample.Wins, sample.Losses));
        Assert.Equal((0.5 + 1 + 0 + 0.25) / 4, sample.MeanA, 1e-15);
        Assert.Equal((1 / 3.0 + 0 + 1 + 0.25) / 4, sample.MeanB, 1e-15);
        Assert.Equal((2 + 3 + 2 + 2 + 1 + 2 + 4 + 4) / 8.0, sample.Epochs);
        Assert.Equal((0.25 + 1 / 9.0 + 0 + 0.125) / 3, sample.Within!.Value, 1e-15);
        Assert.Equal((false, false), (sample.IsSingle, sample.IsShare));
        Assert.Equal([0.166666666667, 1, -1, 0], sample.Units.Select(u => Math.Round(u.Value, 12)));
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(1, 2, true)]
    [InlineData(1, 3, false)]
    [InlineData(2, 4, true)]
    [InlineData(2, 5, false)]
    [InlineData(0, 2, false)]
    public void WhatAttemptsVaryBy_IsKnown_WhereHalfOfTheSamplesWereRepeatedByBoth(int repeated, int samples, bool isKnown)
    {
        var sample = PairedSample.Of([
            .. Enumerable.Repeat(new SamplePair(new(1, 2), new(2, 2)), repeated),
            .. Enumerable.Repeat(new SamplePair(new(1, 1), new(1, 2)), samples - repeated),
        ]);
        Assert.Equal(isKnown ? 0.25 : (double?)null, sample.Within);
    }

    [Fact]
    public void OnlySingleAttemptsAtSamplesOfTheirOwn_AreSingle()
    {
        SamplePair single = new(new(1, 1), new(0, 1));
        Assert.True(PairedSample.Of([single, single]).IsSingle);
        Assert.True(PairedSample.Of([single with { Cluster = "a" }, single with { Cluster = "b" }]).IsSingle);
        Assert.False(PairedSample.Of([single with { Cluster = "a" }, single with { Cluster = "a" }]).IsSingle);
        Assert.False(PairedSample.Of([single, single with { A = new(1, 2) }]).IsSingle);
        Assert.False(PairedSample.Of([single, single with { B = new(0, 2) }]).IsSingle);
        Assert.True(PairedSample.Of([single with { A = new(1, 1, 3) }]).IsSingle); // of those that have a score
        Assert.All(
            new[] { single with { A = new(1, 1) { IsShare = true } }, single with { B = new(0, 1) { IsShare = true } } },
            s => Assert.Equal((true, false), (PairedSample.Of([single, s]).IsShare, PairedSample.Of([single, s]).IsSingle))
        );
    }

    [Fact]
    public void WhatIsLeftOut_IsCheckedAllTheSame()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PairedSample.Of([new(new(2, 1), default)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PairedSample.Of([new(default, new(-1, 1))]));
    }
}
