using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class HolmTests
{
    [Fact]
    public void Adjust_AgreesWithStatsmodels()
    {
        var reference = ReferenceValues.Of("multiple");
        var adjusted = Holm.Adjust(reference.Numbers("p"));
        Assert.All(reference.Numbers("holm").Zip(adjusted), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void Comparisons_LoseTheirVerdict_WhenTheyAreOneOfMany()
    {
        var narrow = Paired.Compare(PairedTests.Single(20, 7, 100));
        Assert.Equal(Verdict.Better, narrow.Verdict);
        Assert.Equal(Verdict.Better, Assert.Single(Holm.Adjust([narrow])).Verdict);
        var many = Holm.Adjust([narrow, .. Enumerable.Repeat(Paired.Compare(PairedTests.Single(3, 3, 100)), 5), Paired.Compare([])]);
        Assert.Equal(Verdict.NotEnoughData, many[0].Verdict);
        Assert.Equal(narrow.P * 6, many[0].AdjustedP);
        Assert.Null(many[^1].AdjustedP);
    }

    [Fact]
    public void Ratios_AreAdjustedTogether()
    {
        var shown = TimeWindows.Compare([(1, 2), (1, 2.6), (1, 1.5), (1.2, 2), (1, 1.6)]);
        var alone = TimeWindows.Compare([(1, 2), (1, 1), (1, 1.2), (1, 1), (1, 1.1)]);
        var few = TimeWindows.Compare([(1, 2)]);
        var adjusted = Holm.Adjust([shown, alone, few]);
        Assert.Equal(2 * shown.P!.Value, adjusted[0].AdjustedP!.Value, 1e-12);
        Assert.Null(adjusted[2].AdjustedP);
    }
}
