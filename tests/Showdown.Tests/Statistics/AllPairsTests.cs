using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class AllPairsTests
{
    [Fact]
    public void EveryPairOnce_AdjustedForTheirNumber()
    {
        var models = new SimulatedModels(seed: 8);
        var skills = models.Skills(200, 1, 1);
        var pairs = AllPairs.Compare([models.Attempt(skills, 4), models.Attempt([.. skills.Select(s => s * 0.8)], 4), models.Attempt(skills, 4)]);
        Assert.Equal([(0, 1), (0, 2), (1, 2)], pairs.Select(p => (p.A, p.B)));
        Assert.Equal([Verdict.Better, Verdict.NotEnoughData, Verdict.Worse], pairs.Select(p => p.Comparison.Verdict));
        Assert.Equal(Holm.Adjust([.. pairs.Select(p => p.Comparison.P!.Value)]), pairs.Select(p => p.Comparison.AdjustedP!.Value));
    }
}
