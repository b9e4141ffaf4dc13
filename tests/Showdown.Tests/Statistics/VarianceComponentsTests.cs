using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class VarianceComponentsTests
{
    [Fact]
    public void BothParts_AreFoundAgain()
    {
        // Chances uniform from 0 to 1: variance 1/12 between, mean of p(1-p) 1/6 within.
        var models = new SimulatedModels(seed: 12);
        var parts = Enumerable.Range(0, 40).Select(_ => VarianceComponents.Of(models.Attempt(models.Skills(300, 1, 1), 4))).ToArray();
        Assert.Equal(1 / 12.0, parts.Average(p => p.Between!.Value), 0.002);
        Assert.Equal(1 / 6.0, parts.Average(p => p.Within!.Value), 0.002);
        Assert.Equal(Math.Sqrt(1 / 6.0 / 4 / 300), parts.Average(p => p.RerunDeviation!.Value), 0.0003);
        Assert.Equal(1 / 3.0, parts.Average(p => p.RepeatShare!.Value), 0.01); // (1/6/4) / (1/12 + 1/6/4)
    }

    [Fact]
    public void SingleAttempts_GiveOnlyABound()
    {
        var parts = VarianceComponents.Of([.. Enumerable.Range(0, 100).Select(i => new SampleScore(i % 2, 1))]);
        Assert.True(parts is { Between: null, Within: null, RerunDeviation: null, RepeatShare: null });
        Assert.Equal(0.05, parts.RerunDeviationAtMost!.Value, 1e-12); // sqrt(0.25 / 100)
        Assert.Equal(Math.Sqrt(2 * (0.0025 + 1e-4)) * 1.959963984540054, parts.RerunDifference!.Value, 1e-12);
    }

    [Fact]
    public void RepeatsThatNeverVary_AreMovedByNothing()
    {
        var parts = VarianceComponents.Of([new(4, 4), new(0, 4), new(4, 4)]);
        Assert.Equal((0.0, 0.0, 0.0), (parts.Within, parts.RerunDeviation, parts.RepeatShare));
        Assert.Equal(Math.Sqrt(2) * 1.959963984540054 / 12, parts.RerunDifference!.Value, 1e-12); // one attempt in twelve more
        Assert.Equal(1 / 3.0, parts.Between!.Value, 1e-12);
    }

    [Fact]
    public void NoSamples_SayNothing() => Assert.Equal(new VarianceComponents(), VarianceComponents.Of([default]));
}
