using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

/// <summary>Several benchmarks as one comparison.</summary>
public sealed class PairedStrataTests(ITestOutputHelper output)
{
    [Fact]
    public void OfASingleBenchmark_ItIsThatBenchmarksComparison()
    {
        var models = new SimulatedModels(seed: 40);
        foreach (var epochs in new[] { 1, 4 })
        {
            var pairs = models.Pair(models.Skills(50, 1, 0.7), models.Skills(50, 1, 0.9), epochs);
            Assert.Equal(Paired.Compare(pairs), PairedStrata.Compare([pairs]));
            Assert.Equal(
                Paired.Compare(pairs),
                PairedStrata.Compare([
                    [new SamplePair(default, new SampleScore(1, 1))],
                    pairs,
                ])
            );
        }
    }

    [Fact]
    public void BenchmarksWeighAlike_WhateverTheirSize()
    {
        var few = Pairs(10, lost: 5);
        var many = Pairs(1000, lost: 0);
        var compared = PairedStrata.Compare([few, many]);
        Assert.Equal((0.25, 1010, 1010), (Math.Round(compared.Difference!.Value, 12), compared.Samples, compared.Units));
        Assert.Equal((5, 0, 1005), (compared.Wins, compared.Losses, compared.Ties));
        // Half of the width of ten samples' own interval, and hardly more.
        var own = Paired.Compare(few);
        Assert.InRange((compared.High - compared.Low)!.Value / (own.High - own.Low)!.Value, 0.5, 0.51);
    }

    [Fact]
    public void BAgainstA_IsTheMirrorImage()
    {
        var models = new SimulatedModels(seed: 41);
        IReadOnlyList<SamplePair>[] strata =
        [
            models.Pair(models.Skills(40, 1, 0.7), models.Skills(40, 1, 0.7), 4),
            models.Pair(models.Skills(90, 1, 0.7), models.Skills(90, 1, 0.9), 1),
        ];
        var (there, back) = (
            PairedStrata.Compare(strata),
            PairedStrata.Compare([.. strata.Select(s => s.Select(p => p.Mirrored).ToList())]).Mirrored()
        );
        Assert.Equal(there.Difference!.Value, back.Difference!.Value, 1e-14);
        Assert.Equal(there.Low!.Value, back.Low!.Value, 1e-12);
        Assert.Equal(there.High!.Value, back.High!.Value, 1e-12);
        Assert.Equal((there.P, there.Verdict, there.Wins), (back.P, back.Verdict, back.Wins));
        Assert.Equal(there.EquivalenceP!.Value, back.EquivalenceP!.Value, 1e-12);
    }

    [Fact]
    public void WithoutASampleThatBothHaveAScoreFor_NothingIsKnown()
    {
        var compared = PairedStrata.Compare([
            [new SamplePair(default, new SampleScore(1, 1))],
            [new SamplePair(new SampleScore(0, 0, 1), new SampleScore(1, 1))],
        ]);
        Assert.Equal(
            (null, Verdict.NotEnoughData, 1, 1),
            (compared.Difference, compared.Verdict, compared.LeftOut.NotAsked, compared.LeftOut.NoScoreA)
        );
    }

    /// <summary>What is missing on one benchmark counts with that benchmark's weight.</summary>
    [Fact]
    public void AVerdict_MayNotHangOnWhatHasNoScore()
    {
        var lost = Enumerable.Repeat(new SamplePair(new SampleScore(0, 0, 1), new SampleScore(0, 1)), 40);
        var compared = PairedStrata.Compare([
            [.. Pairs(60, lost: 20), .. lost],
            Pairs(100, lost: 5),
        ]);
        Assert.True(compared.Low > 0 && compared.DifferenceShown);
        compared = PairedStrata.Compare([
            [.. Pairs(60, lost: 20), .. lost.Select(p => p with { B = new SampleScore(0, 0, 1) })],
            Pairs(100, lost: 5),
        ]);
        Assert.Equal((true, Verdict.NotEnoughData), (compared.HangsOnMissing, compared.Verdict));
    }

    /// <summary>Coverage, false alarms and false equivalence of the mean over benchmarks that are unlike in size, repeats, clusters and
    /// distance.</summary>
    [Trait("Category", "Slow")]
    [Theory]
    [InlineData("a large and a small one")]
    [InlineData("repeats beside single attempts")]
    [InlineData("five small ones")]
    [InlineData("passages beside questions")]
    [InlineData("nearly all right beside hard")]
    [InlineData("one for A, one for B")]
    public void TheInterval_HoldsTheTruth_AndEqualModelsAreSeldomCalledDifferent(string kind)
    {
        const int Rounds = 1000;
        var models = new SimulatedModels(seed: 42);
        var benchmarks = Kinds[kind];
        var truth = benchmarks.Average(b => b.A.Average() - b.B.Average());
        var (held, shown, width) = (0, 0, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            var compared = PairedStrata.Compare([.. benchmarks.Select(b => b.Draw(models))]);
            held += compared.Low <= truth && truth <= compared.High ? 1 : 0;
            width += (compared.High!.Value - compared.Low!.Value) / Rounds;
            // A with itself: no difference, whatever the benchmarks.
            shown += PairedStrata.Compare([.. benchmarks.Select(b => (b with { B = b.A }).Draw(models))]).DifferenceShown ? 1 : 0;
        }
        output.WriteLine(
            $"{kind}: held {100.0 * held / Rounds:0.0} %, {100 * width:0.0} points wide; equal models called different {100.0 * shown / Rounds:0.0} % of {Rounds}, good to 0.7"
        );
        Assert.InRange((double)held / Rounds, 0.95 - Band.Half(0.95, Rounds), 1);
        Band.AssertBetween(0, 0.05, shown, Rounds);
    }

    /// <summary>As far apart as the margin: to be called equivalent in one of twenty at most.</summary>
    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(150, 150, 1)]
    [InlineData(60, 600, 1)]
    [InlineData(100, 300, 4)]
    public void ModelsAsFarApartAsTheMargin_AreSeldomCalledEquivalent(int first, int second, int epochs)
    {
        const int Rounds = 1000;
        var models = new SimulatedModels(seed: 43);
        var (skills, apart) = (SimulatedModels.Beta(0.9, 1), SimulatedModels.Beta(0.86, 1));
        var margin = skills.Average() - apart.Average();
        var equivalent = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var compared = PairedStrata.Compare(
                [.. new[] { first, second }.Select(n => new Simulated(n, epochs, skills, apart).Draw(models))],
                new PairedOptions { Margin = margin }
            );
            equivalent += compared.Verdict == Verdict.Equivalent ? 1 : 0;
        }
        output.WriteLine($"{first} and {second} x {epochs}: called equivalent {100.0 * equivalent / Rounds:0.0} % of {Rounds}, good to 0.7");
        Band.AssertBetween(0, 0.05, equivalent, Rounds);
    }

    /// <summary>With as many samples as it says, a difference is shown about as often as it says.</summary>
    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(60, 200)]
    [InlineData(100, 100)]
    public void TheNumberOfQuestionsThatItTakes_DoesIt(int first, int second)
    {
        const int Rounds = 400;
        var models = new SimulatedModels(seed: 44);
        var (skills, apart) = (SimulatedModels.Beta(0.75, 1), SimulatedModels.Beta(0.65, 1));
        var difference = skills.Average() - apart.Average();
        IReadOnlyList<SamplePair>[] Draw(double times) =>
            [.. new[] { first, second }.Select(n => new Simulated((int)(n * times), 1, skills, apart).Draw(models))];
        var needed = 0.0;
        for (var round = 0; round < Rounds; round++)
            needed += Power.Needed(PairedStrata.Compare(Draw(1)).Spread!, difference) / Rounds;
        var shown = 0;
        for (var round = 0; round < Rounds; round++)
            shown += PairedStrata.Compare(Draw(needed / (first + second))).DifferenceShown ? 1 : 0;
        output.WriteLine($"{first} and {second}: {needed:0} questions promise 80 %, shown {100.0 * shown / Rounds:0.0} % of {Rounds}, good to 2");
        Assert.InRange((double)shown / Rounds, 0.7, 0.9);
    }

    private static readonly Dictionary<string, Simulated[]> Kinds = new()
    {
        ["a large and a small one"] = [new(400, 1, Beta(0.7), Beta(0.6)), new(30, 1, Beta(0.5), Beta(0.4))],
        ["repeats beside single attempts"] = [new(30, 8, Beta(0.5), Beta(0.35)), new(150, 1, Beta(0.8), Beta(0.8))],
        ["five small ones"] = [.. Enumerable.Range(1, 5).Select(i => new Simulated(20, 1, Beta(0.15 * i), Beta(0.14 * i)))],
        ["passages beside questions"] = [new(40, 1, Beta(0.7), Beta(0.6), Cluster: 5), new(100, 1, Beta(0.6), Beta(0.5))],
        ["nearly all right beside hard"] = [new(100, 1, Beta(0.98), Beta(0.96)), new(60, 4, Beta(0.3), Beta(0.25))],
        ["one for A, one for B"] = [new(120, 1, Beta(0.8), Beta(0.6)), new(120, 1, Beta(0.6), Beta(0.8))],
    };

    private static double[] Beta(double mean) => SimulatedModels.Beta(mean, 1);

    private static List<SamplePair> Pairs(int samples, int lost) =>
        [.. Enumerable.Range(0, samples).Select(i => new SamplePair(new SampleScore(1, 1), new SampleScore(i < lost ? 0 : 1, 1)))];

    /// <param name="Samples">Of them, or of passages with so many samples each.</param>
    private sealed record Simulated(int Samples, int Epochs, double[] A, double[] B, int Cluster = 1)
    {
        public List<SamplePair> Draw(SimulatedModels models)
        {
            var (a, b) = models.Drawn(A, B, Samples, true);
            double[] Each(double[] skills) => [.. skills.SelectMany(s => Enumerable.Repeat(s, Cluster))];
            return [.. models.Pair(Each(a), Each(b), Epochs).Select((p, i) => Cluster == 1 ? p : p with { Cluster = $"{i / Cluster}" })];
        }
    }
}
