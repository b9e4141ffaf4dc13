using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class GroupScoresTests
{
    [Fact]
    public void Macro_CountsGroups_Micro_CountsSamples()
    {
        GroupedSample[] samples =
        [
            .. Enumerable.Range(0, 90).Select(i => new GroupedSample("law", new(i < 45 ? 1 : 0, 1))),
            .. Enumerable.Repeat(new GroupedSample("anatomy", new(1, 1)), 10),
            new("lost", default),
        ];
        var scores = GroupScores.Of(samples);
        Assert.Equal(["law", "anatomy"], scores.Groups.Select(g => g.Group));
        Assert.Equal(0.55, scores.Micro.Value!.Value, 1e-12);
        Assert.Equal(0.75, scores.Macro!.Value, 1e-12);
        Assert.Equal(1, scores.Micro.SamplesWithoutScore);
    }

    [Fact]
    public void AGroupThatIsAllRight_StillWidensTheMacroInterval()
    {
        var scores = GroupScores.Of([
            .. Enumerable.Repeat(new GroupedSample("a", new(1, 1)), 10),
            .. Enumerable.Repeat(new GroupedSample("b", new(1, 1)), 10),
        ]);
        // Wilson of 20 of 20 with t of 18 degrees of freedom: 20 / (20 + 2.1009²).
        Assert.Equal((1.0, 1.0), (scores.Macro!.Value, scores.Macro.High));
        Assert.Equal(20 / (20 + 2.10092204 * 2.10092204), scores.Macro.Low, 1e-6);
    }

    [Fact]
    public void NothingScored_GivesNoMacro()
    {
        var scores = GroupScores.Of([new("a", default)]);
        Assert.Null(scores.Macro);
        Assert.Empty(scores.Groups);
        Assert.Equal((null, 1), (scores.Micro.Value, scores.Micro.SamplesWithoutScore));
    }

    /// <summary>Groups of unlike size and spread, worked out beside with mpmath after Cochran, sections 5.3 and 5.4: variance 0.004340928951,
    /// 22.04934819 degrees of
    /// freedom, so that the mean is worth 55.287705 samples.</summary>
    [Theory]
    [InlineData(0.95, 0.4609869745946, 0.7245810364212)]
    [InlineData(0.8, 0.5111826890535, 0.682696571679)]
    public void TheMacroInterval_IsThatOfAStratifiedMean(double level, double low, double high) =>
        Near(0.6, low, high, GroupScores.Of([.. Group("a", 12, 20), .. Group("b", 27, 30), .. Group("c", 3, 10)], level).Macro!);

    /// <summary>By the spread seen the mean is worth 19.98 samples, but too few bear it: it counts as the 9.47 that single attempts in these groups
    /// are worth.</summary>
    [Fact]
    public void FewSamples_CountAsSingleAttempts() =>
        Near(0.65, 0.2912439039079, 0.893540668309, GroupScores.Of([.. Group("a", 3, 4), .. Group("b", 1, 5), .. Group("c", 2, 2)]).Macro!);

    [Fact]
    public void AGroupOfOne_IsTakenToVaryLikeTheOthers() =>
        Near(47 / 60.0, 0.06961635168689, 0.9943080492343, GroupScores.Of([.. Group("a", 6, 10), .. Group("b", 9, 12), .. Group("c", 1, 1)]).Macro!);

    /// <summary>t of one degree of freedom, for the number of groups.</summary>
    [Fact]
    public void GroupsOfOneEach_LeaveNearlyAllOpen() =>
        Near(2 / 3.0, 0.008124553874694, 0.9979564090829, GroupScores.Of([.. Group("a", 1, 1), .. Group("b", 0, 1), .. Group("c", 1, 1)]).Macro!);

    /// <summary>The variance with clusters in a textbook's form: n / (n - 1) times the sum of squared sums of residuals, over the squared number of
    /// samples; two
    /// degrees of freedom.</summary>
    [Fact]
    public void ClustersOfAGroup_AreWhatVaries()
    {
        var scores = GroupScores.Of([.. Group("a", 3, 3, "p"), .. Group("a", 0, 2, "q"), .. Group("a", 1, 1)]);
        var variance = 3 / 2.0 * (1 + 16 / 9.0 + 1 / 9.0) / 36;
        var expected = Interval.Wilson(2 / 3.0, 2 / 9.0 / variance, 4.3026527297495);
        Near(2 / 3.0, expected.Low, expected.High, scores.Macro!);
        Assert.Equal((6, 3), (scores.Micro.Samples, scores.Micro.Units));
    }

    /// <summary>Samples with three or one of four right, half of each: they vary by 1/16, less than a fourth of what single attempts would. From
    /// ten that bear it on the
    /// spread is believed; before, samples are worth their number.</summary>
    [Theory]
    [InlineData(8, 1, 1, 8)]
    [InlineData(10, 1, 1, 36)] // 0.25 / (1/16 / 9)
    [InlineData(4, 2, 1, 8)] // two groups of four
    [InlineData(12, 1, 2, 44)] // clusters of two
    public void TenUnits_MustBearTheSpread(int units, int groups, int inCluster, double worth)
    {
        var samples =
            from g in Enumerable.Range(0, groups)
            from u in Enumerable.Range(0, units)
            from _ in Enumerable.Range(0, inCluster)
            select new GroupedSample($"{g}", new(u % 2 == 0 ? 1 : 3, 4)) { Cluster = inCluster == 1 ? null : $"{g} {u}" };
        var expected = Interval.Wilson(0.5, worth, Distributions.StudentQuantile(0.975, groups * (units - 1)));
        Near(0.5, expected.Low, expected.High, GroupScores.Of([.. samples]).Macro!);
    }

    /// <summary>What a cluster's parts in two groups have in common comes on top; where one is good and the other bad it takes nothing
    /// away.</summary>
    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public void AClusterOverGroups_IsNeverLessThanItsParts(bool isAlike, double times)
    {
        var samples = Enumerable
            .Range(0, 20)
            .SelectMany(i =>
                (GroupedSample[])[new("a", new(i % 2, 1)) { Cluster = $"{i}" }, new("b", new(isAlike ? i % 2 : 1 - i % 2, 1)) { Cluster = $"{i}" }]
            )
            .ToArray();
        // Each group's mean varies by 1/4 / 19, their mean by half of that; with 38 degrees of freedom.
        var expected = Interval.Wilson(0.5, 0.25 / (times * 0.25 / 19 / 2), 2.0243941639119);
        Near(0.5, expected.Low, expected.High, GroupScores.Of(samples).Macro!);
    }

    [Fact]
    public void Groups_StandInTheOrderInWhichTheyAppear_NullAmongThem()
    {
        var scores = GroupScores.Of([new("z", new(1, 2)), new(null, new(1, 1)), new("a", new(0, 1)), new("z", new(1, 1)), new(null, default)]);
        Assert.Equal(["z", null, "a"], scores.Groups.Select(g => g.Group));
        Assert.Equal([2 / 3.0, 1, 0], scores.Groups.Select(g => g.Score.Value!.Value));
        Assert.Equal([2, 1, 1], scores.Groups.Select(g => g.Score.Samples));
        // The mean of samples' means in each group: 3/4, 1 and 0.
        Assert.Equal(1.75 / 3, scores.Macro!.Value, 1e-12);
        Assert.Equal(0.6, scores.Micro.Value!.Value, 1e-12);
    }

    private static IEnumerable<GroupedSample> Group(string name, int right, int of, string? cluster = null) =>
        Enumerable.Range(0, of).Select(i => new GroupedSample(name, new(i < right ? 1 : 0, 1)) { Cluster = cluster });

    private static void Near(double value, double low, double high, MacroEstimate actual)
    {
        Assert.Equal(value, actual.Value, 1e-12);
        Assert.Equal(low, actual.Low, 1e-9);
        Assert.Equal(high, actual.High, 1e-9);
    }
}
