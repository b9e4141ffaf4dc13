using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class PassAtTests
{
    [Fact]
    public void BothMatchExactCounting() =>
        Assert.All(
            ReferenceValues.Cases("pass_at"),
            c =>
            {
                var sample = new SampleScore(c.Count("c"), c.Count("n"));
                Assert.Equal(c.Number("any"), PassAt.AtLeastOne(sample, c.Count("k")), 1e-12);
                Assert.Equal(c.Number("every"), PassAt.Every(sample, c.Count("k")), 1e-12);
            }
        );

    [Fact]
    public void OverSamples_TooFewAttemptsAreCountedAndLeftOut()
    {
        var pass = PassAt.EstimateAtLeastOne([new(1, 4), new(4, 4), new(1, 1), default], k: 2);
        Assert.Equal((2, 2, 0.75), (pass.Samples, pass.SamplesWithTooFew, pass.Value));
        Assert.Null(PassAt.EstimateEvery([new(1, 1)], k: 2).Value);
    }

    [Fact]
    public void WithOneDraw_BothAreTheScore()
    {
        SampleScore[] samples = [new(1, 4), new(4, 4), new(2, 4)];
        Assert.Equal(Accuracy.Estimate(samples).Value!.Value, PassAt.EstimateAtLeastOne(samples, 1).Value!.Value, 1e-12);
        Assert.Equal(Accuracy.Estimate(samples).Value!.Value, PassAt.EstimateEvery(samples, 1).Value!.Value, 1e-12);
    }

    [Fact]
    public void MoreDrawnThanMade_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PassAt.AtLeastOne(new(1, 3), 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => PassAt.Every(new(1, 3), 0));
    }

    /// <summary>Of four attempts two right: of the six pairs one is all wrong, and one all right.</summary>
    [Fact]
    public void TwoOfFour_ByHand()
    {
        Assert.Equal([0.5, 0.833333333333, 1, 1], Enumerable.Range(1, 4).Select(k => Math.Round(PassAt.AtLeastOne(new(2, 4), k), 12)));
        Assert.Equal([0.5, 0.166666666667, 0, 0], Enumerable.Range(1, 4).Select(k => Math.Round(PassAt.Every(new(2, 4), k), 12)));
        Assert.Equal((0.0, 1.0), (PassAt.AtLeastOne(new(0, 3), 3), PassAt.AtLeastOne(new(3, 3), 1)));
        Assert.Equal((0.0, 1.0), (PassAt.Every(new(0, 3), 1), PassAt.Every(new(3, 3), 3)));
    }

    /// <summary>Samples are the units: the interval is that of a mean of their chances, with t.</summary>
    [Fact]
    public void TheInterval_CountsSamples()
    {
        SampleScore[] samples = [new(1, 4), new(4, 4), new(0, 4), new(2, 4), new(3, 4)];
        var expected = new BoundedMean([.. ((double[])[3 / 6.0, 1, 0, 5 / 6.0, 1]).Select(v => new Unit(v, 1))], 0, 1).Interval(
            Levels.TwoSidedStudent(0.9, 4)
        );
        var pass = PassAt.EstimateAtLeastOne([.. samples, new(1, 1)], 2, 0.9);
        Assert.Equal((2, 5, 1, 0.9), (pass.K, pass.Samples, pass.SamplesWithTooFew, pass.Level));
        Assert.Equal((3 / 6.0 + 1 + 0 + 5 / 6.0 + 1) / 5, pass.Value!.Value, 1e-14);
        Assert.Equal(expected.Low, pass.Low!.Value, 1e-9);
        Assert.Equal(expected.High, pass.High!.Value, 1e-9);
    }

    [Fact]
    public void ACluster_IsOneUnit_AndALeftOutSampleKeepsItsPlace()
    {
        SampleScore[] samples = [new(1, 1), new(1, 2), new(2, 2), new(0, 2), new(1, 2)];
        var pass = PassAt.EstimateAtLeastOne(samples, 2, clusters: ["x", "a", "a", "b", "b"]);
        var expected = new BoundedMean([new Unit(1, 2), new Unit(0.5, 2)], 0, 1).Interval(Levels.TwoSidedStudent(0.95, 1));
        Assert.Equal((4, 0.75), (pass.Samples, pass.Value));
        Assert.Equal((expected.Low, expected.High), (pass.Low, pass.High));
        var one = PassAt.EstimateEvery(samples[1..], 2, clusters: ["a", "a", "a", "a"]);
        Assert.Equal((0.25, 0.0, 1.0), (one.Value, one.Low, one.High)); // a single unit says nothing
        var none = PassAt.EstimateEvery([], 3);
        Assert.Equal((3, 0, 0, null, null, null), (none.K, none.Samples, none.SamplesWithTooFew, none.Value, none.Low, none.High));
    }

    [Fact]
    public void TalliesThatContradictThemselves_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PassAt.AtLeastOne(new(4, 3), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PassAt.Every(new(-1, 3), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PassAt.AtLeastOne(new(1, 3), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PassAt.Every(new(1, 3), 4));
    }
}
