using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class ControlChartTests
{
    /// <summary>Of four attempts at each sample three or one are right: an attempt varies by 3/4 x 1/4 x 4/3 = 1/4. Two attempts a night at each of
    /// a hundred samples:
    /// three standard deviations are 3 sqrt(1/4 / 2 / 100).</summary>
    [Fact]
    public void TheBand_IsThreeDeviationsOfANight()
    {
        var chart = ControlChart.Of(History([(2, 2), (1, 2)], [(1, 2), (0, 2)]));
        Assert.Equal([0.75, 0.25], chart.Scores);
        Assert.Equal(0.5, chart.Centre!.Value, 1e-12);
        Assert.Equal(0.5 - 3 * Math.Sqrt(0.25 / 200), chart.Low!.Value, 1e-12);
        Assert.Equal(0.5 + 3 * Math.Sqrt(0.25 / 200), chart.High!.Value, 1e-12);
    }

    /// <summary>Three or one of four, and four of eight: 1/4 and 2/7 within, three attempts a night on average.</summary>
    [Fact]
    public void SamplesOfUnlikeSize_AreTakenOnAverage()
    {
        var chart = ControlChart.Of(History([(2, 2), (3, 4)], [(1, 2), (1, 4)]));
        Assert.Equal(0.625, chart.Centre!.Value, 1e-12);
        Assert.Equal(0.625 - 3 * Math.Sqrt((0.25 + 2 / 7.0) / 2 / 300), chart.Low!.Value, 1e-12);
    }

    [Fact]
    public void ANightWithoutScores_IsAGap_AndNoNightOfTheBand()
    {
        var (with, without) = (
            ControlChart.Of(History([(2, 2), (1, 2)], [(0, 0), (0, 0)], [(1, 2), (0, 2)])),
            ControlChart.Of(History([(2, 2), (1, 2)], [(1, 2), (0, 2)]))
        );
        Assert.Equal([0.75, null, 0.25], with.Scores);
        Assert.Equal((without.Centre, without.Low, without.High), (with.Centre, with.Low, with.High));
    }

    /// <summary>A sample that has never had a score is none: the other kind alone, three of four right, is what the chart speaks of.</summary>
    [Fact]
    public void ASampleWithoutScores_IsLeftOut()
    {
        var chart = ControlChart.Of(History([(2, 2), (0, 0)], [(1, 2), (0, 0)]));
        Assert.Equal(0.75, chart.Centre!.Value, 1e-12);
        Assert.Equal(0.75 - 3 * Math.Sqrt(0.25 / 100), chart.Low!.Value, 1e-12);
        Assert.Equal(0.75 + 3 * Math.Sqrt(0.25 / 100), chart.High!.Value, 1e-12);
    }

    /// <summary>Every sample counts the same, however often it was asked.</summary>
    [Fact]
    public void TheCentre_IsTheMeanOfSamples() =>
        Assert.Equal(0.5, ControlChart.Of(History([(9, 9), (0, 1)], [(9, 9), (0, 1)])).Centre!.Value, 1e-12);

    [Fact]
    public void TheBand_EndsWhereScoresEnd()
    {
        var few = new NightHistory(
            "a",
            [
                [new(2, 2), new(1, 2)],
                [new(1, 2), new(0, 2)],
            ]
        );
        Assert.Equal((0.0, 1.0), (ControlChart.Of(few).Low, ControlChart.Of(few).High));
    }

    [Fact]
    public void WithoutRepeats_ThereIsNoBand_AndWithoutScoresNoCentre()
    {
        var once = ControlChart.Of(History([(1, 1), (0, 1)]));
        Assert.Equal((0.5, null, null), (once.Centre, once.Low, once.High));
        var never = ControlChart.Of(History([(0, 0), (0, 0)]));
        Assert.Equal((null, null, null), (never.Centre, never.Low, never.High));
        Assert.Equal([null], never.Scores);
    }

    /// <summary>Each night two kinds of samples, fifty of each: right attempts and those with a score.</summary>
    private static NightHistory History(params (int Right, int Scored)[][] nights) =>
        new(
            "a",
            [.. nights.Select(IReadOnlyList<SampleScore> (n) => [.. n.SelectMany(s => Enumerable.Repeat(new SampleScore(s.Right, s.Scored), 50))])]
        );
}
