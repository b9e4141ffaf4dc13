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
}
