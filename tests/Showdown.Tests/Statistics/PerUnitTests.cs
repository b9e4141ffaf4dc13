using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class PerUnitTests(ITestOutputHelper output)
{
    private const int Rounds = 2000;

    /// <summary>Answers whose length spreads by a factor of two, dearer where the sample is hard, and right with a chance of the sample.</summary>
    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(30, 1, 0.5)]
    [InlineData(30, 4, 0.5)]
    [InlineData(100, 1, 0.2)]
    [InlineData(100, 1, 0.9)]
    public void TheCostOfARightAnswer_IsHeld(int samples, int epochs, double skill)
    {
        var models = new SimulatedModels((ulong)(samples * 10 + epochs));
        var hosts = new SimulatedHosts(9, new HostKind());
        var skills = SimulatedModels.Beta(skill, 2);
        double Dear(double chance) => Math.Exp(0.5 * (1 - chance));
        var truth = skills.Average(Dear) * Math.Exp(0.4 * 0.4 / 2) / skills.Average();
        var (held, perAnswer, ratio) = (0, 0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var (a, b) = models.Drawn(skills, skills, samples, isShared: true);
            var (x, y) = (Costs(a), Costs(b));
            held += PerUnit.Estimate(x) is { Low: { } low, High: { } high } && low <= truth && truth <= high ? 1 : 0;
            var answers = PerUnit.Estimate([.. x.Select(s => s with { Count = epochs })]);
            perAnswer += answers.Low <= truth * skills.Average() && truth * skills.Average() <= answers.High ? 1 : 0;
            ratio += PerUnit.Compare([.. x.Zip(y)]) is { Low: <= 1, High: >= 1 } ? 1 : 0;
        }
        output.WriteLine(
            $"{samples}x{epochs} at {skill}: per right answer {100.0 * held / Rounds:0.0}, per answer {100.0 * perAnswer / Rounds:0.0}, ratio of two {100.0 * ratio / Rounds:0.0} % (± 0.5)"
        );
        Band.AssertBetween(0.93, 0.97, held, Rounds);
        Band.AssertBetween(0.93, 0.97, perAnswer, Rounds);
        Band.AssertBetween(0.93, 0.97, ratio, Rounds);

        SampleCost[] Costs(double[] chances) =>
            [
                .. chances.Select(chance => new SampleCost(
                    Enumerable.Range(0, epochs).Sum(_ => Dear(chance) * Math.Exp(0.4 * hosts.Normal())),
                    Enumerable.Range(0, epochs).Count(_ => models.NextShare() < chance)
                )),
            ];
    }

    [Fact]
    public void ACluster_IsOneUnit()
    {
        SampleCost[] samples = [new(1, 1), new(3, 1), new(2, 2), new(4, 1), new(1, 1), new(2, 1)];
        var alone = PerUnit.Estimate(samples);
        var together = PerUnit.Estimate(samples, ["a", "a", "b", "b", null, null]);
        Assert.Equal((6, 4), (alone.Units, together.Units));
        Assert.Equal(13.0 / 7, alone.Value!.Value, 1e-12);
        Assert.Equal(alone.Value.Value, together.Value!.Value, 1e-12);
    }

    [Fact]
    public void NothingRight_HasNoPriceARightAnswer()
    {
        Assert.Null(PerUnit.Estimate([new(1, 0), new(2, 0)]).Value);
        Assert.Null(PerUnit.Estimate([]).Value);
        Assert.Null(PerUnit.Estimate([new(1, 1)]).Low);
        Assert.Equal(RatioVerdict.NotEnoughData, PerUnit.Compare([.. Enumerable.Repeat((new SampleCost(1, 0), new SampleCost(1, 1)), 9)]).Verdict);
    }

    [Fact]
    public void HalfThePrice_IsLower()
    {
        var samples = Enumerable.Range(1, 20).Select(i => (new SampleCost(i, 1), new SampleCost(2 * i, 1))).ToList();
        var compared = PerUnit.Compare(samples);
        Assert.Equal(RatioVerdict.Lower, compared.Verdict);
        Assert.Equal(0.5, compared.Ratio!.Value, 1e-12);
    }

    /// <summary>One and three dollars for a right answer each: residuals of -1/4 and 1/4, a standard error of 1/2 on the logarithm, t of
    /// 12.7.</summary>
    [Fact]
    public void TwoSamples_ByHand()
    {
        var estimate = PerUnit.Estimate([new(1, 1), new(3, 1)]);
        Assert.Equal((2.0, 2), (estimate.Value, estimate.Units));
        Assert.Equal(0.003482672961901493, estimate.Low!.Value, 1e-14);
        Assert.Equal(1148.543100014781, estimate.High!.Value, 1e-8);
        var one = PerUnit.Estimate([new(6, 3)]);
        Assert.Equal(new UnitCost(2, null, null, 1), one);
    }

    /// <summary>One answer costs as much as the nineteen others: the spread rests on it, and is known as well as that of two.</summary>
    [Fact]
    public void ADearSample_LeavesFewDegreesOfFreedom()
    {
        SampleCost[] samples = [.. Enumerable.Repeat(new SampleCost(1, 1), 19), new(19, 1)];
        // Residuals of -9/380 nineteen times, and of 171/380: nineteen times as much.
        var (squares, fourths) = (19 + 19.0 * 19, 19 + Math.Pow(19, 4));
        var telling = squares * squares / fourths;
        var freedom = 2 * telling * 20 / (20 - telling);
        Assert.InRange(freedom, 2, 3);
        var half = Levels.TwoSidedStudent(0.95, freedom) * 9 / 380 * Math.Sqrt(squares * 20 / 19);
        var estimate = PerUnit.Estimate(samples);
        Assert.Equal(1.9 * Math.Exp(-half), estimate.Low!.Value, 1e-9);
        Assert.Equal(1.9 * Math.Exp(half), estimate.High!.Value, 1e-9);
        var compared = PerUnit.Compare([.. samples.Select(s => (s, new SampleCost(1, 1)))]);
        Assert.Equal(estimate.Low.Value, compared.Low!.Value, 1e-9);
        Assert.Equal(estimate.High.Value, compared.High!.Value, 1e-9);
    }

    /// <summary>A cluster is what one sample with all its attempts would be, whatever the order of its samples.</summary>
    [Fact]
    public void Clusters_AddUp()
    {
        SampleCost[] samples = [new(1, 1), new(2, 2), new(3, 1), new(1, 0), new(4, 1), new(2, 1)];
        string?[] clusters = ["a", "b", "a", null, "b", null];
        SampleCost[] sums = [new(4, 2), new(6, 3), new(1, 0), new(2, 1)];
        Assert.Equal(PerUnit.Estimate(sums), PerUnit.Estimate(samples, clusters));
        SampleCost[] other = [new(2, 1), new(2, 1), new(5, 0), new(1, 1), new(7, 2), new(3, 1)];
        SampleCost[] otherSums = [new(7, 1), new(9, 3), new(1, 1), new(3, 1)];
        var pad = new SampleCost(2, 1);
        Assert.Equal(
            PerUnit.Compare([.. sums.Zip(otherSums), (pad, pad)]),
            PerUnit.Compare([.. samples.Zip(other), (pad, pad)], [.. clusters, null])
        );
    }

    [Fact]
    public void ARatio_IsPaired_ByTheResidualsOfBothSides()
    {
        SampleCost[] a = [new(1, 1), new(2, 0), new(3, 1), new(1, 1), new(4, 1)],
            b = [new(2, 1), new(3, 1), new(5, 1), new(4, 0), new(9, 1)];
        var options = new RatioOptions(0.9, 0.25);
        // Sums of 11 over 4 and 23 over 4.
        var error = Math.Sqrt(a.Zip(b, (x, y) => x.Cost / 11 - x.Count / 4 - (y.Cost / 23 - y.Count / 4)).Sum(r => r * r) * 5 / 4);
        Assert.Equal(
            RatioComparison.Of(Math.Log(11 / 23.0), error, 4, 5, options).P!.Value,
            PerUnit.Compare([.. a.Zip(b)], null, options).P!.Value,
            1e-12
        );
        var compared = PerUnit.Compare([.. a.Zip(b)], null, options);
        Assert.Equal((5, 0.9, 0.25), (compared.Units, compared.Level, compared.Margin));
        Assert.Equal(11 / 23.0, compared.Ratio!.Value, 1e-14);
        var half = Levels.TwoSidedStudent(0.9, 4) * error;
        Assert.Equal(11 / 23.0 * Math.Exp(-half), compared.Low!.Value, 1e-12);
        Assert.Equal(11 / 23.0 * Math.Exp(half), compared.High!.Value, 1e-12);
        Assert.Equal(compared.Low.Value, PerUnit.Compare([.. b.Zip(a)], null, options).Mirrored().Low!.Value, 1e-12);
        // What makes both twice as dear at a sample is no spread of the ratio.
        Assert.Equal(0, PerUnit.Compare([.. a.Select(x => (x with { Count = 1 }, new SampleCost(2 * x.Cost, 1)))]).P!.Value, 1e-12);
    }

    [Fact]
    public void WithFewerThanFiveUnits_OrNothingOnASide_ThereIsNoRatio()
    {
        (SampleCost, SampleCost) pair = (new(1, 1), new(2, 1));
        Assert.NotNull(PerUnit.Compare([.. Enumerable.Repeat(pair, 5)]).Ratio);
        var four = PerUnit.Compare([.. Enumerable.Repeat(pair, 4)], null, new RatioOptions(0.8, 0.3));
        Assert.Equal((4, 0.8, 0.3, null, null, null), (four.Units, four.Level, four.Margin, four.Ratio, four.Low, four.P));
        Assert.Null(PerUnit.Compare([.. Enumerable.Repeat(pair, 9)], ["a", "a", "a", "a", "a", "b", "c", "d", "a"]).Ratio);
        Assert.All(
            new SampleCost[] { new(0, 1), new(1, 0) },
            nothing =>
            {
                Assert.Null(PerUnit.Compare([.. Enumerable.Repeat((nothing, new SampleCost(1, 1)), 9)]).Ratio);
                Assert.Null(PerUnit.Compare([.. Enumerable.Repeat((new SampleCost(1, 1), nothing), 9)]).Ratio);
                Assert.Equal(new UnitCost(null, null, null, 9), PerUnit.Estimate([.. Enumerable.Repeat(nothing, 9)]));
            }
        );
    }
}
