using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class PairedTests
{
    /// <summary>One attempt against sixteen, nearly all right: where a few of the sixteen went wrong here and there and none of the single ones, no
    /// model is better.</summary>
    [Fact]
    public void OneAttemptAgainstSixteen_IsNotDecidedByWhatHasNotTurnedUp()
    {
        SamplePair[] pairs = [.. Enumerable.Range(0, 200).Select(i => new SamplePair(new(1, 1), new(i < 14 ? 15 : 16, 16)))];
        var compared = Paired.Compare(pairs);
        Assert.True(compared is { P: < 0.001, Low: <= 0, High: > 0, Method: PairedMethod.Bounded, Verdict: not Verdict.Better }, $"{compared}");
        // As many attempts on both sides would have shown it.
        Assert.True(Paired.Compare([.. pairs.Select(p => p with { A = new(16, 16) })]) is { DifferenceShown: true, Method: PairedMethod.T });
        // Four for one are not too many.
        Assert.Equal(PairedMethod.T, Paired.Compare([.. pairs.Select(p => p with { A = new(4, 4) })]).Method);
    }

    [Fact]
    public void ManySamples_GiveT_AsSciPyDoes() =>
        Assert.All(
            ReferenceValues.Cases("paired").Where(c => c.GetProperty("name").GetString() is not ("few" or "single")),
            c =>
            {
                var compared = Paired.Compare(c.Pairs(), new PairedOptions { Margin = c.Number("margin") });
                Assert.Equal((PairedMethod.T, PairedTest.SignFlip), (compared.Method, compared.Test));
                Assert.Equal(c.Number("difference"), compared.Difference!.Value, 1e-12);
                Assert.Equal(c.Number("se"), compared.StandardError!.Value, 1e-12);
                Assert.Equal(c.Number("low"), compared.Low!.Value, 1e-10);
                Assert.Equal(c.Number("high"), compared.High!.Value, 1e-10);
                // With so many samples mid-p is nearly the p of t.
                Assert.Equal(c.Number("t_p"), compared.P!.Value, 0.002 + 0.05 * c.Number("t_p"));
            }
        );

    [Fact]
    public void FewSamplesThatDiffer_GiveNoNarrowerIntervalThanT()
    {
        SamplePair[] pairs =
        [
            new(new(16, 16), new(4, 16)),
            new(new(16, 16), new(10, 16)),
            .. Enumerable.Repeat(new SamplePair(new(16, 16), new(16, 16)), 28),
        ];
        var compared = Paired.Compare(pairs);
        Assert.Equal(PairedMethod.Bounded, compared.Method);
        Assert.True(compared.High - compared.Low > 2 * 2.045 * compared.StandardError);
    }

    /// <summary>Tango 1998, equations 8 and 9, in closed form.</summary>
    [Theory]
    [InlineData(1, 7, 21)]
    [InlineData(5, 0, 40)]
    [InlineData(0, 0, 30)]
    [InlineData(30, 12, 198)]
    public void SingleAttempts_GiveTango(int wins, int losses, int samples)
    {
        var compared = Paired.Compare(Single(wins, losses, samples - wins - losses));
        Assert.Equal((PairedMethod.Tango, PairedTest.McNemar), (compared.Method, compared.Test));
        if (compared.P >= 0.05)
        {
            Assert.True(compared.Low <= 0 && compared.High >= 0);
            if (Math.Abs(compared.Low!.Value) < 1e-12 || Math.Abs(compared.High!.Value) < 1e-12)
                return; // widened until it holds zero
        }
        Assert.Equal(1.959963984540054, Tango(wins, losses, samples, compared.Low!.Value), 1e-6);
        Assert.Equal(-1.959963984540054, Tango(wins, losses, samples, compared.High!.Value), 1e-6);
    }

    private static double Tango(int wins, int losses, int n, double difference)
    {
        var b = -wins - losses + (2.0 * n - wins + losses) * difference;
        var q = (Math.Sqrt(b * b + 8 * n * losses * difference * (1 - difference)) - b) / (4 * n);
        return (wins - losses - n * difference) / Math.Sqrt(n * (2 * q + difference * (1 - difference)));
    }

    [Fact]
    public void IntervalsWithoutZero_GoWithASmallP_ForEveryOutcomeOfSixtySamples()
    {
        for (var wins = 0; wins <= 60; wins++)
        {
            for (var losses = 0; losses <= 60 - wins; losses++)
            {
                var compared = Paired.Compare(Single(wins, losses, 60 - wins - losses));
                Assert.True(
                    compared.P < 0.05 || (compared.Low <= 0 && compared.High >= 0),
                    $"{wins} wins, {losses} losses: p {compared.P}, {compared.Low} to {compared.High}"
                );
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
        SamplePair[] pairs = [.. ReferenceValues.Cases("paired").First().Pairs(), new(new(1, 3, 1), new(2, 4)), new(new(0, 0, 4), new(1, 4))];
        var (ab, ba) = (Paired.Compare(pairs), Paired.Compare([.. pairs.Select(p => p.Mirrored)]));
        Assert.Equal(ab.Mirrored(), ba);
    }

    [Fact]
    public void TheOrderOfSamples_DoesNotMatter()
    {
        var pairs = ReferenceValues.Cases("paired").First().Pairs();
        var (forth, back) = (Paired.Compare(pairs), Paired.Compare([.. pairs.Reverse()]));
        Assert.Equal(forth.P, back.P);
        Assert.Equal(forth.Low!.Value, back.Low!.Value, 1e-12);
    }

    [Fact]
    public void SamplesThatOneModelLacks_AreDroppedAndCounted()
    {
        var pairs = Single(12, 3, 30);
        var compared = Paired.Compare([.. pairs, new(new(1, 1), default), new(default, new(0, 1)), default]);
        Assert.Equal((45, 3), (compared.Samples, compared.Dropped));
        Assert.Equal((0, 0, 0, 3), (compared.LeftOut.NoScoreA, compared.LeftOut.NoScoreB, compared.LeftOut.NoScoreBoth, compared.LeftOut.NotAsked));
        Assert.Equal(Paired.Compare(pairs).Low, compared.Low);
    }

    [Fact]
    public void TinySizes_SayNothing_AndDoNotFail()
    {
        Assert.True(Paired.Compare([]) is { Samples: 0, Difference: null, Low: null, P: null, Verdict: Verdict.NotEnoughData });
        Assert.True(Paired.Compare([default]) is { Samples: 0, Dropped: 1, Difference: null });
        var one = Paired.Compare([new(new(8, 8), new(0, 8))]);
        Assert.Equal((1.0, -1.0, 1.0, 1.0, Verdict.NotEnoughData), (one.Difference, one.Low, one.High, one.P, one.Verdict));
    }

    [Fact]
    public void RepeatsThatNeverDiffer_AreWorthAsMuchAsSingleAttempts()
    {
        var compared = Paired.Compare([.. Enumerable.Repeat(new SamplePair(new(8, 8), new(8, 8)), 30)]);
        Assert.Equal((0.0, PairedMethod.Bounded, Verdict.NotEnoughData), (compared.Difference, compared.Method, compared.Verdict));
        Assert.InRange(compared.High!.Value, Paired.Compare(Single(0, 0, 30)).High!.Value, 0.15);
        Assert.Equal(1, compared.P);
    }

    /// <summary>30 right of 60, the rest failed, against 50 right of 60: nobody can know.</summary>
    [Fact]
    public void WhatIsMissing_ForbidsAVerdict_ThatItCouldTurn()
    {
        SamplePair[] pairs =
        [
            .. Enumerable.Range(0, 60).Select(i => new SamplePair(i < 30 ? new(1, 1) : new(0, 0, 1), new(i is >= 5 and < 15 ? 0 : 1, 1))),
        ];
        var compared = Paired.Compare(pairs);
        Assert.Equal((30, 30, 0, 0), (compared.Samples, compared.LeftOut.NoScoreA, compared.LeftOut.NoScoreB, compared.LeftOut.Attempts));
        Assert.True(compared is { P: < 0.01, Low: > 0, HangsOnMissing: true, DifferenceShown: false, Verdict: Verdict.NotEnoughData });
        Assert.Equal(-20 / 60.0, compared.LeftOut.Low!.Value, 1e-12);
        Assert.Equal(10 / 60.0, compared.LeftOut.High!.Value, 1e-12);
        // Two failures in a large benchmark turn nothing.
        SamplePair[] few = [.. Single(90, 10, 100), new(new(0, 0, 1), new(1, 1)), new(new(1, 1), new(0, 0, 1))];
        Assert.Equal((Verdict.Better, 2), (Paired.Compare(few).Verdict, Paired.Compare(few).Dropped));
        // Equivalence hangs on them sooner.
        SamplePair[] alike = [.. Single(0, 0, 1000), .. Enumerable.Repeat(new SamplePair(new(0, 0, 1), new(1, 1)), 30)];
        Assert.True(Paired.Compare(alike) is { HangsOnMissing: true, Verdict: Verdict.NotEnoughData });
    }

    /// <summary>23 models, one with 60 of 60, the others with none: 253 comparisons, and all that it has are shown.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void ManyComparisons_LeaveTheSmallestPLow(int epochs)
    {
        SampleScore[] best = [.. Enumerable.Repeat(new SampleScore(epochs, epochs), 60)],
            none = [.. Enumerable.Repeat(new SampleScore(0, epochs), 60)];
        var pairs = AllPairs.Compare([best, .. Enumerable.Repeat(none, 22)]);
        Assert.Equal(253, pairs.Count);
        Assert.All(pairs.Where(p => p.A == 0), p => Assert.Equal(Verdict.Better, p.Comparison.Verdict));
    }

    [Fact]
    public void AllOfMmlu_IsComparedTheSameWayTwice()
    {
        var pairs = Enumerable.Range(0, 14_042).Select(i => new SamplePair(new(i % 7 % 5, 4), new(i % 11 % 5, 4))).ToArray();
        Assert.Equal(Paired.Compare(pairs), Paired.Compare(pairs));
    }

    internal static SamplePair[] Single(int wins, int losses, int ties) =>
        [
            .. Enumerable.Repeat(new SamplePair(new(1, 1), new(0, 1)), wins),
            .. Enumerable.Repeat(new SamplePair(new(0, 1), new(1, 1)), losses),
            .. Enumerable.Range(0, ties).Select(i => new SamplePair(new(i % 2, 1), new(i % 2, 1))),
        ];
}
