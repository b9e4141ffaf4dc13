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
