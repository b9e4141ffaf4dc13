using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class AccuracyTests
{
    [Fact]
    public void SingleAttempts_GiveWilson_AsStatsmodelsDoes() =>
        Assert.All(
            ReferenceValues.Cases("wilson"),
            c =>
            {
                var n = c.Count("n");
                var estimate = Accuracy.Estimate(
                    [.. Enumerable.Range(0, n).Select(i => new SampleScore(i < c.Count("right") ? 1 : 0, 1))],
                    c.Number("level")
                );
                Assert.Equal(EstimateMethod.Wilson, estimate.Method);
                Assert.Equal(c.Number("low"), estimate.Low!.Value, 1e-12);
                Assert.Equal(c.Number("high"), estimate.High!.Value, 1e-12);
            }
        );

    [Fact]
    public void Repeats_GiveTheClusteredError_AsStatsmodelsDoes() =>
        Assert.All(
            ReferenceValues.Cases("estimate"),
            c =>
            {
                var estimate = Accuracy.Estimate(c.Tallies("items"));
                Assert.Equal(EstimateMethod.BetaBinomial, estimate.Method);
                Assert.Equal(c.Count("n"), estimate.Samples);
                Assert.Equal(c.Number("value"), estimate.Value!.Value, 1e-12);
                Assert.Equal(c.Number("se"), estimate.StandardError!.Value, 1e-12);
                // Where samples vary well, the model's interval is the one of the clustered error, nearly.
                var width = c.Number("high") - c.Number("low");
                Assert.Equal(c.Number("low"), estimate.Low!.Value, 0.15 * width);
                Assert.Equal(c.Number("high"), estimate.High!.Value, 0.15 * width);
            }
        );

    [Fact]
    public void OneAttemptEach_ThroughTheModel_IsWilson()
    {
        SampleScore[] samples = [.. Enumerable.Range(0, 40).Select(i => new SampleScore(i < 33 ? 1 : 0, 1))];
        var (model, wilson) = (new BetaBinomial(samples).Interval(1.96), Interval.Wilson(33 / 40.0, 40, 1.96));
        Assert.Equal(wilson.Low, model.Low, 1e-9);
        Assert.Equal(wilson.High, model.High, 1e-9);
    }

    [Fact]
    public void ClustersAreGathered_BeforeTheyAreCounted()
    {
        SampleScore[] samples = [new(1, 1), new(0, 1), new(1, 1), new(1, 1), new(0, 2)];
        Assert.Equal([new(2, 2), new(0, 1), new(1, 1), new(0, 2)], Clusters.Gather(samples, ["a", null, "a", null, "b"]));
    }

    [Fact]
    public void RepeatsThatAlwaysAgree_AreNoMoreThanSamples()
    {
        SampleScore[] once = [.. Enumerable.Range(0, 60).Select(i => new SampleScore(i < 40 ? 1 : 0, 1))];
        SampleScore[] often = [.. once.Select(i => new SampleScore(i.Right * 16, 16))];
        var (few, many) = (Accuracy.Estimate(once), Accuracy.Estimate(often));
        Assert.Equal(few.Value, many.Value);
        Assert.InRange(Width(many) / Width(few), 0.95, 1.06);
    }

    [Theory]
    [InlineData(30, 1, EstimateMethod.Wilson)]
    [InlineData(30, 16, EstimateMethod.BetaBinomial)]
    public void AllRight_IsWilsonOnSamples_NeverAPoint(int samples, int epochs, EstimateMethod method)
    {
        var right = Accuracy.Estimate([.. Enumerable.Repeat(new SampleScore(epochs, epochs), samples)]);
        var wrong = Accuracy.Estimate([.. Enumerable.Repeat(new SampleScore(0, epochs), samples)]);
        Assert.Equal((1.0, 1.0, method), (right.Value, right.High, right.Method));
        var z = epochs == 1 ? 1.959963984540054 : 2.045229642132703; // of t with 29 degrees of freedom
        Assert.Equal(samples / (samples + z * z), right.Low!.Value, 1e-6);
        Assert.Equal((0.0, 0.0), (wrong.Value, wrong.Low));
        Assert.Equal(1 - right.Low!.Value, wrong.High!.Value, 1e-9);
    }

    [Fact]
    public void OneWrongAttemptInManyRepeats_LeavesTheIntervalHonest()
    {
        SampleScore[] samples = [new(15, 16), .. Enumerable.Repeat(new SampleScore(16, 16), 29)];
        var estimate = Accuracy.Estimate(samples);
        Assert.Equal(EstimateMethod.BetaBinomial, estimate.Method);
        Assert.InRange(estimate.Low!.Value, 0.85, 0.99);
    }

    /// <summary>Two samples, one right: distances of a half from the mean, sqrt(2 / 1 x (1/4 + 1/4)) / 2.</summary>
    [Fact]
    public void TwoSamples_HaveAStandardError()
    {
        Assert.Equal(0.5, Accuracy.Estimate([new(1, 1), new(0, 1)]).StandardError!.Value, 1e-12);
        Assert.Null(Accuracy.Estimate([new(1, 1)]).StandardError);
    }

    [Fact]
    public void OneShare_MakesAllShares() =>
        Assert.Equal(EstimateMethod.Shares, Accuracy.Estimate([new(1, 1), new(0, 1) { IsShare = true }, new(1, 1)]).Method);

    [Fact]
    public void NoSamples_GiveNoFigures()
    {
        var estimate = Accuracy.Estimate([default, default]);
        Assert.Equal((0, 2, EstimateMethod.None), (estimate.Samples, estimate.SamplesWithoutScore, estimate.Method));
        Assert.True(estimate is { Value: null, Low: null, High: null, StandardError: null });
        Assert.Null(Accuracy.Estimate([]).Value);
    }

    [Fact]
    public void OneSampleAskedOften_SaysNothingAboutOthers()
    {
        var estimate = Accuracy.Estimate([new SampleScore(3, 8)]);
        Assert.Equal((0.375, 0.0, 1.0, EstimateMethod.None), (estimate.Value, estimate.Low, estimate.High, estimate.Method));
        Assert.Null(estimate.StandardError);
    }

    [Fact]
    public void SamplesWithoutAScore_AreCountedAndLeftOut()
    {
        var with = Accuracy.Estimate([new(1, 1), default, new(0, 1), default]);
        Assert.Equal((2, 2, 0.5), (with.Samples, with.SamplesWithoutScore, with.Value));
        Assert.Equal(Accuracy.Estimate([new(1, 1), new(0, 1)]).Low, with.Low);
    }

    private static double Width(ScoreEstimate estimate) => estimate.High!.Value - estimate.Low!.Value;
}
