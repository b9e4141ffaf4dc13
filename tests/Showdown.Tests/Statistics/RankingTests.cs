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
}
