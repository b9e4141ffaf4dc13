using Showdown.Statistics.Pairwise;

namespace Showdown.Tests.Statistics.Pairwise;

public sealed class BradleyTerryTests(ITestOutputHelper output)
{
    [Fact]
    public void Strengths_AreThoseOfAnotherAlgorithm_AndTheirMeanIsZero()
    {
        var reference = ReferenceValues.OfPairs("bradley_terry");
        var duels = reference
            .GetProperty("duels")
            .EnumerateArray()
            .Select(d => new Duel(d.Count("a"), d.Count("b"), [.. d.Numbers("values").Select((v, i) => new JudgedPair($"{i}", v))]))
            .ToList();

        var fit = BradleyTerry.Of(3, duels, rounds: 200)!;

        Assert.All(fit.Strengths.Zip(reference.Numbers("strengths")), s => Assert.Equal(s.Second, s.First.Value, 8));
        Assert.Equal(0, fit.Strengths.Sum(s => s.Value), 10);
        Assert.All(fit.Strengths, s => Assert.True(s.Low < s.Value && s.Value < s.High));
        Assert.False(fit.IsHeld);
        // Four hundred points are odds of ten to one.
        var (first, last) = (fit.Strengths[0], fit.Strengths[2]);
        Assert.Equal(1 / (1 + Math.Pow(10, (last.Elo.Value - first.Elo.Value) / 400)), fit.Chance(0, 2), 12);
    }

    [Fact]
    public void TheSameFigures_WhicheverModelComesFirst()
    {
        var duels = new SimulatedJudging(3).Duels([0.4, 0, -0.3], 50);
        var turned = duels.Select(d => new Duel(2 - d.B, 2 - d.A, [.. d.Pairs.Select(p => p with { Value = 1 - p.Value })])).Reverse().ToList();

        var (one, other) = (BradleyTerry.Of(3, duels, 50)!, BradleyTerry.Of(3, turned, 50)!);

        Assert.All(Enumerable.Range(0, 3), m => Assert.Equal(one.Strengths[m].Value, other.Strengths[2 - m].Value, 8));
    }

    [Fact]
    public void AModelThatAlwaysLoses_HasAFiniteStrength_AndThatIsSaid()
    {
        static Duel Duel(int a, int b, double value) => new(a, b, [.. Enumerable.Range(0, 30).Select(i => new JudgedPair($"{i}", value))]);

        var fit = BradleyTerry.Of(3, [Duel(0, 1, 0.5), Duel(0, 2, 1), Duel(1, 2, 1)], 50)!;

        Assert.True(fit.IsHeld);
        Assert.All(fit.Strengths, s => Assert.True(double.IsFinite(s.Low) && double.IsFinite(s.High)));
        Assert.True(fit.Strengths[2].High < fit.Strengths[0].Low);
    }

    /// <summary>Of two models the chance is the share of wins; strengths are half its log odds, and their interval is about that of the
    /// share.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void OfTwoModels_TheChanceIsTheWinRate_WhicheverIsNamedFirst(int winner, int loser)
    {
        var pairs = Enumerable.Range(0, 80).Select(i => new JudgedPair($"{i}", i < 60 ? 1 : 0)).ToList();

        var fit = BradleyTerry.Of(2, [new Duel(winner, loser, pairs)])!;

        Assert.Equal((0.75, 0.25), (Math.Round(fit.Chance(winner, loser), 10), Math.Round(fit.Chance(loser, winner), 10)));
        Assert.Equal(Math.Log(3) / 2, fit.Strengths[winner].Value, 10);
        Assert.Equal(1000 + 400 * Math.Log10(3) / 2, fit.Strengths[winner].Elo.Value, 8);
        var (low, high) = (LogisticFit.Logistic(2 * fit.Strengths[winner].Low), LogisticFit.Logistic(2 * fit.Strengths[winner].High));
        Assert.Equal(0.75 - 1.96 * Math.Sqrt(0.1875 / 80), low, 0.02);
        Assert.Equal(0.75 + 1.96 * Math.Sqrt(0.1875 / 80), high, 0.02);
    }

    [Fact]
    public void ADuelThatNobodyJudged_ChangesNothing()
    {
        var duels = new SimulatedJudging(4).Duels([0.4, 0, -0.3], 40)[..2];

        var (without, with) = (BradleyTerry.Of(3, duels, 50)!, BradleyTerry.Of(3, [.. duels, new Duel(1, 2, [new JudgedPair("0", null)])], 50)!);

        Assert.Equal(without.Strengths, with.Strengths);
    }

    [Fact]
    public void ModelsThatAChainOfPairsConnects_HaveStrengths_HoweverItsDuelsAreNamed()
    {
        static Duel Even(int a, int b) => new(a, b, [new JudgedPair("p", 1), new JudgedPair("q", 0), new JudgedPair("r", 0.5)]);

        var fit = BradleyTerry.Of(4, [Even(3, 2), Even(2, 1), Even(1, 0)], 20)!;

        Assert.All(fit.Strengths, s => Assert.Equal(0, s.Value, 10));
        Assert.Null(BradleyTerry.Of(4, [Even(1, 0), Even(3, 2)], 20));
    }

    [Fact]
    public void ModelsThatNoPairConnects_HaveNoStrengths() =>
        Assert.Null(
            BradleyTerry.Of(3, [new Duel(0, 1, [new JudgedPair("p", 1), new JudgedPair("q", 0)]), new Duel(1, 2, [new JudgedPair("p", null)])])
        );

    [Trait("Category", "Slow")]
    [Fact]
    public void Intervals_HoldTheTruth()
    {
        const int Rounds = 300;
        var held = SimulatedJudging.Strengths([0.6, 0, -0.2], 100, Rounds, resamples: 200);
        output.WriteLine($"held {100 * held:0.0} % of {Rounds}");
        Assert.InRange(held, 0.95 - 3.2 * Math.Sqrt(0.05 * 0.95 / Rounds), 0.99);
    }
}
