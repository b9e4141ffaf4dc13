using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

/// <summary>Promises kept? Thousands of simulated evaluations from fixed seeds; the measured rates are printed and stand in
/// src/Showdown.Statistics/METHODS.md.</summary>
public sealed class CoverageTests(ITestOutputHelper output)
{
    /// <summary>Beta-binomial models: the interval's own assumption; and models that break it. All cells, with more rounds: the performance project's
    /// table "scores".</summary>
    [Trait("Category", "Slow")]
    [Theory]
    [InlineData("one kind, 98 %")]
    [InlineData("one kind, 60 %")]
    [InlineData("beta 0.98, 4")]
    [InlineData("beta 0.95, 1")]
    [InlineData("beta 0.60, 1")]
    [InlineData("a tenth at one half")]
    [InlineData("a twentieth never")]
    [InlineData("three kinds")]
    [InlineData("three in a hundred never, else 98 %")]
    [InlineData("a twentieth never, else 95 %")]
    [InlineData("a tenth never, else 90 %")]
    public void ScoreIntervals_HoldTheTruth(string kind)
    {
        const int Rounds = 400;
        var models = new SimulatedModels(seed: 11);
        var skills = SkillTables.Of(kind).Skills;
        var truth = skills.Average();
        var line = $"{kind}:";
        foreach (var (samples, epochs) in new[] { (15, 16), (30, 1), (30, 4), (30, 16), (60, 16), (198, 4) })
        {
            var (hits, width) = (0, 0.0);
            for (var round = 0; round < Rounds; round++)
            {
                var estimate = Accuracy.Estimate(models.Attempt(models.Drawn(skills, skills, samples, true).A, epochs));
                hits += estimate.Low <= truth && truth <= estimate.High ? 1 : 0;
                width += (estimate.High!.Value - estimate.Low!.Value) / Rounds;
            }
            line += $" {samples}x{epochs} {100.0 * hits / Rounds:0.0} % ({100 * width:0.0} points wide)";
            Assert.InRange((double)hits / Rounds, 0.93 - 2.5 * Math.Sqrt(0.93 * 0.07 / Rounds), 1);
            if ((kind, samples, epochs) == ("one kind, 98 %", 30, 16))
                Assert.InRange(width, 0.05, 0.085); // a Wilson interval of 30 samples is 14.4 points wide
        }
        output.WriteLine($"{line}; of {Rounds}, good to 1.1");
    }

    /// <summary>Passages with ten questions each: the cluster is the unit.</summary>
    [Fact]
    public void Clusters_AreTheUnit_OfScoresAndOfDifferences()
    {
        const int Rounds = 400;
        const int Passages = 40,
            Questions = 10;
        var models = new SimulatedModels(seed: 12);
        var skills = SimulatedModels.Beta(0.7, 1.5);
        string[] clusters = [.. Enumerable.Range(0, Passages * Questions).Select(i => $"{i / Questions}")];
        var (held, heldWithout, shown, shownWithout) = (0, 0, 0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            double[] Passage() => [.. models.Drawn(skills, skills, Passages, true).A.SelectMany(p => Enumerable.Repeat(p, Questions))];
            var (a, b) = (models.Attempt(Passage(), 1), models.Attempt(Passage(), 1));
            var (with, without) = (Accuracy.Estimate(Clusters.Gather(a, clusters)), Accuracy.Estimate(a));
            held += with.Low <= 0.7 && with.High >= 0.7 ? 1 : 0;
            heldWithout += without.Low <= 0.7 && without.High >= 0.7 ? 1 : 0;
            shown += Paired.Compare([.. a.Zip(b, clusters).Select(x => new SamplePair(x.First, x.Second) { Cluster = x.Third })]).DifferenceShown
                ? 1
                : 0;
            shownWithout += Paired.Compare([.. a.Zip(b, (x, y) => new SamplePair(x, y))]).DifferenceShown ? 1 : 0;
        }
        output.WriteLine(
            $"{Passages} passages of {Questions}: score held {100.0 * held / Rounds:0.0} % (without clusters {100.0 * heldWithout / Rounds:0.0}), equal models called different {100.0 * shown / Rounds:0.0} % ({100.0 * shownWithout / Rounds:0.0}) of {Rounds}, good to 1.1"
        );
        Assert.InRange((double)held / Rounds, 0.92, 1);
        Assert.InRange((double)shown / Rounds, 0, 0.075);
    }

    /// <summary>Differences where few samples differ: near the top, with repeats.</summary>
    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(1, true)]
    [InlineData(1, false)]
    [InlineData(4, true)]
    [InlineData(4, false)]
    public void Differences_AreHeld_AlsoNearTheTop(double concentration, bool isShared)
    {
        const int Rounds = 400;
        var least = 1.0;
        foreach (var (a, b) in new[] { (0.6, 0.5), (0.95, 0.85), (0.99, 0.95) })
        {
            var (first, second) = (SimulatedModels.Beta(a, concentration), SimulatedModels.Beta(b, concentration));
            var truth = first.Average() - second.Average();
            var line = $"{a:0.00} against {b:0.00}, concentration {concentration}, {(isShared ? "the same samples hard" : "apart")}:";
            foreach (var samples in new[] { 15, 30, 60, 198 })
            {
                foreach (var epochs in new[] { 1, 4, 16 })
                {
                    var models = new SimulatedModels((ulong)(samples * 100 + epochs));
                    var held = 0;
                    for (var round = 0; round < Rounds; round++)
                    {
                        var (x, y) = models.Drawn(first, second, samples, isShared);
                        var compared = Paired.Compare(models.Pair(x, y, epochs));
                        held += compared.Low <= truth && truth <= compared.High ? 1 : 0;
                    }
                    line += $" {samples}x{epochs} {100.0 * held / Rounds:0.0}";
                    least = Math.Min(least, (double)held / Rounds);
                }
            }
            output.WriteLine(line);
        }
        output.WriteLine($"least {100 * least:0.0} % of {Rounds}, good to 1.2");
        Assert.InRange(least, 0.94 - 2.5 * Math.Sqrt(0.94 * 0.06 / Rounds), 1);
    }

    /// <summary>Two models that are equally good, each sample by sample as it may be: a difference must not be shown more often than in one
    /// comparison of twenty.</summary>
    [Trait("Category", "Slow")]
    [Theory]
    //          samples epochs  sameSampleSkill
    [InlineData(12, 8, true)]
    [InlineData(30, 1, true)]
    [InlineData(30, 16, true)]
    [InlineData(30, 16, false)]
    [InlineData(198, 1, false)]
    [InlineData(198, 8, false)]
    public void EqualModels_AreSeldomCalledDifferent(int samples, int epochs, bool sameSampleSkill)
    {
        const int Rounds = 1500;
        var models = new SimulatedModels(seed: (ulong)(samples * 10 + epochs));
        var (shown, held, equivalent) = (0, 0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var skills = models.Skills(samples, 1, 0.7);
            var compared = Paired.Compare(models.Pair(skills, sameSampleSkill ? skills : models.Skills(samples, 1, 0.7), epochs));
            shown += compared.DifferenceShown ? 1 : 0;
            held += compared.Low <= 0 && compared.High >= 0 ? 1 : 0;
            equivalent += compared.Verdict == Verdict.Equivalent ? 1 : 0;
        }
        output.WriteLine(
            $"{samples} samples, {epochs} epochs: difference shown {100.0 * shown / Rounds:0.0} %, interval holds zero {100.0 * held / Rounds:0.0} %, equivalent within 2 points {100.0 * equivalent / Rounds:0.0} % of {Rounds}"
        );
        Band.AssertBetween(0, 0.05, shown, Rounds);
        Band.AssertBetween(0.95, 1, held, Rounds);
    }

    /// <summary>Single attempts, every outcome weighed with its chance: as far apart as the margin, called equivalent no more often than promised,
    /// alone and as one of six and of eighteen.</summary>
    [Theory]
    [InlineData(150, 0.02)]
    [InlineData(300, 0.02)]
    [InlineData(198, 0.05)]
    public void Equivalence_KeepsItsLevel_ForSingleAttempts(int samples, double margin)
    {
        double[] levels = [0.05, 0.05 / 6, 0.05 / 18];
        var close = new List<(int Wins, int Losses, double P)>();
        for (var losses = 0; losses <= samples / 4; losses++)
        {
            for (var wins = 0; wins <= samples / 4; wins++)
            {
                if (
                    Math.Abs(wins - losses) < margin * samples
                    && Paired.Compare(PairedTests.Single(wins, losses, samples - wins - losses), new PairedOptions { Margin = margin }).EquivalenceP
                        is { } p
                    && p < 0.05
                )
                    close.Add((wins, losses, p));
            }
        }
        var worst = levels
            .Select(level =>
                new[] { 0.0001, 0.001, 0.003, 0.007, 0.01, 0.02, 0.03, 0.05, 0.08 }.Max(win =>
                    close.Where(c => c.P < level).Sum(c => Trinomial.Chance(samples, c.Wins, c.Losses, win, win + margin))
                )
            )
            .ToArray();
        output.WriteLine(
            $"{samples} samples, margin {100 * margin} points: called equivalent in {string.Join(", ", worst.Select(w => $"{100 * w:0.00} %"))} at worst; 5, 0.83 and 0.28 promised"
        );
        Assert.All(worst.Zip(levels), w => Assert.True(w.First <= w.Second, $"{w.First} is above {w.Second}"));
    }

    /// <summary>The same with repeats, where a difference may lie in few samples, in all, or between.</summary>
    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(300, 4)]
    [InlineData(1000, 4)]
    [InlineData(600, 16)]
    public void Equivalence_KeepsItsLevel_ForRepeats(int samples, int epochs)
    {
        const int Rounds = 400;
        const double Margin = 0.02;
        (string, Func<double, (double, double)>)[] worlds =
        [
            ("two in a hundred never", u => (1, u < Margin ? 0 : 1)),
            ("four in a hundred by half", u => (1, u < 2 * Margin ? 0.5 : 1)),
            ("all a little", _ => (0.9, 0.88)),
            (
                "mixed",
                u =>
                    u < Margin ? (1, 0)
                    : u < 0.3 ? (0.5, 0.5)
                    : (1, 1)
            ),
        ];
        foreach (var (name, world) in worlds)
        {
            var models = new SimulatedModels((ulong)(samples + epochs));
            int[] called = [0, 0, 0];
            for (var round = 0; round < Rounds; round++)
            {
                var skills = Enumerable.Range(0, samples).Select(_ => world(models.NextShare())).ToArray();
                var p = Paired
                    .Compare(
                        models.Pair([.. skills.Select(s => s.Item1)], [.. skills.Select(s => s.Item2)], epochs),
                        new PairedOptions { Margin = Margin }
                    )
                    .EquivalenceP;
                called = [called[0] + (p < 0.05 ? 1 : 0), called[1] + (p < 0.05 / 6 ? 1 : 0), called[2] + (p < 0.05 / 18 ? 1 : 0)];
            }
            output.WriteLine(
                $"{samples}x{epochs}, {name}: {string.Join(", ", called.Select(c => $"{100.0 * c / Rounds:0.00} %"))} of {Rounds}, good to 1.1, 0.5 and 0.3"
            );
            Assert.True(called[0] <= 0.05 * Rounds + 2.5 * Math.Sqrt(0.05 * Rounds) && called[1] <= 9 && called[2] <= 5, name);
        }
    }

    /// <summary>One sample of 150 that differs every time says no more at four epochs than at one.</summary>
    [Fact]
    public void Repeats_DoNotMakeOneSampleMany()
    {
        PairedComparison Compared(int epochs) =>
            Paired.Compare([
                new(new(epochs, epochs), new(0, epochs)),
                .. Enumerable.Repeat(new SamplePair(new(epochs, epochs), new(epochs, epochs)), 149),
            ]);
        Assert.Equal(Compared(1).EquivalenceP!.Value, Compared(4).EquivalenceP!.Value, 0.01);
        Assert.Equal([Verdict.NotEnoughData, Verdict.NotEnoughData], new[] { 1, 4 }.Select(e => Compared(e).Verdict));
    }

    /// <summary>What the curve promises as one of six comparisons is what is met.</summary>
    [Trait("Category", "Slow")]
    [Theory]
    //          samples epochs difference
    [InlineData(198, 1, 0.10)]
    [InlineData(198, 4, 0.05)]
    [InlineData(198, 4, 0.10)]
    [InlineData(60, 16, 0.10)]
    [InlineData(1000, 1, 0.05)]
    public void Power_IsMet(int samples, int epochs, double difference)
    {
        const int Rounds = 300;
        var models = new SimulatedModels((ulong)(samples + epochs));
        var (first, second) = (SimulatedModels.Beta(0.7, 2), SimulatedModels.Beta(0.7 - difference, 2));
        var (promised, found, more, foundMore) = (0.0, 0, 0.0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var (x, y) = models.Drawn(first, second, samples, true);
            var compared = Paired.Compare(models.Pair(x, y, epochs));
            promised += Power.Of(compared.Spread!, difference, 6)!.Value / Rounds;
            found += compared.WithAdjusted(Math.Min(1, 6 * compared.P!.Value), 1).DifferenceShown ? 1 : 0;
            more += Power.Of(compared.Spread!, difference, 6, samples: 2)!.Value / Rounds;
            var (x2, y2) = models.Drawn(first, second, 2 * samples, true);
            var larger = Paired.Compare(models.Pair(x2, y2, epochs));
            foundMore += larger.WithAdjusted(Math.Min(1, 6 * larger.P!.Value), 1).DifferenceShown ? 1 : 0;
        }
        output.WriteLine(
            $"{samples}x{epochs}, {100 * difference} points, one of six: {100 * promised:0} % promised, {100.0 * found / Rounds:0} % met; with twice the samples {100 * more:0} and {100.0 * foundMore / Rounds:0} % of {Rounds}, good to 3"
        );
        Assert.Equal(promised, (double)found / Rounds, 0.1);
        Assert.Equal(more, (double)foundMore / Rounds, 0.1);
    }

    /// <summary>Two runs on the same samples differ by no more than the stated amount in 19 of 20 cases; where hardly an attempt is wrong, seldom at
    /// all.</summary>
    [Theory]
    //          samples epochs skill concentration least most
    [InlineData(30, 4, 0.98, 0, 0.93, 0.97)]
    [InlineData(30, 16, 0.98, 0, 0.93, 0.97)]
    [InlineData(30, 16, 0.999, 0, 0.93, 1)]
    [InlineData(100, 8, 0.995, 0, 0.93, 0.97)]
    [InlineData(198, 4, 0.98, 4, 0.93, 0.97)]
    [InlineData(198, 4, 0.60, 1, 0.93, 0.97)]
    [InlineData(1000, 4, 0.95, 1, 0.93, 0.97)]
    public void ReRuns_StayWithinTheStatedDifference(int samples, int epochs, double skill, double concentration, double least, double most)
    {
        const int Rounds = 1500;
        var models = new SimulatedModels((ulong)(samples + epochs));
        var table = concentration == 0 ? [skill] : SimulatedModels.Beta(skill, concentration);
        var within = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var skills = models.Drawn(table, table, samples, true).A;
            var (first, second) = (models.Attempt(skills, epochs), models.Attempt(skills, epochs));
            within +=
                Math.Abs(first.Sum(s => s.Right) - second.Sum(s => s.Right))
                <= VarianceComponents.Of(first).RerunDifference!.Value * samples * epochs + 1e-9
                    ? 1
                    : 0;
        }
        output.WriteLine(
            $"{samples}x{epochs} at {skill}: a rerun within the stated difference in {100.0 * within / Rounds:0.0} % of {Rounds}, good to 0.6"
        );
        Assert.InRange((double)within / Rounds, least - 0.015, most + 0.015);
    }

    /// <summary>Means of groups, and their difference.</summary>
    [Trait("Category", "Slow")]
    [Theory]
    //          groups samples epochs mean
    [InlineData(57, 17, 1, 0.85)]
    [InlineData(57, 4, 1, 0.85)]
    [InlineData(57, 17, 1, 0.97)]
    [InlineData(4, 30, 8, 0.6)]
    [InlineData(4, 30, 8, 0.95)]
    public void MacroAverages_HoldTheTruth(int groups, int samples, int epochs, double mean)
    {
        const int Rounds = 300;
        var models = new SimulatedModels((ulong)(groups * samples));
        var tables = Enumerable.Range(0, 5).Select(i => SimulatedModels.Beta(mean + (1 - mean) * (i - 2) / 4, 2)).ToArray();
        var truth = Enumerable.Range(0, groups).Average(g => tables[g % 5].Average());
        var (held, heldDifference, width) = (0, 0, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            var all = new List<(string? Group, SamplePair Pair)>();
            for (var g = 0; g < groups; g++)
            {
                var skills = models.Drawn(tables[g % 5], tables[g % 5], samples, true).A;
                all.AddRange(models.Pair(skills, [.. skills.Select(s => 0.95 * s)], epochs).Select(p => ((string?)$"{g}", p)));
            }
            var macro = GroupScores.Of([.. all.Select(s => new GroupedSample(s.Group, s.Pair.A))]).Macro!;
            var difference = MacroDifference.Of(all)!;
            held += macro.Low <= truth && truth <= macro.High ? 1 : 0;
            heldDifference += difference.Low <= 0.05 * truth && 0.05 * truth <= difference.High ? 1 : 0;
            width += (macro.High - macro.Low) / Rounds;
        }
        output.WriteLine(
            $"{groups} groups of {samples}x{epochs} at {mean}: macro held {100.0 * held / Rounds:0.0} % ({100 * width:0.0} points wide), its difference {100.0 * heldDifference / Rounds:0.0} % of {Rounds}, good to 1.3"
        );
        Assert.InRange((double)held / Rounds, 0.92, 1);
        Assert.InRange((double)heldDifference / Rounds, 0.92, 1);
    }

    /// <summary>AIME 2025 as it was: the luck of attempts does not explain eleven points.</summary>
    [Trait("Category", "Slow")]
    [Fact]
    public void APublishedScoreOnTheSameSamples_IsHeldAgainstReruns()
    {
        var models = new SimulatedModels(seed: 30);
        var table = SimulatedModels.Beta(0.38, 1);
        var apart = 0;
        const int Rounds = 1000;
        for (var round = 0; round < Rounds; round++)
        {
            var skills = models.Drawn(table, table, 30, true).A;
            var theirs = Accuracy.Estimate(models.Attempt(skills, 64)).Value!.Value;
            apart += PublishedGap.Of(models.Attempt(skills, 16), theirs, 64)!.IsShown ? 1 : 0;
        }
        var gap = PublishedGap.Of(models.Attempt(models.Drawn(table, table, 30, true).A, 16), 0.495, 64)!;
        output.WriteLine(
            $"30x16 beside 64 repeats: luck explains {100 * gap.Luck:0.0} points; nothing but luck is called more in {100.0 * apart / Rounds:0.0} % of {Rounds}, good to 0.7"
        );
        Assert.InRange((double)apart / Rounds, 0.02, 0.07);
        Assert.InRange(gap.Luck, 0.02, 0.05);
        Assert.True(
            PublishedGap.Of(models.Attempt(models.Drawn(table, table, 30, true).A, 1), 0.495, null) is { IsAssumed: true, IsBound: true, Repeats: 1 }
        );
    }
}
