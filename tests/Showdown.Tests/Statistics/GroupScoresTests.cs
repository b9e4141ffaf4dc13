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
    public void NothingScored_GivesNoMacro() => Assert.Null(GroupScores.Of([new("a", default)]).Macro);
}
