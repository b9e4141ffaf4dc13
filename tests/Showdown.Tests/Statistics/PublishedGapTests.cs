using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class PublishedGapTests
{
    private const double Normal = 1.959963984540054;

    /// <summary>Four samples of four attempts, 11 of 16 right: one attempt varies by 3/16 on average (1/4, 1/4, 1/4 and nothing).</summary>
    private static readonly SampleScore[] _repeats = [new(1, 4), new(3, 4), new(3, 4), new(4, 4)];

    [Theory]
    [InlineData(8, 8, false)]
    [InlineData(1, 1, false)]
    [InlineData(null, 1, true)]
    public void Luck_IsThatOfBothMeasurements(int? repeats, int taken, bool isAssumed)
    {
        var gap = PublishedGap.Of(_repeats, 0.5, repeats)!;
        Assert.Equal((taken, isAssumed, false), (gap.Repeats, gap.IsAssumed, gap.IsBound));
        Assert.Equal(11 / 16.0 - 0.5, gap.Difference, 1e-15);
        var (ours, theirs) = (3 / 16.0 / 16 + 1 / 256.0, 3 / 16.0 / (4 * taken) + 1 / Math.Pow(4 * taken, 2));
        Assert.Equal(Math.Sqrt(ours), gap.OurError, 1e-14);
        Assert.Equal(Math.Sqrt(theirs), gap.TheirError, 1e-14);
        Assert.Equal(Normal * Math.Sqrt(ours + theirs), gap.Luck, 1e-14);
    }

    [Fact]
    public void SingleAttempts_TakeTheMostThatLuckCanBe()
    {
        var gap = PublishedGap.Of([new(1, 1), new(1, 1), new(1, 1), new(0, 1)], 0.8, 2)!;
        Assert.True(gap.IsBound);
        Assert.Equal(-0.05, gap.Difference, 1e-15);
        Assert.Equal(Math.Sqrt(3 / 16.0 / 4 + 1 / 16.0), gap.OurError, 1e-14);
        Assert.Equal(Math.Sqrt(3 / 16.0 / 8 + 1 / 64.0), gap.TheirError, 1e-14);
    }

    [Fact]
    public void AGap_IsShownBeyondLuck_OnEitherSide()
    {
        SampleScore[] sure = [.. Enumerable.Range(0, 100).Select(i => new SampleScore(i < 60 ? 8 : 0, 8))];
        var luck = PublishedGap.Of(sure, 0.6, 8)!.Luck;
        Assert.Equal(
            [true, false, false, false, true],
            new[] { -1.01, -0.99, 0, 0.99, 1.01 }.Select(times => PublishedGap.Of(sure, 0.6 + times * luck, 8)!.IsShown)
        );
        Assert.Null(PublishedGap.Of([default, new(0, 0, 1)], 0.5, 1));
    }
}
