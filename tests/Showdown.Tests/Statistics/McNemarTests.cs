using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class McNemarTests(ITestOutputHelper output)
{
    [Fact]
    public void P_AgreesWithStatsmodels_LessHalfOfTheOutcomeItself() =>
        Assert.All(
            ReferenceValues.Cases("mcnemar"),
            c =>
            {
                var (wins, losses) = (c.Count("wins"), c.Count("losses"));
                var outcome = Math.Exp(MathNet.Numerics.SpecialFunctions.BinomialLn(wins + losses, wins) - (wins + losses) * Math.Log(2));
                var expected = wins == losses ? 1 : c.Number("p") - outcome;
                Assert.True(
                    Math.Abs(McNemar.P(wins, losses) - expected) <= 1e-8 * expected + 1e-14,
                    $"{wins} and {losses}: {McNemar.P(wins, losses):R} is not {expected:R}"
                );
            }
        );

    /// <summary>Of 5 disagreements 1 against 4: 1/32 of none, half of 5/32 of one; twice that. One-sided: four or five of five.</summary>
    [Fact]
    public void SmallCounts_AreAsByHand()
    {
        Assert.Equal(2 * (1 + 2.5) / 32, McNemar.P(4, 1), 1e-12);
        Assert.Equal(McNemar.P(4, 1), McNemar.P(1, 4));
        Assert.Equal(1 / 32.0, McNemar.P(0, 5), 1e-12);
        Assert.Equal((1, 1), (McNemar.P(0, 0), McNemar.OneSidedP(0, 0)));
        Assert.Equal(1, McNemar.P(3, 3), 1e-12);
        Assert.Equal(6 / 32.0, McNemar.OneSidedP(4, 1), 1e-12);
        Assert.Equal(31 / 32.0, McNemar.OneSidedP(1, 4), 1e-12);
        Assert.Equal(1, McNemar.OneSidedP(0, 4));
        Assert.Equal(1 / 16.0, McNemar.OneSidedP(4, 0), 1e-12);
    }

    [Fact]
    public void CountsBelowNone_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("wins", () => McNemar.P(-1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("losses", () => McNemar.P(0, -1));
    }

    /// <summary>Every outcome weighed with its chance: the level, and the power against the exact test's.</summary>
    [Fact]
    public void TheLevelIsKept_AndThePowerIsMore()
    {
        const int Samples = 100;
        var worst = 0.0;
        foreach (var disagreement in new[] { 0.01, 0.02, 0.05, 0.08, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7 })
            worst = Math.Max(worst, Rejects(Samples, disagreement / 2, disagreement / 2, McNemar.P));
        var (mid, exact) = (
            Rejects(Samples, 0.15, 0.06, McNemar.P),
            Rejects(Samples, 0.15, 0.06, (w, l) => Math.Min(1, 2 * Distributions.FairBinomialLowerTail(Math.Min(w, l), w + l)))
        );
        output.WriteLine(
            $"{Samples} samples: level {100 * worst:0.0} % at worst; 15 against 6 % found in {100 * mid:0.0} %, by the exact test in {100 * exact:0.0} %"
        );
        Assert.InRange(worst, 0.03, 0.05);
        Assert.InRange(mid - exact, 0.03, 0.15);
    }

    private static double Rejects(int samples, double win, double loss, Func<int, int, double> p)
    {
        var chance = 0.0;
        for (var wins = 0; wins <= samples; wins++)
        {
            for (var losses = 0; losses <= samples - wins; losses++)
            {
                if (p(wins, losses) < 0.05)
                    chance += Trinomial.Chance(samples, wins, losses, win, loss);
            }
        }
        return chance;
    }
}

internal static class Trinomial
{
    public static double Chance(int samples, int wins, int losses, double win, double loss)
    {
        var log =
            MathNet.Numerics.SpecialFunctions.FactorialLn(samples)
            - MathNet.Numerics.SpecialFunctions.FactorialLn(wins)
            - MathNet.Numerics.SpecialFunctions.FactorialLn(losses)
            - MathNet.Numerics.SpecialFunctions.FactorialLn(samples - wins - losses)
            + (wins == 0 ? 0 : wins * Math.Log(win))
            + (losses == 0 ? 0 : losses * Math.Log(loss))
            + (samples - wins - losses) * Math.Log(1 - win - loss);
        return Math.Exp(log);
    }
}
