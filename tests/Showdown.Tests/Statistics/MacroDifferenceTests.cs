using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

/// <summary>Figures without a formula beside them come from mpmath, as those of <see cref="GroupScoresTests"/> and <see
/// cref="BoundedMeanTests"/>.</summary>
public sealed class MacroDifferenceTests
{
    /// <summary>Groups of 20, 30 and 10: means 0.1, 0.2 and 0.2, variance 0.008433824024, 26.6351851 degrees of freedom.</summary>
    [Fact]
    public void ManySamples_GiveTheIntervalOfAStratifiedMean() =>
        Near(
            1 / 6.0,
            -0.02188577689346,
            0.3552191102268,
            MacroDifference.Of([.. Group("a", 6, 4, 20), .. Group("b", 8, 2, 30), .. Group("c", 3, 1, 10)])
        );

    /// <summary>Two of eight and one of four that differ: each end is the farther one of t and of the bounded mean, 0.5014 and 0.5489
    /// above.</summary>
    [Fact]
    public void FewThatDiffer_GiveNoNarrowerIntervalThanTheBoundedMean() =>
        Near(0.125, -0.251399963869, 0.548862141444, MacroDifference.Of([.. Group("a", 1, 1, 8), .. Group("b", 1, 0, 4)]));

    [Fact]
    public void ADifference_LiesWithinMinusOneAndOne() =>
        Near(4 / 9.0, -0.619029324603, 1, MacroDifference.Of([.. Group("a", 2, 0, 6), .. Group("b", 1, 1, 4), .. Group("c", 1, 0, 1)]));

    /// <summary>t²/(n + t²) on both sides, with t of eight degrees of freedom: a sample that only one of them gets right may not have turned
    /// up.</summary>
    [Fact]
    public void ModelsThatNeverDiffer_AreNotShownToBeEqual() =>
        Near(0, -0.347158559631, 0.347158559631, MacroDifference.Of([.. Group("a", 0, 0, 5), .. Group("b", 0, 0, 5)]));

    [Fact]
    public void OneSample_SaysNothing() => Near(1, -1, 1, MacroDifference.Of([.. Group("a", 1, 0, 1)]));

    [Fact]
    public void OneCluster_SaysNothing_InHoweverManyGroups() =>
        Near(
            0.25,
            -1,
            1,
            MacroDifference.Of([.. Group("a", 1, 0, 4).Concat(Group("b", 2, 1, 4)).Select(s => (s.Group, s.Pair with { Cluster = "p" }))])
        );

    /// <summary>Ten that bear the spread are enough: t of nine degrees of freedom alone, 0.75 ± 2.2621571628 x 0.25 / 3. The bounded mean would
    /// reach farther down.</summary>
    [Fact]
    public void TenSamplesThatDiffer_AreBelieved() =>
        Near(
            0.75,
            0.75 - 2.2621571628 / 12,
            0.75 + 2.2621571628 / 12,
            MacroDifference.Of([.. Enumerable.Range(0, 10).Select(i => ((string?)"a", new SamplePair(new(1 + i % 2, 2), new(0, 2))))])
        );

    /// <summary>No group has a spread: what is left are two values between their bounds, with t of one degree of freedom.</summary>
    [Fact]
    public void GroupsOfOneEach_LeaveNearlyAllOpen() =>
        Near(0.5, -0.9816454980808, 0.9969315006586, MacroDifference.Of([.. Group("a", 1, 0, 1), .. Group("b", 0, 0, 1)]));

    /// <summary>A group that is one cluster has no spread of its own; it is taken to vary like the other, which leaves all open.</summary>
    [Fact]
    public void AGroupThatIsOneCluster_IsTakenToVaryLikeTheOthers() =>
        Near(
            0.375,
            -1,
            1,
            MacroDifference.Of([
                .. Group("a", 1, 0, 2).Select(s => (s.Group, s.Pair with { Cluster = "p" })),
                .. Group("b", 1, 0, 1).Select(s => (s.Group, s.Pair with { Cluster = "p" })),
                .. Group("b", 0, 0, 3),
            ])
        );

    [Fact]
    public void SamplesThatLackAScore_AreLeftOut()
    {
        (string?, SamplePair) lost = ("a", new SamplePair(new(1, 1), new(0, 0, 1)));
        Assert.Null(MacroDifference.Of([]));
        Assert.Null(MacroDifference.Of([lost]));
        (string?, SamplePair)[] samples = [.. Group("a", 6, 4, 20), .. Group("b", 8, 2, 30)];
        Assert.Equal(MacroDifference.Of(samples), MacroDifference.Of([lost, .. samples, lost]));
    }

    [Fact]
    public void TheOtherModelsView_MirrorsIt()
    {
        (string? Group, SamplePair Pair)[] samples = [.. Group("a", 2, 1, 9), .. Group(null, 3, 0, 5)];
        var (there, back) = (MacroDifference.Of(samples)!, MacroDifference.Of([.. samples.Select(s => (s.Group, s.Pair.Mirrored))])!);
        Assert.Equal(-there.Value, back.Value, 1e-12);
        Assert.Equal(-there.High, back.Low, 1e-12);
        Assert.Equal(-there.Low, back.High, 1e-12);
    }

    [Fact]
    public void AHigherLevel_GivesAWiderInterval()
    {
        (string?, SamplePair)[] samples = [.. Group("a", 6, 4, 20), .. Group("b", 8, 2, 30)];
        var (usual, sure) = (MacroDifference.Of(samples)!, MacroDifference.Of(samples, 0.99)!);
        Assert.True(sure.Low < usual.Low && usual.High < sure.High);
    }

    private static IEnumerable<(string? Group, SamplePair Pair)> Group(string? name, int better, int worse, int of) =>
        Enumerable.Range(0, of).Select(i => (name, new SamplePair(new(i < better ? 1 : 0, 1), new(i >= better && i < better + worse ? 1 : 0, 1))));

    private static void Near(double value, double low, double high, MacroEstimate? actual)
    {
        Assert.Equal(value, actual!.Value, 1e-12);
        Assert.Equal(low, actual.Low, 1e-9);
        Assert.Equal(high, actual.High, 1e-9);
    }
}
