using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class EffectiveContextTests(ITestOutputHelper output)
{
    [Theory]
    //          right of 40 at 4k, 8k, 16k, 32k    seen  low   high
    [InlineData(new[] { 40, 40, 40, 40 }, 32, 32, 32)] // kept as far as was tried
    [InlineData(new[] { 40, 40, 35, 10 }, 16, 8, 16)] // 35 of 40 keeps as seen, and cannot be shown to
    [InlineData(new[] { 40, 33, 30, 10 }, 4, 4, 16)] // 33 of 40 falls as seen, and cannot be shown to
    [InlineData(new[] { 20, 20, 5, 20 }, 8, 4, 32)] // a gap ends it; what was found beyond leaves it open
    [InlineData(new[] { 40, 2, 2, 2 }, 4, 4, 4)]
    public void ItIsTheLongestLength_WithoutAGapBelow(int[] right, int seen, int low, int high)
    {
        var context = EffectiveContext.Of([.. right.Select((r, i) => At(4 << i, r, 40)).Reverse()])!;
        Assert.Equal((seen, low, high, 32), (context.Tokens, context.Low, context.High, context.Longest));
    }

    /// <summary>What does not fall seems to fall at some length, by luck alone: scores that do not rise say how far it is kept.</summary>
    [Fact]
    public void ADipByLuck_IsPooledWithWhatComesAfter() =>
        Assert.Equal(32, EffectiveContext.Of([At(4, 28, 40), At(8, 22, 40), At(16, 29, 40), At(32, 28, 40)])!.Tokens);

    [Fact]
    public void FewQuestions_ShowNothing()
    {
        var context = EffectiveContext.Of([At(4, 12, 12), At(8, 12, 12)])!;
        Assert.Equal((8, 4, 8), (context.Tokens, context.Low, context.High));
    }

    [Fact]
    public void LengthsWithoutAScore_AreNotTried()
    {
        var context = EffectiveContext.Of([At(4, 40, 40), At(8, 40, 40), new(16, [new SampleScore(0, 0, 1)])])!;
        Assert.Equal((8, 8), (context.Tokens, context.Longest));
        Assert.Null(EffectiveContext.Of([At(4, 40, 40), new(16, [new SampleScore(0, 0, 1)])]));
        Assert.Null(EffectiveContext.Of([At(4, 0, 40), At(8, 40, 40)]));
    }

    /// <summary>How many right answers show that a score is kept, and how few that it has fallen: both scores' Wilson intervals put together,
    /// worked out beside with
    /// mpmath.</summary>
    [Theory]
    //          at the shortest, of, at the other of, share, level, kept from, fallen to
    [InlineData(40, 40, 40, 0.85, 0.95, 39, 28)]
    [InlineData(30, 40, 60, 0.85, 0.95, 48, 27)]
    [InlineData(60, 80, 50, 0.7, 0.95, 34, 18)]
    [InlineData(30, 40, 60, 0.85, 0.8, 45, 31)]
    [InlineData(9, 10, 200, 0.85, 0.95, 171, 99)]
    [InlineData(150, 200, 12, 0.5, 0.95, 8, 1)]
    public void ALengthIsShownToBeKept_OrToHaveFallen(int first, int firstOf, int of, double keeps, double level, int kept, int fallen)
    {
        EffectiveContext With(int right) => EffectiveContext.Of([At(4, first, firstOf), At(8, right, of)], keeps, level)!;
        Assert.Equal((4, 8, 8, 8), (With(kept - 1).Low, With(kept - 1).High, With(kept).Low, With(kept).High));
        Assert.Equal((4, 4, 4, 8), (With(fallen).Low, With(fallen).High, With(fallen + 1).Low, With(fallen + 1).High));
        Assert.Equal(keeps, With(kept).Keeps);
    }

    /// <summary>Lengths count as their questions do when they are pooled: 43 of 50 keep 0.85, 42 do not.</summary>
    [Theory]
    [InlineData(7, 16)]
    [InlineData(6, 4)]
    public void Pooling_WeighsLengthsByTheirQuestions(int right, int seen) =>
        Assert.Equal(seen, EffectiveContext.Of([At(4, 10, 10), At(8, right, 10), At(16, 36, 40)])!.Tokens);

    /// <summary>0.5, 0.6 and 1 of 10, 10 and 30: each is above what the ones before it make together, so all three are one: 41 of 50.</summary>
    [Theory]
    [InlineData(0.81, 32)]
    [InlineData(0.83, 4)]
    public void Pooling_GoesOn_UntilNoScoreRises(double keeps, int seen) =>
        Assert.Equal(seen, EffectiveContext.Of([At(4, 10, 10), At(8, 5, 10), At(16, 6, 10), At(32, 30, 30)], keeps)!.Tokens);

    /// <summary>A first score that is below the next is pooled too: 0.85 of 30 in 50 are kept by 26 of 50, not by 25.</summary>
    [Theory]
    [InlineData(26, 16)]
    [InlineData(25, 8)]
    public void TheShortest_IsPooledToo(int right, int seen) =>
        Assert.Equal(seen, EffectiveContext.Of([At(4, 5, 10), At(8, 25, 40), At(16, right, 50)])!.Tokens);

    [Fact]
    public void JustTheShare_IsKept() => Assert.Equal(8, EffectiveContext.Of([At(4, 40, 40), At(8, 20, 40)], 0.5)!.Tokens);

    [Fact]
    public void Scores_StandByLength_ShortestFirst()
    {
        var context = EffectiveContext.Of([At(16, 10, 40), At(4, 38, 40), At(8, 36, 40)], 0.85, 0.9)!;
        Assert.Equal([(4, 0.95), (8, 0.9), (16, 0.25)], context.Lengths.Select(l => (l.Tokens, l.Score.Value!.Value)));
        Assert.All(context.Lengths, l => Assert.Equal((0.9, 40), (l.Score.Level, l.Score.Samples)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void AShareThatCannotBe_IsRefused(double keeps) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => EffectiveContext.Of([At(4, 1, 1), At(8, 1, 1)], keeps));

    [Fact]
    public void OneLength_OrNone_HasNothingToBeHeldAgainst()
    {
        Assert.Null(EffectiveContext.Of([]));
        Assert.Null(EffectiveContext.Of([At(4, 40, 40)]));
    }

    /// <summary>Models whose share falls with length as it may: the bounds hold the true length in 95 of 100.</summary>
    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(30, 0.9, new[] { 1.0, 1.0, 0.95, 0.9, 0.8, 0.6 }, 8)]
    [InlineData(30, 0.9, new[] { 1.0, 0.86, 0.86, 0.86, 0.84, 0.84 }, 8)] // all just above or below
    [InlineData(30, 0.6, new[] { 1.0, 0.98, 0.9, 0.7, 0.5, 0.3 }, 4)]
    [InlineData(12, 0.95, new[] { 1.0, 1.0, 1.0, 0.84, 0.5, 0.2 }, 4)]
    [InlineData(100, 0.8, new[] { 1.0, 0.84, 0.9, 0.9, 0.84, 0.84 }, 1)] // a gap
    public void TheBounds_HoldTheTruth(int samples, double first, double[] keeps, int truth)
    {
        const int Rounds = 1500;
        var random = new SeededRandom(50);
        var (held, width) = (0, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            var context = EffectiveContext.Of([.. keeps.Select((k, i) => new ScoreAtLength(1 << i, Shares(first * k)))]);
            if (context is null)
                continue;
            held += context.Low <= truth && truth <= context.High ? 1 : 0;
            width += Math.Log2((double)context.High / context.Low) / Rounds;
        }
        output.WriteLine(
            $"{samples} questions a length, {first} at the shortest: held {100.0 * held / Rounds:0.0} %, {width:0.0} lengths wide, of {Rounds}, good to 0.6"
        );
        Assert.InRange((double)held / Rounds, 0.95 - Band.Half(0.95, Rounds), 1);

        // Five things to be found, each with the same chance, in tasks that are easy or hard.
        SampleScore[] Shares(double mean) =>
            [
                .. Enumerable
                    .Range(0, samples)
                    .Select(i => mean + (i % 2 == 0 ? 1 : -1) * Math.Min(1 - mean, mean) * 0.5)
                    .Select(chance => Enumerable.Range(0, 5).Count(_ => random.NextShare() < chance) / 5.0)
                    .Select(share =>
                        share == 1
                            ? new SampleScore(1, 1) { IsShare = true }
                            : new SampleScore(0, 1)
                            {
                                IsShare = true,
                                PartCredit = share,
                                PartSquares = share * share,
                            }
                    ),
            ];
    }

    private static ScoreAtLength At(int tokens, int right, int of) =>
        new(tokens, [.. Enumerable.Range(0, of).Select(i => new SampleScore(i < right ? 1 : 0, 1))]);
}
