using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

/// <summary>Promises kept? Thousands of simulated evaluations from fixed seeds; the measured rates are printed and stand in src/Showdown/Statistics/README.md.</summary>
public sealed class CoverageTests(ITestOutputHelper output)
{
    /// <summary>Where the spread between items is well seen, coverage is 95 %; where few items differ, the bounds say how far it was measured to stray.</summary>
    [Theory]
    //          items epochs  a    b     least  most
    [InlineData(30, 1, 1.0, 1.0, 0.95, 0.95)]
    [InlineData(198, 1, 2.0, 1.0, 0.95, 0.95)]
    [InlineData(1000, 1, 3.0, 0.5, 0.95, 0.95)]
    [InlineData(10, 8, 1.0, 1.0, 0.95, 0.95)]
    [InlineData(6, 16, 2.0, 2.0, 0.95, 0.95)]
    [InlineData(30, 4, 0.7, 0.7, 0.95, 0.95)]
    [InlineData(30, 16, 1.0, 1.0, 0.95, 0.95)]
    [InlineData(30, 64, 0.7, 0.5, 0.95, 0.95)]
    [InlineData(198, 8, 2.0, 1.0, 0.95, 0.95)]
    [InlineData(30, 4, 5.0, 0.2, 0.95, 1.0)] // 96 % right on average, most items always
    [InlineData(60, 16, 5.0, 0.2, 0.92, 1.0)]
    [InlineData(200, 4, 5.0, 0.2, 0.92, 0.99)]
    public void ScoreIntervals_HoldTheTruth(int items, int epochs, double a, double b, double least, double most)
    {
        const int Rounds = 2000;
        var models = new SimulatedModels(seed: (ulong)(items * 100 + epochs));
        var truth = SimulatedModels.Mean(a, b);
        var hits = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var estimate = Accuracy.Estimate(models.Attempt(models.Skills(items, a, b), epochs));
            hits += estimate.Low <= truth && truth <= estimate.High ? 1 : 0;
        }
        output.WriteLine($"{items} items, {epochs} epochs, true score {truth:0.000}: interval holds it in {100.0 * hits / Rounds:0.0} % of {Rounds}");
        Band.AssertBetween(least, most, hits, Rounds);
    }

    /// <summary>Two models that are equally good, each item by item as it may be: a difference must not be shown more often than in one comparison of twenty.</summary>
    [Theory]
    //          items epochs  sameItemSkill
    [InlineData(12, 8, true)]
    [InlineData(30, 1, true)]
    [InlineData(30, 16, true)]
    [InlineData(30, 16, false)]
    [InlineData(198, 1, false)]
    [InlineData(198, 8, false)]
    public void EqualModels_AreSeldomCalledDifferent(int items, int epochs, bool sameItemSkill)
    {
        const int Rounds = 1500;
        var models = new SimulatedModels(seed: (ulong)(items * 10 + epochs));
        var options = new PairedOptions { Resamples = 999 };
        var (shown, held, equivalent) = (0, 0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var skills = models.Skills(items, 1, 0.7);
            var compared = Paired.Compare(models.Pair(skills, sameItemSkill ? skills : models.Skills(items, 1, 0.7), epochs), options);
            shown += compared.DifferenceShown ? 1 : 0;
            held += compared.Low <= 0 && compared.High >= 0 ? 1 : 0;
            equivalent += compared.Verdict == Verdict.Equivalent ? 1 : 0;
        }
        output.WriteLine($"{items} items, {epochs} epochs: difference shown {100.0 * shown / Rounds:0.0} %, interval holds zero {100.0 * held / Rounds:0.0} %, equivalent within 2 points {100.0 * equivalent / Rounds:0.0} % of {Rounds}");
        Band.AssertBetween(0, 0.05, shown, Rounds);
        Band.AssertBetween(0.95, 1, held, Rounds);
    }

    /// <summary>B loses a share of A's skill everywhere: the interval must hold the true difference, and one as large as promised must be found.</summary>
    [Theory]
    //          items epochs lost
    [InlineData(12, 8, 0.2)]
    [InlineData(30, 1, 0.2)]
    [InlineData(30, 16, 0.1)]
    [InlineData(198, 1, 0.15)]
    [InlineData(198, 8, 0.05)]
    public void KnownDifferences_AreHeldAndFound(int items, int epochs, double lost)
    {
        const int Rounds = 1500;
        var models = new SimulatedModels(seed: (ulong)(items * 10 + epochs + 1));
        var options = new PairedOptions { Resamples = 999 };
        var truth = lost * SimulatedModels.Mean(1, 0.7);
        var (held, better, worse) = (0, 0, 0);
        var promised = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            var skills = models.Skills(items, 1, 0.7);
            var compared = Paired.Compare(models.Pair(skills, [.. skills.Select(s => s * (1 - lost))], epochs), options);
            held += compared.Low <= truth && truth <= compared.High ? 1 : 0;
            better += compared.DifferenceShown && compared.Difference > 0 ? 1 : 0;
            worse += compared.DifferenceShown && compared.Difference < 0 ? 1 : 0;
            promised += compared.MinimumDetectable!.Value / Rounds;
        }
        output.WriteLine($"{items} items, {epochs} epochs, true difference {truth * 100:0.0} points: held {100.0 * held / Rounds:0.0} %, found {100.0 * better / Rounds:0.0} % (80 % promised at {promised * 100:0.0} points), wrong way {worse} of {Rounds}");
        Band.AssertHolds(0.95, held, Rounds);
        Assert.InRange(worse, 0, Rounds / 50);
    }

    /// <summary>A true difference of exactly the margin must be called equivalent in one of twenty cases at most.</summary>
    [Theory]
    [InlineData(400, 1)]
    [InlineData(198, 8)]
    public void ADifferenceAsLargeAsTheMargin_IsSeldomCalledEquivalent(int items, int epochs)
    {
        const int Rounds = 1500;
        var models = new SimulatedModels(seed: (ulong)(items + epochs));
        var mean = SimulatedModels.Mean(1, 0.7);
        var options = new PairedOptions { Resamples = 999, Margin = 0.06 };
        var equivalent = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var skills = models.Skills(items, 1, 0.7);
            equivalent += Paired.Compare(models.Pair(skills, [.. skills.Select(s => s * (1 - 0.06 / mean))], epochs), options).Verdict == Verdict.Equivalent ? 1 : 0;
        }
        output.WriteLine($"{items} items, {epochs} epochs: called equivalent {100.0 * equivalent / Rounds:0.0} % of {Rounds}");
        Band.AssertBetween(0, 0.05, equivalent, Rounds);
    }

    /// <summary>At the true difference that was promised to be found four times in five, it is.</summary>
    [Fact]
    public void TheMinimumDetectableDifference_IsFoundAsOftenAsPromised()
    {
        const int Rounds = 1500;
        var models = new SimulatedModels(seed: 99);
        var skills = models.Skills(198, 1, 0.7);
        var (promised, worse) = (0.04, skills);
        // The weaker model's own spread enters the promise: three steps settle it.
        for (var step = 0; step < 3; step++)
        {
            worse = [.. skills.Select(s => s * (1 - promised / skills.Average()))];
            promised = Enumerable.Range(0, 100).Average(_ => Paired.Compare(models.Pair(skills, worse, 8)).MinimumDetectable!.Value);
        }
        var options = new PairedOptions { Resamples = 999, Margin = 0.001 };
        var found = Enumerable.Range(0, Rounds).Count(_ => Paired.Compare(models.Pair(skills, worse, 8), options).Verdict == Verdict.Better);
        output.WriteLine($"promised 80 % at {promised * 100:0.00} points, found {100.0 * found / Rounds:0.0} % of {Rounds}");
        Band.AssertHolds(0.8, found, Rounds);
    }

    /// <summary>Two runs on the same items differ by less than the stated amount in 19 of 20 cases.</summary>
    [Fact]
    public void ReRuns_StayWithinTheStatedDifference()
    {
        const int Rounds = 2000;
        var models = new SimulatedModels(seed: 3);
        var skills = models.Skills(100, 0.7, 0.7);
        var within = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var (first, second) = (models.Attempt(skills, 8), models.Attempt(skills, 8));
            within += Math.Abs(Accuracy.Estimate(first).Value!.Value - Accuracy.Estimate(second).Value!.Value) <= VarianceComponents.Of(first).RerunDifference ? 1 : 0;
        }
        output.WriteLine($"rerun within the stated difference in {100.0 * within / Rounds:0.0} % of {Rounds}");
        Band.AssertHolds(0.95, within, Rounds);
    }
}
