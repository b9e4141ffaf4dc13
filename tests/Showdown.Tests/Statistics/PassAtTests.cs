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
}
