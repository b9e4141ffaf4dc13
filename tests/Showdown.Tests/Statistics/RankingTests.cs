using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class RankingTests
{
    [Fact]
    public void ClearModels_GetClearRanks_AndEqualOnesShareThem()
    {
        var models = new SimulatedModels(seed: 4);
        var skills = models.Skills(300, 1, 1);
        SampleScore[][] three =
        [
            models.Attempt([.. skills.Select(s => s * 0.6)], 4),
            models.Attempt(skills, 4),
            models.Attempt([.. skills.Select(s => s * 0.6)], 4),
        ];
        var ranks = Ranking.Of(three, AllPairs.Compare(three));
        Assert.Equal((1.0, 1, 1), (ranks[1].Rank, ranks[1].Best, ranks[1].Worst));
        Assert.All(new[] { ranks[0], ranks[2] }, r => Assert.Equal((2, 3), (r.Best, r.Worst)));
        Assert.Equal(ranks, Ranking.Of(three, AllPairs.Compare(three)));
    }

    [Fact]
    public void EqualScores_ShareTheirMeanRank()
    {
        var ranks = Ranking.Of(
            [
                [new(1, 3), new(2, 3)],
                [new(2, 3), new(1, 3)],
                [new(0, 3), new(0, 3)],
            ],
            []
        );
        Assert.Equal([1.5, 1.5, 3.0], ranks.Select(r => r.Rank));
    }

    [Fact]
    public void OnlySamplesThatAllModelsScored_Count()
    {
        var ranks = Ranking.Of(
            [
                [new(1, 1), new(0, 1), new(1, 1)],
                [new(0, 1), new(1, 1), default],
            ],
            []
        );
        Assert.All(ranks, r => Assert.Equal((2, 0.5), (r.Samples, r.Score)));
    }

    [Fact]
    public void NoSharedSamples_LeaveEveryRankOpen()
    {
        var ranks = Ranking.Of(
            [
                [new(1, 1), default],
                [default, new(1, 1)],
            ],
            []
        );
        Assert.All(ranks, r => Assert.Equal(new ModelRank(0, null, 1.5, 1, 2), r));
        Assert.Empty(Ranking.Of([], []));
    }

    [Fact]
    public void AllOfMmlu_IsRanked_WithFiveModels()
    {
        var models = new SimulatedModels(seed: 6);
        var skills = models.Skills(14_042, 3, 0.5);
        SampleScore[][] five = [.. Enumerable.Range(0, 5).Select(m => models.Attempt([.. skills.Select(s => s * (1 - 0.03 * m))], 1))];
        Assert.Equal(
            [(1.0, 1, 1), (2.0, 2, 2), (3.0, 3, 3), (4.0, 4, 4), (5.0, 5, 5)],
            Ranking.Of(five, AllPairs.Compare(five)).Select(r => (r.Rank, r.Best, r.Worst))
        );
    }

    /// <summary>First above second and third is shown, second above fourth is not, third above fourth is; nothing else was compared.</summary>
    [Fact]
    public void Ranks_StayOpen_AsFarAsVerdictsLeaveThem()
    {
        SampleScore[][] four =
        [
            [new(4, 4)],
            [new(3, 4)],
            [new(3, 4)],
            [new(0, 4)],
        ];
        var ranks = Ranking.Of(
            four,
            [Pair(0, 1, 0.25, true), Pair(2, 0, -0.25, true), Pair(1, 3, 0.75, false), Pair(3, 2, -0.75, true), Pair(1, 2, 0, false)]
        );
        Assert.Equal(
            [new ModelRank(1, 1, 1, 1, 2), new ModelRank(1, 0.75, 2.5, 2, 4), new ModelRank(1, 0.75, 2.5, 2, 3), new ModelRank(1, 0, 4, 2, 4)],
            ranks
        );

        static PairOfModels Pair(int a, int b, double difference, bool shown) =>
            new(a, b, new PairedComparison { Difference = difference, DifferenceShown = shown });
    }

    [Fact]
    public void Scores_AreMeansOfSampleMeans()
    {
        var ranks = Ranking.Of(
            [
                [new(1, 4), new(2, 2), new(0, 0, 3)],
                [new(1, 2), new(1, 2), new(1, 1)],
            ],
            []
        );
        Assert.Equal([new ModelRank(2, 0.625, 1, 1, 2), new ModelRank(2, 0.5, 2, 1, 2)], ranks);
    }
}
