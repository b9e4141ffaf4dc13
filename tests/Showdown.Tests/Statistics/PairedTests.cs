using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class PairedTests
{
    [Fact]
    public void ManyItems_GiveT_AsSciPyDoes() =>
        Assert.All(ReferenceValues.Cases("paired").Where(c => c.GetProperty("name").GetString() != "few"), c =>
        {
            var compared = Paired.Compare(c.Pairs(), new PairedOptions { Margin = c.Number("margin") });
            Assert.Equal(PairedMethod.T, compared.Method);
            Assert.Equal(c.Number("difference"), compared.Difference!.Value, 1e-12);
            Assert.Equal(c.Number("se"), compared.StandardError!.Value, 1e-12);
            Assert.Equal(c.Number("low"), compared.Low!.Value, 1e-10);
            Assert.Equal(c.Number("high"), compared.High!.Value, 1e-10);
            Assert.Equal(c.Number("equivalence_p"), compared.EquivalenceP!.Value, 1e-10);
            Assert.Equal(c.Number("detectable"), compared.MinimumDetectable!.Value, 0.01 * c.Number("detectable"));
        });

    [Fact]
    public void SeededSignFlips_AgreeWithSciPy_WithinTheirOwnError() =>
        Assert.All(ReferenceValues.Cases("paired").Where(c => c.GetProperty("name").GetString() != "single"), c =>
        {
            var compared = Paired.Compare(c.Pairs());
            var p = c.Number("permutation_p");
            Assert.Equal(PairedTest.SignFlipSeeded, compared.Test);
            Assert.Equal(p, compared.P!.Value, 0.0002 + 4 * Math.Sqrt(p / 9999));
        });

    [Fact]
    public void FewItemsThatDiffer_GiveNoNarrowerIntervalThanT() =>
        Assert.All(ReferenceValues.Cases("paired").Where(c => c.GetProperty("name").GetString() == "few"), c =>
        {
            var compared = Paired.Compare(c.Pairs());
            Assert.Equal(PairedMethod.SignFlip, compared.Method);
            Assert.InRange(compared.Low!.Value, c.Number("low") - 0.02, c.Number("low"));
            Assert.InRange(compared.High!.Value, c.Number("high"), c.Number("high") + 0.02);
        });

    [Fact]
    public void FewSingleAttempts_GiveBonettAndPrice()
    {
        // By hand, 21 items, 1 win and 7 losses: (2 - 8)/23 plus and minus 1.96 sqrt((10/23 - (6/23)²)/23).
        var compared = Paired.Compare(Single(wins: 1, losses: 7, ties: 13));
        Assert.Equal((PairedMethod.AdjustedPaired, PairedTest.McNemar), (compared.Method, compared.Test));
        Assert.Equal(-0.50835, compared.Low!.Value, 5e-5);
        Assert.Equal(0.0703125, compared.P!.Value, 1e-12); // 2 (1 + 8) / 256
        Assert.Equal((1, 13, 7), (compared.Wins, compared.Ties, compared.Losses));
        // The upper end would be -0.01338; the careful test does not agree, and lends its own: 8/21 (2 * 0.526510 - 1).
        Assert.Equal(0.02020, compared.High!.Value, 5e-5);
        Assert.Equal(Verdict.NotEnoughData, compared.Verdict);
    }

    [Fact]
    public void IntervalsWithoutZero_GoWithASmallP_ForEveryOutcomeOfSixtyItems()
    {
        for (var wins = 0; wins <= 60; wins++)
        {
            for (var losses = 0; losses <= 60 - wins; losses++)
            {
                var compared = Paired.Compare(Single(wins, losses, 60 - wins - losses));
                Assert.True(compared.P < 0.05 || (compared.Low <= 0 && compared.High >= 0), $"{wins} wins, {losses} losses: p {compared.P}, {compared.Low} to {compared.High}");
            }
        }
    }

    [Theory]
    //          wins losses ties verdict
    [InlineData(40, 10, 150, Verdict.Better)]
    [InlineData(10, 40, 150, Verdict.Worse)]
    [InlineData(25, 25, 150, Verdict.NotEnoughData)]
    [InlineData(25, 25, 14_000, Verdict.Equivalent)]
    [InlineData(120, 40, 14_000, Verdict.Equivalent)] // surely not zero, and surely below two points
    [InlineData(0, 0, 60, Verdict.NotEnoughData)]
    [InlineData(0, 0, 1000, Verdict.Equivalent)]
    public void Verdict_FollowsFromIntervalTestAndMargin(int wins, int losses, int ties, Verdict expected) =>
        Assert.Equal(expected, Paired.Compare(Single(wins, losses, ties)).Verdict);

    [Fact]
    public void ADifferenceInsideTheMargin_IsEquivalent_AndStillSaidToBeShown()
    {
        var compared = Paired.Compare(Single(120, 40, 14_000));
        Assert.True(compared.DifferenceShown);
        Assert.Equal(Verdict.Better, Paired.Compare(Single(120, 40, 14_000), new PairedOptions { Margin = 0.001 }).Verdict);
    }

    [Fact]
    public void SwappedModels_SwapTheSigns_AndNothingElse()
    {
        var pairs = ReferenceValues.Cases("paired").First().Pairs();
        var (ab, ba) = (Paired.Compare(pairs), Paired.Compare([.. pairs.Select(p => new ItemPair(p.B, p.A))]));
        Assert.Equal(ab.Difference!.Value, -ba.Difference!.Value, 1e-12);
        Assert.Equal((ab.Wins, ab.Losses), (ba.Losses, ba.Wins));
        Assert.Equal(ab.Low!.Value, -ba.High!.Value, 0.01);
        Assert.Equal(ab.P!.Value, ba.P!.Value, 0.01);
    }

    [Fact]
    public void TheOrderOfItems_DoesNotMatter()
    {
        var pairs = ReferenceValues.Cases("paired").First().Pairs();
        var (forth, back) = (Paired.Compare(pairs), Paired.Compare([.. pairs.Reverse()]));
        Assert.Equal(forth.P, back.P);
        Assert.Equal(forth.Low!.Value, back.Low!.Value, 1e-12);
    }

    [Fact]
    public void ItemsThatOneModelLacks_AreDroppedAndCounted()
    {
        var pairs = Single(12, 3, 30);
        var compared = Paired.Compare([.. pairs, new(new(1, 1), default), new(default, new(0, 1)), default]);
        Assert.Equal((45, 3), (compared.Items, compared.Dropped));
        Assert.Equal(Paired.Compare(pairs) with { Dropped = 3 }, compared);
    }

    [Fact]
    public void TinySizes_SayNothing_AndDoNotFail()
    {
        Assert.True(Paired.Compare([]) is { Items: 0, Difference: null, Low: null, P: null, Verdict: Verdict.NotEnoughData });
        Assert.True(Paired.Compare([default]) is { Items: 0, Dropped: 1, Difference: null });
        var one = Paired.Compare([new(new(8, 8), new(0, 8))]);
        Assert.Equal((1.0, -1.0, 1.0, 1.0, Verdict.NotEnoughData), (one.Difference, one.Low, one.High, one.P, one.Verdict));
    }

    [Fact]
    public void RepeatsThatNeverDiffer_StillHaveAnInterval()
    {
        var compared = Paired.Compare([.. Enumerable.Repeat(new ItemPair(new(8, 8), new(8, 8)), 30)]);
        Assert.Equal((0.0, PairedMethod.NoSpread, Verdict.NotEnoughData), (compared.Difference, compared.Method, compared.Verdict));
        Assert.Equal(1.959963984540054 * Math.Sqrt(2) / 32, compared.High!.Value, 1e-12);
        Assert.Equal(1, compared.P);
    }

    [Fact]
    public void Effort_SaysWhatWouldDecide()
    {
        var pairs = ReferenceValues.Cases("paired").First(c => c.GetProperty("name").GetString() == "gpqa").Pairs();
        var compared = Paired.Compare(pairs);
        Assert.Equal(Verdict.NotEnoughData, Paired.Compare(pairs, new PairedOptions { Margin = 0.05 }).Verdict);
        Assert.True(compared.ItemsToDecide > compared.Items);
        Assert.Null(compared.EpochsToDecide); // the models' skills differ item by item: more attempts at 198 items cannot get to two points
        // Two models alike on every item: only attempts are missing.
        ItemPair[] four = [new(new(3, 4), new(1, 4)), new(new(1, 4), new(3, 4)), new(new(2, 4), new(2, 4)), new(new(2, 4), new(2, 4))];
        var alike = Enumerable.Repeat(four, 25).SelectMany(f => f).ToArray();
        Assert.Equal(125, Paired.Compare(alike).EpochsToDecide); // 4 * 0.1458 / 100 / (0.02 / 2.926)²
    }

    [Fact]
    public void AllOfMmlu_IsComparedTheSameWayTwice()
    {
        var pairs = Enumerable.Range(0, 14_042).Select(i => new ItemPair(new(i % 7 % 5, 4), new(i % 11 % 5, 4))).ToArray();
        Assert.Equal(Paired.Compare(pairs), Paired.Compare(pairs));
    }

    [Fact]
    public void OptionsOutsideTheirRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Paired.Compare([], new PairedOptions { Margin = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Paired.Compare([], new PairedOptions { Level = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Paired.Compare([new(new(2, 1), new(0, 1))]));
    }

    internal static ItemPair[] Single(int wins, int losses, int ties) =>
    [
        .. Enumerable.Repeat(new ItemPair(new(1, 1), new(0, 1)), wins),
        .. Enumerable.Repeat(new ItemPair(new(0, 1), new(1, 1)), losses),
        .. Enumerable.Range(0, ties).Select(i => new ItemPair(new(i % 2, 1), new(i % 2, 1))),
    ];
}
