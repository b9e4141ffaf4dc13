using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class GroupScoresTests
{
    [Fact]
    public void Macro_CountsGroups_Micro_CountsItems()
    {
        GroupedTally[] items =
        [
            .. Enumerable.Range(0, 90).Select(i => new GroupedTally("law", new(i < 45 ? 1 : 0, 1))),
            .. Enumerable.Repeat(new GroupedTally("anatomy", new(1, 1)), 10),
            new("lost", default),
        ];
        var scores = GroupScores.Of(items);
        Assert.Equal(["law", "anatomy"], scores.Groups.Select(g => g.Group));
        Assert.Equal(0.55, scores.Micro.Value!.Value, 1e-12);
        Assert.Equal(0.75, scores.Macro!.Value, 1e-12);
        Assert.Equal(1, scores.Micro.ItemsWithoutScore);
    }

    [Fact]
    public void AGroupThatIsAllRight_StillWidensTheMacroInterval()
    {
        var scores = GroupScores.Of([.. Enumerable.Repeat(new GroupedTally("a", new(1, 1)), 10), .. Enumerable.Repeat(new GroupedTally("b", new(1, 1)), 10)]);
        // Wilson of 10 of 10 begins at 10 / (10 + 1.96²) = 0.7225; two such sides add up as squares.
        Assert.Equal((1.0, 1.0), (scores.Macro, scores.MacroHigh));
        Assert.Equal(1 - Math.Sqrt(2) * (1 - 0.722467) / 2, scores.MacroLow!.Value, 1e-5);
    }

    [Fact]
    public void NothingScored_GivesNoMacro() => Assert.Null(GroupScores.Of([new("a", default)]).Macro);
}
