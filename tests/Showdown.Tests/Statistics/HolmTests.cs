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

    /// <summary>By hand: 4 x 0.01, 3 x 0.02, 2 x 0.04 and what came before where a later one would be less; never above 1.</summary>
    [Fact]
    public void EachP_IsMultipliedByThoseLeft_AndNeverLessThanTheOneBefore()
    {
        Assert.All(new[] { 0.08, 0.04, 0.08, 0.06 }.Zip(Holm.Adjust([0.04, 0.01, 0.045, 0.02])), p => Assert.Equal(p.First, p.Second, 1e-12));
        Assert.Equal([1, 1, 1], Holm.Adjust([0.5, 0.9, 0.6]));
        Assert.Empty(Holm.Adjust(Array.Empty<double>()));
    }

    /// <summary>Claims of a difference and of equivalence are two families: each has its own number.</summary>
    [Fact]
    public void TwoFamilies_AreAdjustedApart()
    {
        PairedComparison[] compared =
        [
            Paired.Compare(PairedTests.Single(20, 7, 100)),
            Paired.Compare([]),
            Paired.Compare(PairedTests.Single(3, 3, 400)),
        ];
        var adjusted = Holm.Adjust(compared);
        Assert.Equal(Holm.Adjust([compared[0].P!.Value, compared[2].P!.Value]), [adjusted[0].AdjustedP!.Value, adjusted[2].AdjustedP!.Value]);
        Assert.Equal(
            Holm.Adjust([compared[0].EquivalenceP!.Value, compared[2].EquivalenceP!.Value]),
            [adjusted[0].AdjustedEquivalenceP!.Value, adjusted[2].AdjustedEquivalenceP!.Value]
        );
        Assert.True(adjusted[1] is { AdjustedP: null, AdjustedEquivalenceP: null });
    }

    /// <summary>What stops when it is sure has its level already, and takes none from the others.</summary>
    [Fact]
    public void ComparisonsUnderAStoppingRule_StayAsTheyAre()
    {
        SamplePair[] pairs = PairedTests.Single(20, 7, 100);
        var stopped = Showdown.Statistics.Sequential.SequentialPaired.Compare(
            pairs,
            [.. pairs.Select(p => new Showdown.Statistics.Sequential.SequentialUnit(p.Difference))],
            new()
        );
        stopped = stopped with { P = 0.5, EquivalenceP = 1 };
        var alone = Paired.Compare(pairs);
        var adjusted = Holm.Adjust([stopped, alone, stopped]);
        Assert.Equal([stopped, stopped], [adjusted[0], adjusted[2]]);
        Assert.Equal((alone.P, alone.EquivalenceP), (adjusted[1].AdjustedP, adjusted[1].AdjustedEquivalenceP));
    }
}
