using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class DriftTests
{
    private static readonly DriftOptions _fast = new();

    [Fact]
    public void AFirstNight_IsSuspectedOfNothing()
    {
        var watched = Assert.Single(
            Drift.Watch([
                new NightHistory(
                    "a",
                    [
                        [new(1, 4), new(3, 4)],
                    ]
                ),
            ])
        );
        Assert.True(watched is { Kind: DriftKind.None, Tonight: null, AdjustedP: null, Before: null, Since: null });
        Assert.Equal(1, watched.Slide.E);
        Assert.Empty(Drift.Watch([]));
    }

    [Fact]
    public void ASuddenDrop_IsFoundTheSameNight_AndARerunDecides()
    {
        var models = new SimulatedModels(seed: 21);
        var skills = models.Skills(198, 1, 0.7);
        double[] weaker = [.. skills.Select(s => s * 0.85)];
        SampleScore[][] nights = [.. Enumerable.Range(0, 6).Select(_ => models.Attempt(skills, 4)), models.Attempt(weaker, 4)];
        var watched = Assert.Single(Drift.Watch([new NightHistory("a", nights)], _fast));
        Assert.Equal((DriftKind.Sudden, true, 6), (watched.Kind, watched.IsDown, watched.Since));
        Assert.True(Confirmation.Decide(watched, models.Attempt(weaker, 4)).IsConfirmed);
        Assert.False(Confirmation.Decide(watched, models.Attempt(skills, 4)).IsConfirmed); // the host had one bad hour
    }

    [Fact]
    public void ASuddenRise_IsConfirmedByAHighRerun_AndNotByALowOne()
    {
        var models = new SimulatedModels(seed: 21);
        var skills = models.Skills(198, 1, 0.7);
        double[] weaker = [.. skills.Select(s => s * 0.85)];
        SampleScore[][] nights = [.. Enumerable.Range(0, 6).Select(_ => models.Attempt(weaker, 4)), models.Attempt(skills, 4)];
        var watched = Assert.Single(Drift.Watch([new NightHistory("a", nights)], _fast));
        Assert.Equal((DriftKind.Sudden, false, 6), (watched.Kind, watched.IsDown, watched.Since));
        Assert.True(Confirmation.Decide(watched, models.Attempt(skills, 4)).IsConfirmed);
        Assert.False(Confirmation.Decide(watched, models.Attempt([.. weaker.Select(s => s * 0.7)], 4)).IsConfirmed);
    }

    [Fact]
    public void SamplesWithoutAScoreOnSomeNights_DoNoHarm()
    {
        var models = new SimulatedModels(seed: 22);
        var skills = models.Skills(100, 1, 0.7);
        var nights = Enumerable.Range(0, 8).Select(_ => models.Attempt(skills, 2, lostShare: 0.2)).ToArray();
        Assert.Equal(DriftKind.None, Assert.Single(Drift.Watch([new NightHistory("a", nights)], _fast)).Kind);
    }

    [Fact]
    public void AnswersThatNeverVary_ShowAChangeOfOneSampleAsLittle_AndOfTenAsMuch()
    {
        // Temperature 0: every night the same 60 of 100.
        SampleScore[] usual = [.. Enumerable.Range(0, 100).Select(i => new SampleScore(i < 60 ? 1 : 0, 1))];
        SampleScore[] Changed(int samples) => [.. usual.Select((t, i) => i < samples ? new SampleScore(0, 1) : t)];
        WatchedEvaluation Tonight(int samples) => Drift.Watch([new NightHistory("a", [.. Enumerable.Repeat(usual, 7), Changed(samples)])], _fast)[0];
        Assert.Equal(DriftKind.None, Tonight(0).Kind);
        Assert.Equal(DriftKind.None, Tonight(1).Kind);
        Assert.Equal((DriftKind.Sudden, true), (Tonight(10).Kind, Tonight(10).IsDown));
    }

    [Fact]
    public void Nights_AreAlignedBySampleId()
    {
        var history = NightHistory.Align(
            "a",
            [
                new Dictionary<string, SampleScore> { ["q1"] = new(1, 1), ["q2"] = new(0, 1) },
                new Dictionary<string, SampleScore> { ["q2"] = new(1, 1), ["q3"] = new(1, 1) },
            ]
        );
        Assert.Equal([new(1, 1), new(1, 2), new(1, 1)], history.Pool(0, 2));
        Assert.Equal([default, new(1, 1), new(1, 1)], history.From(1).Nights[0]);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void TheControlBand_ComesFromAttempts_NotFromTheNightsOwnSpread()
    {
        var models = new SimulatedModels(seed: 23);
        var skills = models.Skills(100, 1, 1);
        var outside = 0;
        for (var round = 0; round < 100; round++)
        {
            var chart = ControlChart.Of(new NightHistory("a", [.. Enumerable.Range(0, 20).Select(_ => models.Attempt(skills, 2))]));
            outside += chart.Scores.Count(s => s < chart.Low || s > chart.High);
        }
        // 2,000 nights at 1 in 370: 5.4 expected
        Assert.InRange(outside, 0, 16);
        Assert.Null(
            ControlChart
                .Of(
                    new NightHistory(
                        "a",
                        [
                            [new(1, 1)],
                        ]
                    )
                )
                .Low
        );
    }

    [Fact]
    public void NothingToConfirm_IsRefused()
    {
        var watched = Drift.Watch([
            new NightHistory(
                "a",
                [
                    [new(1, 4)],
                    [new(1, 4)],
                ]
            ),
        ])[0];
        Assert.Throws<ArgumentException>(() => Confirmation.Decide(watched, [new(1, 4)]));
    }
}
