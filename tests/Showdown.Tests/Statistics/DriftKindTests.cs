using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

/// <summary>Nights whose every sample has the same share of twenty attempts right: what is suspected, since when, and what it is called.</summary>
public sealed class DriftKindTests
{
    private const int Attempts = 20;
    private const int Samples = 60;

    [Theory]
    //          right of 20 on each night, tonight last
    [InlineData(new[] { 16, 16, 16, 16, 16, 16, 16, 8 }, DriftKind.Sudden)]
    [InlineData(new[] { 16, 16, 16, 16, 16, 14, 14, 8 }, DriftKind.Sudden)] // a quarter of the way before
    [InlineData(new[] { 16, 16, 16, 16, 16, 13, 13, 8 }, DriftKind.Slide)] // three eighths
    [InlineData(new[] { 16, 16, 16, 16, 16, 16, 9, 8 }, DriftKind.Slide)] // none and seven eighths
    [InlineData(new[] { 8, 8, 8, 8, 8, 8, 8, 16 }, DriftKind.Sudden)]
    [InlineData(new[] { 8, 8, 8, 8, 8, 11, 11, 16 }, DriftKind.Slide)]
    [InlineData(new[] { 16, 16, 12, 12, 8 }, DriftKind.Slide)]
    [InlineData(new[] { 16, 12, 12, 8 }, DriftKind.Slide)]
    public void AChangeIsSudden_WhereMostOfItCameTonight(int[] rights, DriftKind kind)
    {
        var history = History(rights);
        var watched = Watch(history);
        var tonight = rights.Length - 1;
        Assert.Equal((kind, rights[^1] < rights[0]), (watched.Kind, watched.IsDown));
        if (kind == DriftKind.Sudden)
        {
            Assert.Equal(tonight, watched.Since);
            Assert.Equal(history.Pool(Math.Max(0, tonight - 7), Math.Min(7, tonight)), watched.Before);
        }
        else
        {
            Assert.Equal(watched.Slide.Start, watched.Since);
            Assert.Equal(history.Pool(0, watched.Slide.Start), watched.Before);
        }
    }

    /// <summary>Only the pooled nights say where the way began: with two of them nothing lies before the last two.</summary>
    [Theory]
    [InlineData(2, DriftKind.Sudden)]
    [InlineData(3, DriftKind.Slide)]
    [InlineData(7, DriftKind.Slide)]
    public void TheWay_BeginsWithTheBaseline(int baseline, DriftKind kind) =>
        Assert.Equal(kind, Watch(History(16, 16, 16, 12, 12, 4), new DriftOptions { BaselineNights = baseline }).Kind);

    /// <summary>With two nights before tonight there is none that the way could begin at.</summary>
    [Fact]
    public void TwoNightsBeforeTonight_ShowNoWay() =>
        Assert.Equal(DriftKind.Sudden, Watch(History(16, 10, 8), new DriftOptions { FewestNights = 2 }).Kind);

    /// <summary>Two good nights are over: tonight is where the first nights were, so that there was no way to go.</summary>
    [Fact]
    public void WhatGoesBackToWhereItWas_IsSudden()
    {
        var watched = Watch(History(8, 8, 8, 16, 16, 8));
        Assert.Equal((DriftKind.Sudden, true), (watched.Kind, watched.IsDown));
    }

    /// <summary>All nights together speak for a rise, tonight against the night before it for a drop.</summary>
    [Fact]
    public void ADropAfterARise_IsADrop()
    {
        var watched = Watch(History(8, 8, 8, 12, 12, 12, 18, 18, 18, 14), new DriftOptions { BaselineNights = 1 });
        Assert.Equal((DriftKind.Sudden, true, false), (watched.Kind, watched.IsDown, watched.Slide.IsDown));
    }

    [Fact]
    public void TheWay_IsThatOfSamplesWithScores()
    {
        var history = History(16, 16, 16, 16, 16, 12, 12, 8);
        var nights = history.Nights.Select((n, night) => n.Select((s, i) => i < 20 && night < 5 ? default : s).ToArray()).ToArray();
        Assert.Equal(DriftKind.Slide, Watch(history with { Nights = nights }).Kind);
    }

    /// <summary>Small steps: tonight alone is not suspicious, all of them are.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ASlide_IsSuspectedSinceItsStart(bool isDown)
    {
        int[] levels = [10, 10, 10, 10, 10, 10, 11, 11, 12, 12];
        var history = History([.. levels.Select(l => isDown ? 20 - l : l)], samples: 24);
        var watched = Watch(history, new DriftOptions { BaselineNights = 1 });
        Assert.True(watched.AdjustedP > 0.025, $"{watched.AdjustedP}");
        Assert.Equal((DriftKind.Slide, isDown), (watched.Kind, watched.IsDown));
        Assert.Equal(watched.Slide.Start, watched.Since);
        Assert.Equal(history.Pool(0, watched.Slide.Start), watched.Before);
    }

    /// <summary>Half of the rate is for sudden changes: a p of just that is suspected, one above it is not.</summary>
    [Fact]
    public void HalfOfTheRate_IsForSuddenChanges()
    {
        var models = new SimulatedModels(seed: 5);
        var skills = models.Skills(150, 1, 0.7);
        SampleScore[][] nights =
        [
            .. Enumerable.Range(0, 6).Select(_ => models.Attempt(skills, 4)),
            models.Attempt([.. skills.Select(s => s * 0.93)], 4),
        ];
        var history = new NightHistory("a", nights);
        var watched = Watch(history);
        var p = watched.Tonight!.P!.Value;
        Assert.InRange(p, 0.0001, 0.1);
        Assert.InRange(watched.Slide.E, 0, 0.5 / p);
        Assert.Equal(DriftKind.Sudden, Watch(history, new DriftOptions { FalseDiscoveryRate = 2 * p }).Kind);
        Assert.Equal(DriftKind.None, Watch(history, new DriftOptions { FalseDiscoveryRate = 1.9999 * p }).Kind);
    }

    [Fact]
    public void Tonight_IsComparedWithTheNightsBeforeIt_AsTheOptionsSay()
    {
        var history = new NightHistory("a", [.. Enumerable.Range(0, 9).Select(night => Mixed(night))])
        {
            Clusters = [.. Enumerable.Range(0, 40).Select(i => $"{i / 2}")],
        };
        var paired = new PairedOptions { Level = 0.9, Margin = 0.1 };
        foreach (var (baseline, first) in new[] { (1, 7), (3, 5), (7, 1), (20, 0) })
        {
            var tonight = Watch(history, new DriftOptions { BaselineNights = baseline, Paired = paired }).Tonight!;
            var expected = Paired.OneModel(history.Pair(history.Nights[8], history.Pool(first, 8 - first)), paired);
            Assert.Equal((expected.P, expected.Low, expected.Margin, 20), (tonight.P, tonight.Low, tonight.Margin, tonight.Units));
        }
    }

    [Theory]
    [InlineData(3, 3, false)]
    [InlineData(4, 3, true)]
    [InlineData(1, 1, false)]
    [InlineData(2, 1, true)]
    public void EnoughNights_MustLieBeforeTonight(int nights, int fewest, bool isCompared)
    {
        var history = History([.. Enumerable.Repeat(16, nights - 1), 4]);
        var watched = Watch(history, new DriftOptions { FewestNights = fewest });
        Assert.Equal(isCompared, watched.Tonight is not null);
        Assert.Equal(isCompared ? DriftKind.Sudden : DriftKind.None, watched.Kind);
    }

    /// <summary>One entry for each, in order; p is adjusted over those that have one.</summary>
    [Fact]
    public void Evaluations_AreWatchedTogether()
    {
        NightHistory[] histories =
        [
            Single(60, 44) with
            {
                Name = "drop",
            },
            History(16, 16) with
            {
                Name = "new",
            },
            Single(60, 58) with
            {
                Name = "quiet",
            },
        ];
        var watched = Drift.Watch(histories);
        Assert.Equal(["drop", "new", "quiet"], watched.Select(w => w.Name));
        var adjusted = FalseDiscovery.Adjust([watched[0].Tonight!.P!.Value, watched[2].Tonight!.P!.Value]);
        Assert.Equal([adjusted[0], null, adjusted[1]], watched.Select(w => w.AdjustedP));
        Assert.Equal([DriftKind.Sudden, DriftKind.None, DriftKind.None], watched.Select(w => w.Kind));
        Assert.True(watched[2] is { Before: null, Since: null, Clusters: null });
    }

    [Fact]
    public void OptionsThatCannotBe_AreRefused()
    {
        DriftOptions[] options =
        [
            new() { BaselineNights = 0 },
            new() { FewestNights = 0 },
            new() { FalseDiscoveryRate = 0 },
            new() { FalseDiscoveryRate = 1 },
        ];
        Assert.All(options, o => Assert.Throws<ArgumentOutOfRangeException>(() => Drift.Watch([], o)));
    }

    private static WatchedEvaluation Watch(NightHistory history, DriftOptions? options = null) => Assert.Single(Drift.Watch([history], options));

    private static NightHistory History(params int[] rights) => History(rights, Samples);

    private static NightHistory History(int[] rights, int samples) =>
        new("a", [.. rights.Select(r => Enumerable.Repeat(new SampleScore(r, Attempts), samples).ToArray())]);

    /// <summary>Four nights alike, and tonight: of a hundred single attempts so many are right.</summary>
    private static NightHistory Single(int before, int tonight) =>
        new(
            "a",
            [
                .. ((int[])[before, before, before, before, tonight]).Select(r =>
                    Enumerable.Range(0, 100).Select(i => new SampleScore(i < r ? 1 : 0, 1)).ToArray()
                ),
            ]
        );

    private static SampleScore[] Mixed(int night) => [.. Enumerable.Range(0, 40).Select(i => new SampleScore((i * 7 + night * i) % 5, 4 + i % 3))];
}
