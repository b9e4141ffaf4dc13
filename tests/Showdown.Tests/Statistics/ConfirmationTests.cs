using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class ConfirmationTests
{
    /// <summary>Sixty of a hundred right on four nights, then forty.</summary>
    private static readonly WatchedEvaluation _drop = Drift.Watch([
        new NightHistory("kimi-k2 on gpqa", [Right(60), Right(60), Right(60), Right(60), Right(40)]),
    ])[0];

    private static readonly WatchedEvaluation _rise = Drift.Watch([new NightHistory("a", [Right(60), Right(60), Right(60), Right(60), Right(80)])])[
        0
    ];

    [Fact]
    public void TheRerun_IsHeldAgainstTheNightsBefore()
    {
        var result = Confirmation.Decide(_drop, Right(45));
        Assert.True(result.IsConfirmed);
        Assert.Equal(-0.15, result.Rerun.Difference!.Value, 1e-12);
        Assert.Equal(100, result.Rerun.Samples);
        Assert.Equal(0.9, Confirmation.Decide(_drop, Right(45), new PairedOptions { Level = 0.9 }).Rerun.Level);
    }

    [Theory]
    [InlineData(true, 40, true)]
    [InlineData(true, 60, false)]
    [InlineData(true, 80, false)]
    [InlineData(false, 80, true)]
    [InlineData(false, 60, false)]
    [InlineData(false, 40, false)]
    public void OnlyTheSameSide_Confirms(bool isDown, int right, bool isConfirmed)
    {
        var suspicion = isDown ? _drop : _rise;
        Assert.Equal(isDown, suspicion.IsDown);
        Assert.Equal(isConfirmed, Confirmation.Decide(suspicion, Right(right)).IsConfirmed);
    }

    /// <summary>At one in a hundred unless asked otherwise; p as large as the limit still confirms.</summary>
    [Fact]
    public void TheLargestP_Confirms()
    {
        var rerun = Right(58); // two that were right on all four nights: each is tonight's wrong one of five by a chance of a fifth
        var p = Confirmation.Decide(_drop, rerun).Rerun.P!.Value;
        Assert.Equal(0.2 * 0.2, p, 1e-12);
        Assert.False(Confirmation.Decide(_drop, rerun).IsConfirmed);
        Assert.True(Confirmation.Decide(_drop, rerun, largestP: p).IsConfirmed);
        Assert.False(Confirmation.Decide(_drop, rerun, largestP: p * 0.999).IsConfirmed);
        Assert.Throws<ArgumentOutOfRangeException>(() => Confirmation.Decide(_drop, rerun, largestP: 0));
    }

    [Fact]
    public void WhatCannotBeConfirmed_IsRefused_InASentence()
    {
        var quiet = Drift.Watch([new NightHistory("kimi-k2 on gpqa", [Right(60)])])[0];
        Assert.StartsWith(
            "'kimi-k2 on gpqa' is not suspected of anything: there is nothing to confirm.",
            Assert.Throws<ArgumentException>("suspicion", () => Confirmation.Decide(quiet, Right(60))).Message
        );
        Assert.StartsWith(
            "The rerun of 'kimi-k2 on gpqa' has 99 samples, the nights before have 100.",
            Assert.Throws<ArgumentException>("rerun", () => Confirmation.Decide(_drop, Right(60)[..99])).Message
        );
    }

    private static SampleScore[] Right(int count) => [.. Enumerable.Range(0, 100).Select(i => new SampleScore(i < count ? 1 : 0, 1))];
}
