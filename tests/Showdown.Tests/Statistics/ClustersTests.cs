using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

/// <summary>Passages with several questions: the passage is what varies, wherever it is counted.</summary>
public sealed class ClustersTests(ITestOutputHelper output)
{
    /// <summary>Two samples that always answer alike, over every outcome of three nights: the bet pays 1 at most when it knows that they hang
    /// together, and more when it does not.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void TheSlideBet_PaysOneAtMost_WhereSamplesAreCopies(double skill)
    {
        var (together, apart) = (0.0, 0.0);
        for (var outcome = 0; outcome < 1 << 6; outcome++)
        {
            var chance = Enumerable.Range(0, 6).Aggregate(1.0, (c, i) => c * ((outcome >> i & 1) == 1 ? skill : 1 - skill));
            SampleScore[][] nights =
            [
                .. Enumerable
                    .Range(0, 3)
                    .Select(n => new SampleScore((outcome >> (2 * n) & 1) + (outcome >> (2 * n + 1) & 1), 2))
                    .Select(s => new[] { s, s }),
            ];
            together += chance * Slide.Of(new NightHistory("a", nights) { Clusters = ["p", "p"] }).E;
            apart += chance * Slide.Of(new NightHistory("a", nights)).E;
        }
        output.WriteLine($"at {skill}: pays {together:0.000} on average, without clusters {apart:0.000}");
        Assert.InRange(together, 0.5, 1 + 1e-9);
        Assert.True(apart > 1.001);
    }

    /// <summary>Passages of five questions that a night answers alike: quiet nights stay quiet.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void QuietNights_AreSeldomSuspected()
    {
        const int Histories = 400,
            Passages = 40,
            Questions = 5,
            Nights = 6;
        var models = new SimulatedModels(seed: 21);
        var clusters = Names(Passages, Questions);
        var (suspected, without) = (0, 0);
        for (var history = 0; history < Histories; history++)
        {
            var skills = models.Skills(Passages, 1, 0.7);
            SampleScore[][] nights =
            [
                .. Enumerable.Range(0, Nights).Select(_ => models.Attempt(skills, 2).SelectMany(s => Enumerable.Repeat(s, Questions)).ToArray()),
            ];
            var apart = new NightHistory("a", nights);
            suspected += IsSuspected(apart with { Clusters = clusters }) ? 1 : 0;
            without += IsSuspected(apart) ? 1 : 0;
        }
        output.WriteLine(
            $"{Passages} passages of {Questions} alike: suspected on {100.0 * suspected / Histories:0.0} % of quiet nights, without clusters {100.0 * without / Histories:0.0} % of {Histories}, good to 1.1"
        );
        Band.AssertBetween(0, 0.05, suspected, Histories);
        Assert.True(without > 2 * suspected);

        static bool IsSuspected(NightHistory history) => Drift.Watch([history])[0].Kind != DriftKind.None;
    }

    [Fact]
    public void TheRerun_IsComparedByClusters()
    {
        var clusters = Names(20, 5);
        SampleScore[] Night(Func<int, int> right) => [.. Enumerable.Range(0, 100).Select(i => new SampleScore(right(i), 4))];
        var nights = Enumerable.Range(0, 4).Select(_ => Night(i => i % 5)).Append(Night(_ => 0)).ToArray();
        var watched = Drift.Watch([new NightHistory("a", nights) { Clusters = clusters }])[0];
        Assert.Equal((DriftKind.Sudden, true, 20), (watched.Kind, watched.IsDown, watched.Tonight!.Units));
        Assert.Equal(20, Confirmation.Decide(watched, Night(_ => 0)).Rerun.Units);
    }

    /// <summary>40 passages of ten questions in four groups: macro average, its difference, pass@2.</summary>
    [Trait("Category", "Slow")]
    [Fact]
    public void MacroAverages_AndDraws_HoldTheTruth()
    {
        const int Rounds = 300,
            Passages = 40,
            Questions = 10,
            Groups = 4;
        var models = new SimulatedModels(seed: 22);
        var clusters = Names(Passages, Questions);
        var skills = SimulatedModels.Beta(0.7, 1.5);
        var twice = skills.Average(s => 1 - (1 - s) * (1 - s));
        var (macro, difference, pass, macroWithout, passWithout) = (0, 0, 0, 0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            double[] Drawn() => [.. models.Drawn(skills, skills, Passages, true).A.SelectMany(p => Enumerable.Repeat(p, Questions))];
            var (a, b) = (models.Attempt(Drawn(), 2), models.Attempt(Drawn(), 2));
            string? Group(int i) => $"{i / Questions % Groups}";
            macro += Holds(GroupScores.Of([.. a.Select((s, i) => new GroupedSample(Group(i), s) { Cluster = clusters[i] })]).Macro!, 0.7);
            macroWithout += Holds(GroupScores.Of([.. a.Select((s, i) => new GroupedSample(Group(i), s))]).Macro!, 0.7);
            difference += Holds(
                MacroDifference.Of([.. a.Zip(b).Select((s, i) => (Group(i), new SamplePair(s.First, s.Second) { Cluster = clusters[i] }))])!,
                0
            );
            var (with, without) = (PassAt.EstimateAtLeastOne(a, 2, clusters: clusters), PassAt.EstimateAtLeastOne(a, 2));
            pass += with.Low <= twice && twice <= with.High ? 1 : 0;
            passWithout += without.Low <= twice && twice <= without.High ? 1 : 0;
        }
        output.WriteLine(
            $"{Passages} passages of {Questions} in {Groups} groups: macro held {100.0 * macro / Rounds:0.0} % (without clusters {100.0 * macroWithout / Rounds:0.0}), its difference {100.0 * difference / Rounds:0.0} %, pass@2 {100.0 * pass / Rounds:0.0} % ({100.0 * passWithout / Rounds:0.0}) of {Rounds}, good to 1.3"
        );
        Assert.All([macro, difference, pass], held => Assert.InRange((double)held / Rounds, 0.92, 1));
        Assert.All([macroWithout, passWithout], held => Assert.InRange((double)held / Rounds, 0, 0.85));

        static int Holds(MacroEstimate estimate, double truth) => estimate.Low <= truth && truth <= estimate.High ? 1 : 0;
    }

    /// <summary>The same passages in two groups are no second observation.</summary>
    [Fact]
    public void AClusterInTwoGroups_CountsOnce()
    {
        GroupedSample[] samples = [.. Enumerable.Range(0, 60).Select(i => new GroupedSample($"{i % 2}", new SampleScore(i / 2 % 3 == 0 ? 0 : 1, 1)))];
        var apart = GroupScores.Of(samples).Macro!;
        var together = GroupScores.Of([.. samples.Select((s, i) => s with { Cluster = $"{i / 2}" })]).Macro!;
        Assert.Equal(apart.Value, together.Value, 1e-12);
        Assert.Equal(Math.Sqrt(2), (together.High - together.Low) / (apart.High - apart.Low), 0.05);
    }

    /// <summary>Two and one of three in one cluster: (0.5 x 2 + 0.2) / 3. The others stand where they first appear.</summary>
    [Fact]
    public void Values_AreGatheredByWeight()
    {
        var units = Clusters.Gather([(1, 1, null), (0.5, 2, "p"), (0.25, 4, "q"), (1, 1, null), (0.2, 1, "p"), (0.75, 4, "q")]);
        Assert.Equal([new(1, 1), new(0.4, 3), new(0.5, 8), new(1, 1)], units.Select(u => u with { Value = Math.Round(u.Value, 12) }));
    }

    [Fact]
    public void NamesOfClusters_AreTakenToTheLetter()
    {
        Assert.Equal(2, Clusters.Gather([(1, 1, "p"), (1, 1, "P")]).Count);
        Assert.Equal(2, Clusters.Gather([new(1, 1), new(1, 1)], ["p", "P"]).Count);
    }

    private static string[] Names(int passages, int questions) => [.. Enumerable.Range(0, passages * questions).Select(i => $"{i / questions}")];
}
