using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class BetaBinomialTests
{
    private const double Quantile = 1.96;

    /// <summary>By mpmath at 30 digits: the likelihood written with gamma functions, the likeliest rho looked for on a grid and then by golden
    /// section.</summary>
    public static TheoryData<string, SampleScore[], double, double> Unlike =>
        new()
        {
            { "four or three attempts", [new(3, 4), new(1, 4), new(4, 4), new(0, 4), new(2, 3)], 0.238739238392, 0.79224713724 },
            { "one to five attempts", [new(5, 5), new(5, 5), new(4, 5), new(0, 5), new(1, 2), new(2, 2), new(1, 1)], 0.374995099662, 0.907300210981 },
            { "mostly right", [new(8, 8), new(7, 8), new(8, 8), new(2, 8), new(8, 8), new(6, 8)], 0.487524345178, 0.935313505953 },
            { "hardly alike", [new(1, 3), new(2, 3)], 0.179426586253, 0.820573413747 },
            { "repeats that agree beside a single attempt", [new(3, 3), new(0, 1)], 0.169133391455, 0.977882192199 },
        };

    [Theory]
    [MemberData(nameof(Unlike), DisableDiscoveryEnumeration = true)]
    public void TheInterval_IsThatOfTheLikeliestLikeness(string what, SampleScore[] samples, double low, double high)
    {
        var interval = new BetaBinomial(samples).Interval(Quantile);
        Assert.True(Math.Abs(low - interval.Low) < 1e-7 && Math.Abs(high - interval.High) < 1e-7, $"{what}: {interval}");
        var mirrored = new BetaBinomial([.. samples.Select(s => s with { Right = s.Scored - s.Right })]).Interval(Quantile);
        Assert.Equal(1 - interval.High, mirrored.Low, 1e-7);
        Assert.Equal(1 - interval.Low, mirrored.High, 1e-7);
        var reversed = new BetaBinomial([.. samples.Reverse()]).Interval(Quantile);
        Assert.Equal((interval.Low, interval.High), (reversed.Low, reversed.High));
    }

    /// <summary>Attempts at one sample are less alike than luck would make them: each of them counts.</summary>
    [Fact]
    public void SamplesThatAllComeOutHalfRight_CountEveryAttempt() =>
        Near(Interval.Wilson(0.5, 20, Quantile), Enumerable.Repeat(new SampleScore(2, 4), 5));

    /// <summary>Attempts at one sample always agree: each sample counts once.</summary>
    [Theory]
    [InlineData(7, 3)]
    [InlineData(1, 9)]
    [InlineData(5, 0)]
    [InlineData(0, 5)]
    public void SamplesThatAreAllRightOrAllWrong_CountOnce(int right, int wrong) =>
        Near(
            Interval.Wilson(right / (double)(right + wrong), right + wrong, Quantile),
            [.. Enumerable.Repeat(new SampleScore(6, 6), right), .. Enumerable.Repeat(new SampleScore(0, 6), wrong)]
        );

    /// <summary>Where every sample agrees in itself, samples of k attempts are worth (sum k)² / sum k² of them (Kish 1965, Survey Sampling, section
    /// 5.4).</summary>
    [Fact]
    public void SamplesOfUnlikeSize_AreWorthFewer() =>
        Near(Interval.Wilson(10 / 16.0, 16 * 16 / (36.0 + 25 + 16 + 1), Quantile), [new(6, 6), new(0, 5), new(4, 4), new(0, 1)]);

    [Fact]
    public void AWiderQuantile_GivesAWiderInterval()
    {
        var model = new BetaBinomial([new(3, 4), new(1, 4), new(4, 4)]);
        Assert.True(model.Interval(2.5).Low < model.Interval(2).Low && model.Interval(2).High < model.Interval(2.5).High);
        Assert.Equal(8 / 12.0, model.Interval(0).Low, 1e-9);
        Assert.Equal(8 / 12.0, model.Interval(0).High, 1e-9);
    }

    private static void Near(Interval expected, IEnumerable<SampleScore> samples)
    {
        var actual = new BetaBinomial([.. samples]).Interval(Quantile);
        Assert.Equal(expected.Low, actual.Low, 1e-7);
        Assert.Equal(expected.High, actual.High, 1e-7);
    }
}
