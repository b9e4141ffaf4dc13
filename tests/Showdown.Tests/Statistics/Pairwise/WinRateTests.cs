using Showdown.Statistics;
using Showdown.Statistics.Pairwise;

namespace Showdown.Tests.Statistics.Pairwise;

public sealed class WinRateTests(ITestOutputHelper output)
{
    private static IEnumerable<JudgedPair> Prompts(int count, double? value, string name = "p") =>
        Enumerable.Range(0, count).Select(i => new JudgedPair($"{name}{value}-{i}", value));

    [Fact]
    public void Ties_AreHalf_AndThePromptIsTheUnit()
    {
        var rate = WinRate.Of([.. Prompts(50, 1), .. Prompts(30, 0.5), .. Prompts(20, 0)]);

        Assert.Equal(0.65, rate.Value!.Value, 12);
        Assert.Equal((100, 50, 30, 20), (rate.Prompts, rate.Comparison.Wins, rate.Comparison.Ties, rate.Comparison.Losses));
        Assert.Equal(Verdict.Better, rate.Verdict);
        // Wins less losses are the same figure on the house's scale.
        Assert.Equal(2 * rate.Value.Value - 1, rate.Comparison.Difference!.Value, 12);
        Assert.Equal(2 * rate.Low!.Value - 1, rate.Comparison.Low!.Value, 12);
    }

    [Fact]
    public void SeveralAnswersToAPrompt_AreOneObservation()
    {
        JudgedPair[] once = [.. Prompts(14, 1), .. Prompts(6, 0)];

        var (single, tenfold) = (WinRate.Of(once), WinRate.Of([.. once.SelectMany(p => Enumerable.Repeat(p, 10))]));

        Assert.Equal(20, tenfold.Prompts);
        Assert.Equal((single.Low, single.High, single.Verdict), (tenfold.Low, tenfold.High, tenfold.Verdict));
    }

    [Fact]
    public void TheOtherModel_SeesTheMirroredFigures()
    {
        JudgedPair[] pairs = [.. Prompts(31, 1), .. Prompts(7, 0.75), .. Prompts(9, 0.5), .. Prompts(12, 0)];
        var (ours, theirs) = (WinRate.Of(pairs), WinRate.Of([.. pairs.Select(p => p with { Value = 1 - p.Value })]));

        Assert.Equal(ours.Value!.Value, 1 - theirs.Value!.Value, 12);
        Assert.Equal(ours.Low!.Value, 1 - theirs.High!.Value, 12);
        Assert.Equal((Verdict.Better, Verdict.Worse), (ours.Verdict, theirs.Verdict));
    }

    [Fact]
    public void PairsThatWereNotJudged_AreNoLosses_AndNoVerdictHangsOnThem()
    {
        JudgedPair[] judged = [.. Prompts(40, 1), .. Prompts(10, 0.5), .. Prompts(15, 0)];

        var (all, some) = (WinRate.Of(judged), WinRate.Of([.. judged, .. Prompts(30, null)]));

        Assert.Equal((all.Value, all.Low, 0), (some.Value, some.Low, 0));
        Assert.Equal((Verdict.Better, 30), (all.Verdict, some.Unscored));
        Assert.True(some.Comparison.HangsOnMissing);
        Assert.Equal(Verdict.NotEnoughData, some.Verdict);
    }

    [Fact]
    public void AllTies_AreEquivalent_WithinTheMarginOfTheRate()
    {
        var rate = WinRate.Of([.. Prompts(800, 0.5), .. Prompts(8, 1), .. Prompts(8, 0)]);

        Assert.Equal(Verdict.Equivalent, rate.Verdict);
        Assert.Equal(0.04, rate.Comparison.Margin, 12);
    }

    [Fact]
    public void WithoutAJudgedPair_NothingIsKnown()
    {
        var rate = WinRate.Of([.. Prompts(5, null)]);

        Assert.Equal(((double?)null, 5, Verdict.NotEnoughData), (rate.Value, rate.Unscored, rate.Verdict));
    }

    /// <summary>One prompt answered five times: won, half won, a quarter won, lost, not judged.</summary>
    [Fact]
    public void SharesOfAPrompt_AreItsCreditOnBothSides()
    {
        JudgedPair[] pairs = [.. new double?[] { 1, 0.5, 0.25, 0, null }.Select(v => new JudgedPair("p", v))];

        var sample = Assert.Single(WinRate.Samples(pairs));

        Assert.Equal(
            (
                new SampleScore(1, 4, 1)
                {
                    PartCredit = 0.75,
                    PartSquares = 0.3125,
                    IsShare = true,
                },
                new SampleScore(1, 4, 1)
                {
                    PartCredit = 1.25,
                    PartSquares = 0.8125,
                    IsShare = true,
                }
            ),
            (sample.A, sample.B)
        );
        Assert.Equal(0.4375, WinRate.Of([.. pairs, new JudgedPair("q", 0.4375)]).Value!.Value, 12);
    }

    [Fact]
    public void Holm_DecidesAnew()
    {
        var close = WinRate.Of([.. Prompts(33, 1), .. Prompts(17, 0)]);
        var others = Enumerable.Repeat(WinRate.Of([.. Prompts(25, 1), .. Prompts(25, 0)]), 2);

        var adjusted = Holm.Adjust([.. others.Prepend(close).Select(r => r.Comparison)]);

        Assert.Equal((Verdict.Better, Verdict.NotEnoughData), (close.Verdict, close.With(adjusted[0]).Verdict));
    }

    /// <summary>More cells and rounds: the performance project's table "pairwise".</summary>
    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(0.5, 0.6, 100, 1)]
    [InlineData(0.75, 0.6, 100, 1)]
    [InlineData(0.6, 0.3, 250, 1)]
    [InlineData(0.6, 0.9, 250, 5)]
    public void Intervals_HoldTheTruth_AndEqualModelsAreSeldomCalledDifferent(double rate, double consistency, int prompts, int cluster)
    {
        const int Rounds = 2000;
        var (held, shown) = SimulatedJudging.WinRates(rate, consistency, prompts, cluster, Rounds);
        output.WriteLine($"held {100 * held:0.0} %, called different {100 * shown:0.0} %");
        Assert.InRange(held, 0.935, 0.97);
        if (rate == 0.5)
            Assert.InRange(shown, 0, 0.065);
    }
}
