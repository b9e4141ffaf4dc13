using Showdown.Statistics;
using Showdown.Statistics.Sequential;

namespace Showdown.Tests.Statistics.Sequential;

/// <summary>The figures of a comparison that is looked at after every unit, where they can be worked out.</summary>
public sealed class SequentialFiguresTests
{
    private static readonly SequentialOptions _atOnce = new() { AtLeast = 1, Margin = 0.5 };

    /// <summary>A bet grows as the mean of (1 + s)^n over stakes s from 0 to 0.99; p is one over it, twice for two sides, and 40 is the goal at 5
    /// %.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public void AfterSoManyWins_PAndProgressAreThoseOfTheBet(int wins)
    {
        var capital = (Math.Pow(1.99, wins + 1) - 1) / (0.99 * (wins + 1));
        var (better, worse) = (After(_atOnce, wins, 1), After(_atOnce, wins, -1));

        Assert.Equal(Math.Min(1, 2 / capital), better.PDifferent, 5e-4);
        Assert.Equal(Math.Log(capital) / Math.Log(40), better.Progress, 1e-3);
        Assert.Equal((Verdict.NotEnoughData, null, 1.0), (better.Verdict, better.DecidedAt, better.PEquivalent));
        Assert.Equal((better.PDifferent, better.PEquivalent, better.Progress), (worse.PDifferent, worse.PEquivalent, worse.Progress));
    }

    /// <summary>Ties against a margin of one half are as far from it, for what can be won and lost there, as wins are from none.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(20)]
    public void TiesShowEquivalence_AsWinsShowADifference(int count)
    {
        var (ties, wins) = (After(_atOnce, count, 0), After(_atOnce, count, 1));

        Assert.Equal(wins.PDifferent, ties.PEquivalent, 12);
        Assert.Equal((wins.Progress, wins.DecidedAt, 1.0), (ties.Progress, ties.DecidedAt, ties.PDifferent));
        Assert.Equal(count < 8 ? Verdict.NotEnoughData : Verdict.Equivalent, ties.Verdict);
    }

    [Fact]
    public void BeforeTheLeastNumber_ProgressMayBeWhole_AndNothingIsShownYet()
    {
        var comparison = After(new SequentialOptions { AtLeast = 30 }, 29, 1);
        Assert.Equal((1.0, Verdict.NotEnoughData, null), (comparison.Progress, comparison.Verdict, comparison.DecidedAt));
    }

    /// <summary>All wins: the upper end is 1, the lower one the value against which the bet has reached 40.</summary>
    [Theory]
    [InlineData(8)]
    [InlineData(40)]
    [InlineData(500)]
    public void Interval_EndsWhereTheBetHasReachedItsGoal(int wins)
    {
        var (better, worse) = (After(_atOnce, wins, 1).Estimate(), After(_atOnce, wins, -1).Estimate());

        var low = better.Low!.Value;
        var gain = 0.99 * (1 - low) / (1 + low);
        Assert.Equal(40, (Math.Pow(1 + gain, wins + 1) - 1) / (gain * (wins + 1)), 0.5);
        Assert.Equal((wins, 1.0, 1.0), (better.Samples, better.Mean, better.High));
        Assert.Equal((-1.0, -low), (worse.Low, worse.High));
    }

    [Fact]
    public void ASmallerError_WantsMore_AndShowsLess()
    {
        var (five, one) = (After(_atOnce, 20, 1), After(_atOnce with { Error = 0.01 }, 20, 1));
        Assert.Equal((8, 11), (five.DecidedAt, one.DecidedAt));
        Assert.True(one.Estimate().Low < five.Estimate().Low);
        Assert.Equal(five.PDifferent, one.PDifferent);
    }

    /// <summary>Questions that others still wait for go on after a verdict: what they say may no longer leave it, and the interval ends at its
    /// edge.</summary>
    [Theory]
    //          shown by  then  from  to
    [InlineData(1, -1, 0, 0)]
    [InlineData(-1, 1, 0, 0)]
    [InlineData(0, 1, 0.5, 0.5)]
    [InlineData(0, -1, -0.5, -0.5)]
    public void WhatComesAfterAVerdict_MovesTheIntervalToItsEdgeAtMost(int first, int then, double low, double high)
    {
        var comparison = After(_atOnce, 8, first);
        var verdict = comparison.Verdict;
        for (var i = 0; i < 200; i++)
            comparison.Add(new SequentialUnit(then));

        var estimate = comparison.Estimate();

        Assert.NotEqual(Verdict.NotEnoughData, verdict);
        Assert.Equal((verdict, 8), (comparison.Verdict, comparison.DecidedAt));
        Assert.Equal((low, high), (estimate.Low, estimate.High));
    }

    [Fact]
    public void AVerdict_KeepsItsInterval_WhileTheRestAgrees()
    {
        var (better, equal) = (After(_atOnce, 60, 1).Estimate(), After(_atOnce, 60, 0).Estimate());
        Assert.InRange(better.Low!.Value, 0.5, 0.95);
        Assert.Equal((-equal.High, 0.0), (equal.Low, equal.Mean));
        Assert.InRange(equal.High!.Value, 0.02, 0.2);
    }

    [Fact]
    public void RoundingAboveAUnitsSize_IsBorne()
    {
        var comparison = new SequentialComparison(_atOnce, largestUnit: 3);
        comparison.Add(new SequentialUnit(3 * (1 + 1e-13), 3));
        comparison.Add(new SequentialUnit(-3 * (1 + 1e-13), 3));
        Assert.Equal(2, comparison.Units);
        Assert.StartsWith(
            "A unit has from 1 to 3 samples.",
            Assert.Throws<ArgumentOutOfRangeException>(() => comparison.Add(new SequentialUnit(0, 4))).Message
        );
    }

    private static SequentialComparison After(SequentialOptions options, int count, double difference)
    {
        var comparison = new SequentialComparison(options);
        for (var i = 0; i < count; i++)
            comparison.Add(new SequentialUnit(difference));
        return comparison;
    }
}
