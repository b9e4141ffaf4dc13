using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class SampleScoreTests
{
    [Theory]
    //          right scored missing mean  least    most     within
    [InlineData(0, 1, 0, 0.0, 0.0, 0.0, double.NaN)]
    [InlineData(1, 1, 0, 1.0, 1.0, 1.0, double.NaN)]
    [InlineData(1, 2, 0, 0.5, 0.5, 0.5, 0.5)]
    [InlineData(1, 4, 0, 0.25, 0.25, 0.25, 0.25)]
    [InlineData(3, 4, 1, 0.75, 0.6, 0.8, 0.25)]
    [InlineData(4, 4, 4, 1.0, 0.5, 1.0, 0.0)]
    [InlineData(0, 4, 4, 0.0, 0.0, 0.5, 0.0)]
    public void TwoValuedScores_AreShares(int right, int scored, int missing, double mean, double least, double most, double within)
    {
        var score = new SampleScore(right, scored, missing);
        Assert.Equal((true, true, (double)right), (score.IsScored, score.IsAsked, score.Credit));
        Assert.Equal((mean, least, most), (score.Mean, score.Least, score.Most));
        Assert.Equal(within, score.Within, 1e-15);
    }

    [Fact]
    public void WhatWasNotScored_MayHaveBeenAnything()
    {
        var failed = new SampleScore(0, 0, 2);
        Assert.Equal((false, true, 0.0, 1.0), (failed.IsScored, failed.IsAsked, failed.Least, failed.Most));
        Assert.Equal(
            (false, false, 0.0, 1.0),
            (default(SampleScore).IsScored, default(SampleScore).IsAsked, default(SampleScore).Least, default(SampleScore).Most)
        );
        Assert.Equal((double.NaN, double.NaN), (failed.Mean, failed.Within));
    }

    /// <summary>One attempt that earned all, one a half, one a quarter; one without a score.</summary>
    [Fact]
    public void Shares_CountForWhatTheyEarned()
    {
        var score = Part(1, 3, 0.75, 0.3125) with { Missing = 1 };
        Assert.Equal((1.75, 1.75 / 3, 1.75 / 4, 2.75 / 4), (score.Credit, score.Mean, score.Least, score.Most));
        double[] earned = [1, 0.5, 0.25];
        Assert.Equal(earned.Sum(e => Math.Pow(e - 1.75 / 3, 2)) / 2, score.Within, 1e-15);
    }

    /// <summary>Rounding must not make a variance negative.</summary>
    [Fact]
    public void SharesThatAreAllAlike_DoNotVary() =>
        Assert.All(Enumerable.Range(2, 30), n => Assert.InRange(Part(0, n, n * 0.1, n * 0.1 * 0.1).Within, 0, 1e-15));

    [Fact]
    public void Nights_AddUp()
    {
        var (first, second) = (new SampleScore(1, 2, 3), Part(2, 4, 0.5, 0.25) with { Missing = 5 });
        var sum = Part(3, 6, 0.5, 0.25) with { Missing = 8 };
        Assert.Equal(sum, first + second);
        Assert.Equal(sum, SampleScore.Add(second, first));
        Assert.False((first + first).IsShare);
        Assert.Equal(Part(4, 8, 1, 0.5) with { Missing = 10 }, second + second);
    }

    /// <summary>What attempts earned is a sum of numbers that rounding has touched.</summary>
    [Fact]
    public void RoundingDust_IsNoContradiction()
    {
        var tenths = Part(0, 3, 0.1 + 0.2 + 2.7, 3) with { PartSquares = 3.0000000004 };
        Assert.Equal(tenths, tenths.Checked());
        Assert.Equal(Part(1, 2, 1 + 5e-10, 1), Part(1, 2, 1 + 5e-10, 1).Checked());
        Assert.Throws<ArgumentOutOfRangeException>(() => Part(1, 2, 1 + 1e-8, 1).Checked());
        Assert.Throws<ArgumentOutOfRangeException>(() => Part(1, 2, 0.5, 0.5 + 1e-8).Checked());
    }

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(0.5, double.NaN)]
    [InlineData(0.5, -0.1)]
    [InlineData(-0.1, 0)]
    [InlineData(2.5, 2)]
    public void CreditThatCannotBe_IsRefused(double credit, double squares) =>
        Assert.StartsWith(
            FormattableString.Invariant($"The 2 attempts that earned less than all cannot have earned {credit} together, with squares of {squares}."),
            Assert.Throws<ArgumentOutOfRangeException>(() => Part(1, 3, credit, squares).Checked()).Message
        );

    [Fact]
    public void APair_IsCompleteWithTwoScores_AndHasAMirror()
    {
        var pair = new SamplePair(new(3, 4), new(1, 2)) { Cluster = "passage" };
        Assert.Equal((true, 0.25), (pair.IsComplete, pair.Difference));
        Assert.Equal(new SamplePair(new(1, 2), new(3, 4)) { Cluster = "passage" }, pair.Mirrored);
        Assert.Equal(-0.25, pair.Mirrored.Difference);
        Assert.False((pair with { A = new(0, 0, 1) }).IsComplete);
        Assert.False((pair with { B = default }).IsComplete);
        Assert.False(default(SamplePair).IsComplete);
    }

    private static SampleScore Part(int right, int scored, double credit, double squares) =>
        new(right, scored)
        {
            PartCredit = credit,
            PartSquares = squares,
            IsShare = true,
        };
}
