using Showdown.Statistics.Fidelity;

namespace Showdown.Tests.Statistics.Fidelity;

/// <summary>Larger tables of the same: <c>Showdown.Performance -- statistics fidelity</c>; their figures stand in METHODS.md.</summary>
public sealed class ModelEqualityTests
{
    [Theory]
    //          a        b        places  alike
    [InlineData("abcd", "abcd", 4, 1.0)]
    [InlineData("abcd", "abxd", 4, 0.75)]
    [InlineData("ab", "abcd", 4, 0.5)] // an end is a symbol of its own
    [InlineData("ab", "ab", 4, 1.0)] // and two ends are alike
    [InlineData("abcd", "abxx", 2, 1.0)] // what lies behind is not looked at
    [InlineData("", "abcd", 4, 0.0)]
    public void Kernel_IsTheShareOfPlacesThatAgree(string a, string b, int places, double alike)
    {
        // Two of each: the mean between the two kinds is the likeness of one pair.
        var kernel = new HammingKernel([Runes(a), Runes(a), Runes(b), Runes(b)], new Positions(places, 1e9).Weights());
        Assert.Equal(alike, kernel.Between([0, 1]).Between, 8);
        Assert.Equal(1, kernel.Between([0, 1]).Chosen, 12);
        Assert.Equal(1, kernel.Between([2, 3]).Chosen, 12);
    }

    [Fact]
    public void Places_CountLessTheFurtherBackTheyAre() =>
        Assert.Equal(_three, new Positions(3, 1).Weights().Select(w => Math.Round(w, 12)).ToArray(), (a, b) => Math.Abs(a - b) < 1e-9);

    [Fact]
    public void NoPlace_CannotBeCompared() =>
        Assert.Equal("First", Assert.Throws<ArgumentOutOfRangeException>(() => new Positions(0, 1).Weights()).ParamName);

    [Fact]
    public void Distance_IsThatOfItsDefinition()
    {
        int[][] replies =
        [
            [1, 2, 3],
            [1, 2, 4],
            [1, 5, 6],
            [7, 2, 3],
            [1, 2, 3],
            [8, 9, 3],
        ];
        int[] chosen = [1, 3];
        var others = Enumerable.Range(0, replies.Length).Except(chosen).ToList();
        double Alike(int a, int b) => replies[a].Zip(replies[b], _three).Sum(p => p.First == p.Second ? p.Third : 0);
        var inside = Alike(1, 3);
        var outside = (from a in others from b in others where a != b select Alike(a, b)).Average();
        var between = (from a in chosen from b in others select Alike(a, b)).Average();
        Assert.Equal(inside + outside - (2 * between), new HammingKernel(replies, _three).Between(chosen).Distance, 12);
    }

    [Fact]
    public void Moments_AreThoseOfAllWaysToChoose()
    {
        var random = new SeededRandom(3);
        int[][] replies = [.. Enumerable.Range(0, 7).Select(_ => Enumerable.Range(0, 6).Select(_ => random.NextBelow(3)).ToArray())];
        var kernel = new HammingKernel(replies, new Positions(6, 1).Weights());
        var all = (
            from a in Enumerable.Range(0, 7)
            from b in Enumerable.Range(a + 1, 6 - a)
            from c in Enumerable.Range(b + 1, 6 - b)
            select kernel.Between([a, b, c])
        ).ToList();
        Assert.Equal(35, all.Count);
        var moments = kernel.Moments(3);
        var mean = all.Average(l => l.Chosen);
        Assert.Equal(mean, moments.Mean, 12);
        Assert.Equal(all.Average(l => l.Others), moments.Mean, 12);
        Assert.Equal(all.Average(l => (l.Chosen - mean) * (l.Chosen - mean)), moments.Chosen, 12);
        Assert.Equal(all.Average(l => (l.Others - mean) * (l.Others - mean)), moments.Others, 12);
        Assert.Equal(all.Average(l => (l.Chosen - mean) * (l.Others - mean)), moments.Covariance, 12);
    }

    [Fact]
    public void SameText_IsNoDifference()
    {
        var replies = Enumerable.Repeat(Runes("the same words"), 4).ToList();
        var result = ModelEquality.Compare(Enumerable.Repeat(new PromptReplies(replies, replies), 6), Positions.Characters);
        Assert.Equal(1, result.P!.Value);
        Assert.Equal(0, result.Distance, 12);
        Assert.Equal(1, result.BetweenHosts, 12);
    }

    /// <summary>Every likeness is one to the last bit: no dealing differs from another, and nothing varies.</summary>
    [Fact]
    public void ASingleWord_IsNoDifference()
    {
        var replies = Enumerable.Repeat(Runes("x"), 4).ToList();
        var result = ModelEquality.Compare(Enumerable.Repeat(new PromptReplies(replies, replies), 5), new Positions(1, 1));
        Assert.Equal((1.0, 0.0, new Showdown.Statistics.Interval(0, 0)), (result.P!.Value, result.Distance, result.DistanceRange));
    }

    [Fact]
    public void OtherText_IsFound()
    {
        var (a, b) = (Enumerable.Repeat(Runes("yes"), 4).ToList(), Enumerable.Repeat(Runes("not"), 4).ToList());
        var result = ModelEquality.Compare(Enumerable.Repeat(new PromptReplies(a, b), 6), new Positions(3, 1));
        Assert.Equal(2, result.Distance, 12);
        Assert.True(result.P < 0.001);
    }

    [Fact]
    public void FewPrompts_SayNothing()
    {
        var once = new PromptReplies([Runes("a"), Runes("b")], [Runes("c")]);
        var twice = new PromptReplies([Runes("a"), Runes("b")], [Runes("c"), Runes("d")]);
        Assert.Null(ModelEquality.Compare([once, once, once, once, once, twice, twice, twice, twice], Positions.Characters).P);
        Assert.NotNull(ModelEquality.Compare([twice, twice, twice, twice, twice], Positions.Characters).P);
    }

    [Fact]
    public void Result_IsTheSameEachTime()
    {
        var world = new SimulatedReplies(7);
        var (a, b) = (world.Of(Departure.Same, 4), world.Of(Departure.Same, 4));
        Assert.Equal(
            ModelEquality.Compare(SimulatedReplies.Pairs(a, b), Positions.Characters) with
            { },
            ModelEquality.Compare(SimulatedReplies.Pairs(a, b), Positions.Characters) with
            { }
        );
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void EqualHosts_AreCalledDifferentInFivePerCentOfFamiliesAtMost()
    {
        const int rounds = 40;
        var (families, controls) = FidelityTables.Level(rounds);
        Band.AssertBetween(0, 0.05, families, rounds);
        Band.AssertBetween(0, 0.05, controls, rounds);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void TheLevelHolds_WhateverTheRepliesAre()
    {
        const int rounds = 2_000;
        var (families, controls) = FidelityTables.LevelOfFewWords(rounds);
        Band.AssertBetween(0.02, 0.05, families, rounds); // next to nothing would be a test that finds nothing
        Band.AssertHolds(0.05, controls, rounds);
    }

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(0)]
    [InlineData(0.05)] // counted as replies, copies made two nights of one host differ on most nights
    public void AHostThatDoesNotChange_IsHardlyEverSaidToHave(double repeats)
    {
        var (alarms, nights) = FidelityTables.FalseChanges(rounds: 6, repeats: repeats);
        Band.AssertBetween(0, 0.01, alarms, nights);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void PlainDistortions_AreFound()
    {
        Departure[] plain = [.. Departure.Distorted.Where(h => h.TemperatureOff <= -0.3)];
        Assert.All(FidelityTables.Power(plain, 10), row => Assert.True(row.Found >= 7));
    }

    /// <summary>1 / 1, 1 / 2, 1 / 3 of their sum.</summary>
    private static readonly double[] _three = [6.0 / 11, 3.0 / 11, 2.0 / 11];

    private static int[] Runes(string text) => [.. text.EnumerateRunes().Select(r => r.Value)];
}
