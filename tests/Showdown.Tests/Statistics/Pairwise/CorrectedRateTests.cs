using Showdown.Statistics.Pairwise;

namespace Showdown.Tests.Statistics.Pairwise;

public sealed class CorrectedRateTests(ITestOutputHelper output)
{
    [Fact]
    public void TheRate_IsThatOfThePaper_AndItsIntervalAboutThatOfTheCentralLimit()
    {
        var reference = ReferenceValues.OfPairs("corrected");
        var (judge, people) = (reference.Numbers("judge"), reference.Numbers("people"));
        var units = judge.Select((j, i) => new LabelledUnit(j, i < people.Length ? people[i] : null)).ToList();

        var corrected = CorrectedRate.Of(units)!;

        Assert.Equal(reference.Number("weight"), corrected.Weight, 8);
        Assert.Equal(reference.Number("value"), corrected.Value, 8);
        Assert.Equal(2 * 1.96 * reference.Number("error"), corrected.High - corrected.Low, 0.03);
        Assert.Equal((80, 300), (corrected.Labels, corrected.Pairs));
        Assert.Equal(judge.Average(), corrected.Judged, 12);
        Assert.True(corrected.WorthLabels > corrected.Labels);
    }

    [Fact]
    public void AUselessJudge_LeavesTheLabelsAlone()
    {
        // Says the same of every pair.
        var constant = Enumerable.Range(0, 200).Select(i => new LabelledUnit(1, i < 50 ? i % 2 : null)).ToList();
        // Says the opposite of people.
        var contrary = constant.Select(u => u with { Judge = 1 - (u.People ?? 0) }).ToList();

        foreach (var corrected in new[] { CorrectedRate.Of(constant)!, CorrectedRate.Of(contrary)! })
        {
            Assert.Equal((0.0, 0.5), (corrected.Weight, corrected.Value));
            Assert.Equal((corrected.PeopleInterval.Low, corrected.PeopleInterval.High), (corrected.Low, corrected.High));
        }
    }

    [Fact]
    public void AJudgeThatNeverErredOnFewLabels_IsNotTakenForPerfect()
    {
        var units = Enumerable.Range(0, 2000).Select(i => new LabelledUnit(i % 2, i < 30 ? i % 2 : null)).ToList();

        var corrected = CorrectedRate.Of(units)!;

        // Of thirty labels without a disagreement up to one in ten may be one.
        Assert.InRange(corrected.High - corrected.Low, 0.1, corrected.PeopleInterval.Width);
    }

    [Fact]
    public void WithEveryPairLabelled_TheJudgeIsNotNeeded()
    {
        var corrected = CorrectedRate.Of([.. Enumerable.Range(0, 60).Select(i => new LabelledUnit(i % 2, i % 3 == 0 ? 1 : 0))])!;

        Assert.Equal((0.0, 20 / 60.0), (corrected.Weight, corrected.Value));
    }

    [Fact]
    public void AFewLabels_CorrectNothing()
    {
        Assert.Null(Labelled(CorrectedRate.FewestLabels - 1));
        Assert.Equal(CorrectedRate.FewestLabels, Labelled(CorrectedRate.FewestLabels)!.Labels);

        static CorrectedRate? Labelled(int labels) =>
            CorrectedRate.Of([.. Enumerable.Range(0, 500).Select(i => new LabelledUnit(i % 2, i < labels ? 1 : null))]);
    }

    /// <summary>More cells and rounds: the performance project's table "pairwise".</summary>
    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(0.6, 0.8, 100, 500)]
    [InlineData(0.6, 0.2, 100, 500)]
    [InlineData(0.8, 0.8, 200, 750)]
    public void Intervals_HoldWhatPeopleWouldSay(double people, double agrees, int labels, int pairs)
    {
        const int Rounds = 400;
        var (held, width) = SimulatedJudging.Corrected(people, agrees, labels, pairs, Rounds);
        output.WriteLine($"held {100 * held:0.0} % of {Rounds}; {100 * width:0} % as wide as by labels alone");
        Assert.InRange(held, 0.92, 0.98);
        Assert.InRange(width, 0.3, 1.03);
    }
}
