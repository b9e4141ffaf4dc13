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

    /// <summary>Shares of a half, one and none: what one attempt varies by at a sample is 1/2, 0 and, unknown, their mean.</summary>
    [Fact]
    public void UnequalAttempts_BySmallSums()
    {
        var parts = VarianceComponents.Of([new(1, 2), new(2, 2), new(0, 0, 3), new(0, 1)]);
        Assert.Equal((3, 5 / 3.0), (parts.Samples, parts.AttemptsPerSample));
        Assert.Equal(0.25, parts.Within!.Value, 1e-14);
        Assert.Equal(Math.Sqrt(0.25 * (1 / 2.0 + 1 / 2.0 + 1)) / 3, parts.RerunDeviationAtMost!.Value, 1e-14);
        var rerun = (0.25 + 0 + 0.25) / 9;
        Assert.Equal(Math.Sqrt(rerun), parts.RerunDeviation!.Value, 1e-14);
        Assert.Equal(0.25 - 3 * rerun, parts.Between!.Value, 1e-14); // sample means vary by (0 + 1/4 + 1/4) / 2
        Assert.Equal(3 * rerun / 0.25, parts.RepeatShare!.Value, 1e-14);
        Assert.Equal(Math.Sqrt(2 * (rerun + 0.04)) * 1.959963984540054, parts.RerunDifference!.Value, 1e-13);
    }

    [Fact]
    public void HalfOfTheSamplesWithRepeats_AreEnough_AndFewerAreNot()
    {
        var half = VarianceComponents.Of([new(1, 2), new(0, 1)]);
        Assert.Equal(0.5, half.Within!.Value, 1e-14);
        Assert.Equal(Math.Sqrt((0.25 + 0.5) / 4), half.RerunDeviation!.Value, 1e-14);
        Assert.All(
            new[] { VarianceComponents.Of([new(1, 2), new(0, 1), new(1, 1)]), VarianceComponents.Of([new(3, 4)]) },
            p => Assert.Equal((null, null, null, null), (p.Within, p.Between, p.RerunDeviation, p.RepeatShare))
        );
        var one = VarianceComponents.Of([new(3, 4)]);
        Assert.Equal((1, 4.0), (one.Samples, one.AttemptsPerSample));
        Assert.Equal(Math.Sqrt(0.75 * 0.25 / 4), one.RerunDeviationAtMost!.Value, 1e-14);
    }

    [Fact]
    public void SamplesThatLieCloserThanAttemptsWouldHaveThem_DoNotDifferAtAll()
    {
        var parts = VarianceComponents.Of([new(1, 2), new(1, 2), new(2, 2)]);
        Assert.Equal((0.0, 1.0), (parts.Between, parts.RepeatShare));
        var alike = VarianceComponents.Of([new(1, 2), new(1, 2)]);
        Assert.Equal((0.5, 0.0, null), (alike.Within, alike.Between, alike.RepeatShare));
        Assert.Equal(Math.Sqrt(0.125), alike.RerunDeviation!.Value, 1e-14);
    }

    [Fact]
    public void WithoutSamples_NoDifferenceOfRerunsIsKnown() =>
        Assert.Equal(
            (null, null, 0, 0.0),
            (
                new VarianceComponents().RerunDifference,
                new VarianceComponents().RerunDeviationAtMost,
                new VarianceComponents().Samples,
                new VarianceComponents().AttemptsPerSample
            )
        );
}
