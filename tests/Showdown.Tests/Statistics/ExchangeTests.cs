using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class ExchangeTests(ITestOutputHelper output)
{
    /// <summary>Of eight attempts at a sample one was wrong: it is the single one of tonight once in eight times.</summary>
    public static TheoryData<string, SamplePair[], double> ByHand =>
        new()
        {
            { "the wrong one is tonight's", [Pair(0, 1, 7, 7)], 2 * 0.5 / 8 },
            { "it was before", [Pair(1, 1, 6, 7)], 7 / 8.0 },
            { "six times it was before", [.. Enumerable.Repeat(Pair(1, 1, 6, 7), 6)], Math.Pow(7 / 8.0, 6) },
            { "once tonight's, once before", [Pair(0, 1, 7, 7), Pair(1, 1, 6, 7)], 2 * (1 + 14 / 2.0) / 64 },
            { "three of three wrong ones among four of eight", [Pair(1, 4, 4, 4)], 2 * 0.5 * 5 / 70 },
            { "the middle of a symmetric table", [Pair(2, 4, 2, 4)], 1 },
            { "what is always right or always wrong tells nothing", [Pair(1, 1, 7, 7), Pair(0, 1, 0, 7), Pair(0, 1, 7, 7)], 1 / 8.0 },
            { "nothing", [], 1 },
            { "a sample without a score", [Pair(0, 0, 7, 7), Pair(0, 1, 7, 7)], 1 / 8.0 },
            // 2/3 and 1/2 of one right attempt, 1/3 and 1/2 of another: sums of 5/6 once, 0 four times, -5/6 four times.
            { "unlike numbers of attempts", [Pair(1, 2, 0, 1), Pair(1, 1, 0, 2)], 2 * 0.5 * 2 / 9 },
        };

    [Theory]
    [MemberData(nameof(ByHand), DisableDiscoveryEnumeration = true)]
    public void P_IsTwiceTheTail(string what, SamplePair[] pairs, double p)
    {
        var (found, mirrored) = (Exchange.P(pairs), Exchange.P([.. pairs.Select(x => x.Mirrored)]));
        Assert.True(Math.Abs(p - found!.Value) < 1e-12, $"{what}: {found}");
        Assert.Equal(found, mirrored);
    }

    [Theory]
    [InlineData(12, 5)]
    [InlineData(3, 40)]
    [InlineData(300, 240)]
    public void OneAttemptAgainstOne_IsMcNemars(int wins, int losses)
    {
        SamplePair[] pairs = [.. Enumerable.Repeat(Pair(1, 1, 0, 1), wins), .. Enumerable.Repeat(Pair(0, 1, 1, 1), losses), Pair(1, 1, 1, 1)];
        Assert.Equal(1, Exchange.P(pairs)!.Value / McNemar.P(wins, losses), 1e-9);
    }

    /// <summary>Held against whole numbers of any length: the saddlepoint is within half a per cent.</summary>
    [Theory]
    [InlineData(2100, 4000, 1900, 4000, 7.752613261104413e-06)]
    [InlineData(1050, 2000, 6650, 14000, 2.8698055528252246e-05)]
    public void ThousandsOfAttemptsAtASample_AreDealtOutToo(int right, int scored, int rightBefore, int scoredBefore, double p) =>
        Assert.Equal(1, Exchange.P([Pair(right, scored, rightBefore, scoredBefore)])!.Value / p, 5e-3);

    [Fact]
    public void SharesAndClusters_CannotBeExchanged()
    {
        Assert.Null(Exchange.P([Pair(0, 1, 7, 7) with { Cluster = "a" }]));
        Assert.Null(Exchange.P([Pair(0, 1, 7, 7), new SamplePair(new SampleScore(1, 1), new SampleScore(0, 1) { IsShare = true })]));
        Assert.Null(Exchange.P([Pair(0, 1, 7, 7), new SamplePair(new SampleScore(1, 1) { IsShare = true }, new SampleScore(0, 1))]));
    }

    /// <summary>Attempts failed here and there: sums are too many to be told apart, and the saddlepoint's tail is near the exact one of
    /// fewer samples.</summary>
    [Fact]
    public void WithUnlikeNumbersOfAttempts_TheTailIsNearTheExactOne()
    {
        var random = new SeededRandom(4);
        for (var round = 0; round < 30; round++)
        {
            SumPart[] parts = [.. Enumerable.Range(0, 9).Select(_ => Part())];
            var observed = (long)(parts.Sum(p => p.Last) * (0.25 + 0.4 * random.NextShare()));
            var (beyond, equal) = SumOfParts.Exact(parts, observed)!.Value;
            Assert.InRange(SumOfParts.Saddlepoint(parts, observed) / (beyond + equal / 2), 0.75, 1.3);
        }
        SamplePair[] many = [.. Enumerable.Range(0, 400).Select(i => Pair(i % 5 + 1, 5 + i % 13, i % 7, 23 + i % 17))];
        Assert.InRange(Exchange.P(many)!.Value, 1e-300, 1e-20);

        // Three values whose mean is 0.
        SumPart Part()
        {
            var (low, high) = (SumOfParts.Steps(0.2 + random.NextShare()), 0.2 + 0.3 * random.NextShare());
            return new SumPart(-low, low, [high, 1 - 2 * high, high]);
        }
    }

    /// <summary>One attempt a night at samples that are nearly always right: sign flips took many small rises and no fall for a rise on 24 % of quiet
    /// nights, and 6 % were confirmed.</summary>
    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(50, 1, 0.98)]
    [InlineData(50, 1, 0.02)]
    [InlineData(20, 4, 0.99)]
    [InlineData(100, 2, 0.9)]
    public void QuietNights_AreSeldomSuspected(int samples, int epochs, double skill)
    {
        const int Rounds = 600;
        var models = new SimulatedModels((ulong)(samples + epochs));
        double[] skills = [.. Enumerable.Repeat(skill, samples)];
        var (suspected, confirmed) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var watched = Drift.Watch([new NightHistory("a", [.. Enumerable.Range(0, 8).Select(_ => models.Attempt(skills, epochs))])])[0];
            if (watched.Kind == DriftKind.None)
                continue;
            suspected++;
            confirmed += Confirmation.Decide(watched, models.Attempt(skills, epochs)).IsConfirmed ? 1 : 0;
        }
        output.WriteLine(
            $"{samples}x{epochs} at {skill}: suspected {100.0 * suspected / Rounds:0.0} %, confirmed {100.0 * confirmed / Rounds:0.0} % (± 0.7)"
        );
        Band.AssertBetween(0, 0.05, suspected, Rounds);
        Assert.InRange(confirmed, 0, 4);
    }

    [Fact]
    public void TheComparisonOfAModelWithItself_SaysItsTest()
    {
        SamplePair[] rises = [.. Enumerable.Repeat(Pair(1, 1, 6, 7), 6), .. Enumerable.Repeat(Pair(1, 1, 7, 7), 44)];
        var (ofOne, ofTwo) = (Paired.OneModel(rises), Paired.Compare(rises));
        Assert.Equal((PairedTest.Exchange, PairedTest.SignFlip), (ofOne.Test, ofTwo.Test));
        Assert.Equal((Math.Pow(7 / 8.0, 6), 1 / 64.0), (ofOne.P!.Value, ofTwo.P!.Value));
        Assert.True(ofOne is { Low: <= 0, High: >= 0 });
        Assert.Equal(ofTwo with { P = ofOne.P, Test = ofOne.Test, Low = ofOne.Low, DifferenceShown = false, Verdict = ofOne.Verdict }, ofOne);
        SamplePair[] together = [.. rises.Select((p, i) => p with { Cluster = $"{i / 2}" })];
        Assert.Equal(Paired.Compare(together), Paired.OneModel(together));
    }

    private static SamplePair Pair(int a, int ofA, int b, int ofB) => new(new SampleScore(a, ofA), new SampleScore(b, ofB));
}
