using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class DropsTests(ITestOutputHelper output)
{
    private static readonly PairedComparison _drop = Paired.Compare(PairedTests.Single(10, 40, 150));
    private static readonly PairedComparison _quiet = Paired.Compare(PairedTests.Single(25, 25, 150));
    private static readonly PairedComparison _doubtful = Paired.Compare(PairedTests.Single(6, 18, 150));

    [Fact]
    public void ADrop_IsJudgedAsOneOfAllThatAreWatched()
    {
        Assert.Equal([DropFinding.Shown], Drops.Judge([new(_drop)]));
        Assert.Equal([DropFinding.NotShown, DropFinding.NoPast], Drops.Judge([new(_quiet), new(null)]));
        Assert.Equal([DropFinding.Shown], Drops.Judge([new(_doubtful)]));
        Assert.Equal(DropFinding.Suspected, Drops.Judge([new(_doubtful), new(_quiet), new(_quiet)])[0]);
        Assert.Equal(DropFinding.NotShown, Drops.Judge([new(_drop)], least: 0.2)[0]);
        Assert.Equal(DropFinding.NotShown, Drops.Judge([new(_drop.Mirrored())])[0]);
    }

    [Fact]
    public void JustTheDropAskedFor_IsOne()
    {
        var size = -_drop.Difference!.Value;
        Assert.Equal([DropFinding.Shown], Drops.Judge([new(_drop)], size));
        Assert.Equal([DropFinding.NotShown], Drops.Judge([new(_drop)], size + 1e-9));
        Assert.Equal([DropFinding.Shown], Drops.Judge([new(_drop)], least: 0));
    }

    /// <summary>Both limits are to be gone below: 5 % two-sided by the rerun alone, 2 % by all together.</summary>
    [Theory]
    [InlineData(0.05, 0.0199, false)]
    [InlineData(0.0499, 0.02, false)]
    [InlineData(0.0499, 0.0199, true)]
    public void Limits_AreNotYetBelowThemselves(double rerun, double together, bool isShown) =>
        Assert.Equal(
            [isShown ? DropFinding.Shown : DropFinding.NotConfirmed],
            Drops.Judge([new(_drop, _drop with { P = rerun }, _drop with { P = together })])
        );

    [Fact]
    public void TheRerun_Decides()
    {
        Assert.Equal([DropFinding.Shown], Drops.Judge([new(_doubtful, _doubtful, _drop)]));
        Assert.Equal([DropFinding.NotConfirmed], Drops.Judge([new(_drop, _quiet.Mirrored(), _drop)]));
        Assert.Equal([DropFinding.NotConfirmed], Drops.Judge([new(_drop, _doubtful, _quiet)]));
        // One bad hour: tonight carries the sum, the rerun shows nothing.
        Assert.Equal([DropFinding.NotConfirmed], Drops.Judge([new(_drop, Paired.Compare(PairedTests.Single(24, 26, 150)), _drop)]));
    }

    /// <summary>Nothing changes: on how many nights does a gate fail?</summary>
    [Theory]
    [InlineData(4, 7)]
    [InlineData(20, 7)]
    [InlineData(20, 1)]
    public void QuietNights_SeldomFail(int evaluations, int baseline)
    {
        var nights = 4000 / evaluations;
        var models = new SimulatedModels((ulong)(evaluations * 10 + baseline));
        var (failed, suspected) = (0, 0);
        for (var night = 0; night < nights; night++)
        {
            var evidence = Enumerable.Range(0, evaluations).Select(_ => Evidence(models, baseline, left: 1)).ToList();
            failed += Drops.Judge(evidence).Contains(DropFinding.Shown) ? 1 : 0;
            suspected += evidence.Exists(e => e.Together is not null) ? 1 : 0;
        }
        output.WriteLine(
            $"{evaluations} evaluations against {baseline} nights: {100.0 * failed / nights:0.0} of 100 quiet nights fail, on {100.0 * suspected / nights:0} a rerun is made; of {nights}, good to {100 * Math.Sqrt(0.01 / nights):0.0}"
        );
        Assert.InRange(failed, 0, nights * 0.01 + 3 * Math.Sqrt(nights * 0.01));
    }

    /// <summary>A drop of a tenth of the skill, found by this rule and by the one that it replaced: each evaluation for itself at 5 %, the rerun
    /// alone at 1 %.</summary>
    [Theory]
    [InlineData(4, 7)]
    [InlineData(20, 7)]
    public void ADrop_IsFoundAsOftenAsBefore(int evaluations, int baseline)
    {
        const int Rounds = 500;
        var models = new SimulatedModels((ulong)(evaluations + baseline));
        var (found, before) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var evidence = Evidence(models, baseline, left: 0.9);
            // The others are quiet: all that they do is to count.
            found += Drops.Judge([evidence, .. Enumerable.Repeat(new DropEvidence(_quiet), evaluations - 1)])[0] == DropFinding.Shown ? 1 : 0;
            before += evidence is { Tonight.Verdict: Verdict.Worse, Rerun: { Difference: < 0, P: <= 0.01 } } ? 1 : 0;
        }
        output.WriteLine(
            $"{evaluations} evaluations against {baseline} nights: found in {100.0 * found / Rounds:0.0} %, by the rule before in {100.0 * before / Rounds:0.0} % of {Rounds}, good to 2"
        );
        Assert.True(found >= before - 2 * Math.Sqrt(Rounds * 0.25) * 0.5, $"{found} of {before}");
    }

    /// <summary>One evaluation of 100 samples; a rerun where tonight alone looks like a drop.</summary>
    private static DropEvidence Evidence(SimulatedModels models, int baseline, double left)
    {
        var skills = models.Skills(100, 1, 0.5);
        double[] now = [.. skills.Select(s => s * left)];
        var earlier = models.Attempt(skills, 2 * baseline);
        var tonight = models.Attempt(now, 2);
        var compared = Compared(tonight, earlier);
        if (compared.Verdict != Verdict.Worse)
            return new DropEvidence(compared);
        var again = models.Attempt(now, 2);
        return new DropEvidence(compared, Compared(again, earlier), Compared([.. tonight.Zip(again, (a, b) => a + b)], earlier));
    }

    private static PairedComparison Compared(SampleScore[] now, SampleScore[] earlier) =>
        Paired.OneModel([.. now.Zip(earlier, (a, b) => new SamplePair(a, b))]);
}
