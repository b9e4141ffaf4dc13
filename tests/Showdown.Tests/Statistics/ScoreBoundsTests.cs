using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class ScoreBoundsTests
{
    [Fact]
    public void WhatWasNotScored_MovesTheBounds_NotTheScore()
    {
        var bounds = ScoreBounds.Of(new OutcomeTotals(Right: 60, Wrong: 20, Truncated: 10, Failed: 6, Unscored: 3, Missing: 1));
        Assert.Equal(60 / 90.0, bounds.Strict);
        Assert.Equal(0.6, bounds.AllWrong);
        Assert.Equal(0.7, bounds.AllRight);
        Assert.Equal(0.9, bounds.Coverage);
        Assert.Equal(10 / 90.0, bounds.TruncatedShare);
    }

    [Fact]
    public void Shares_CountForWhatTheyEarned()
    {
        var bounds = ScoreBounds.Of(new OutcomeTotals(Right: 4, Wrong: 2, Truncated: 1, Failed: 2, Unscored: 0) { Partial = 3, PartCredit = 2 });
        Assert.Equal(6 / 10.0, bounds.Strict);
        Assert.Equal(6 / 12.0, bounds.AllWrong);
        Assert.Equal(8 / 12.0, bounds.AllRight);
    }

    [Fact]
    public void NoAttempts_GiveNoShares() => Assert.Equal(new ScoreBounds(), ScoreBounds.Of(default));

    [Fact]
    public void OnlyFailures_LeaveEverythingOpen()
    {
        var bounds = ScoreBounds.Of(new OutcomeTotals(0, 0, 0, Failed: 5, 0));
        Assert.True(bounds is { Strict: null, AllWrong: 0, AllRight: 1, Coverage: 0 });
    }

    [Fact]
    public void Totals_CountEachAttemptOnce()
    {
        var totals = new OutcomeTotals(Right: 1, Wrong: 2, Truncated: 4, Failed: 8, Unscored: 16, Missing: 32) { Partial = 64, PartCredit = 0.5 };
        Assert.Equal((1.5, 71, 127), (totals.Credit, totals.Scored, totals.Expected));
    }
}
