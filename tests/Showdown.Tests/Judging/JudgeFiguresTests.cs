using Showdown.Statistics.Judging;

namespace Showdown.Tests.Judging;

public sealed class JudgeFiguresTests
{
    /// <summary>By hand: four pairs, the better answer first in order; what the judge says by place.</summary>
    [Fact]
    public void Figures_AreAsByHand()
    {
        var figures = JudgeFigures.Of([
            Pair(Side.First, Side.Second, longer: true), // right twice
            Pair(Side.First, Side.First, longer: false), // the place won
            Pair(Side.Second, Side.First, longer: false), // wrong twice
            Pair(Side.Tie, Side.Second, longer: true) with
            {
                Repeated = new JudgedGame(Side.First, Side.First),
            },
            Pair(null, null, longer: true), // counted nowhere
        ]);
        Assert.Equal(4, figures.Pairs);
        Assert.Equal((1 + 0.5 + 0 + 0.75) / 4, figures.Accuracy!.Value.Value, 1e-12);
        Assert.Equal(0.25, figures.BothRight!.Value.Value, 1e-12);
        Assert.Equal(0.5, figures.Held!.Value.Value, 1e-12);
        Assert.Equal((0.5 + 1 + 0.5 + 0.25) / 4 - 0.5, figures.PositionLean!.Value.Value, 1e-12);
        Assert.Equal(((1 + 0.75) / 2 - (0.5 + 0) / 2) / 2, figures.LengthLean!.Value.Value, 1e-12);
        Assert.Equal(0.5, figures.BaseRate);
        Assert.Equal(0.5, figures.LongerIsBetter);
        Assert.Equal(0, figures.Repeats!.Value.Value);
        // Verdicts: 4 first, 3 second, 1 tie of 8; the label says first and second four times each; 4 agree.
        Assert.Equal((0.5 - 7.0 / 16) / (1 - 7.0 / 16), figures.Kappa!.Value, 1e-12);
    }

    [Fact]
    public void AVerdictInOneOrder_CountsForTheAccuracyAlone()
    {
        var figures = JudgeFigures.Of([Pair(Side.First, null, longer: true), Pair(Side.First, Side.Second, longer: true)]);
        Assert.Equal((2, 1.0), (figures.Pairs, figures.Accuracy!.Value.Value));
        Assert.Equal(1, figures.Held!.Value.Count);
        Assert.Null(figures.LengthLean); // no pair whose better answer is the shorter one
    }

    [Fact]
    public void NoVerdictAtAll_GivesNoFigure()
    {
        var figures = JudgeFigures.Of([Pair(null, null, longer: true)]);
        Assert.Equal((0, null, null, null), (figures.Pairs, figures.Accuracy, figures.Kappa, figures.Held));
        Assert.Empty(figures.Sets);
    }

    [Fact]
    public void Sets_AreKeptApart()
    {
        var figures = JudgeFigures.Of([
            Pair(Side.First, Side.Second, true) with
            {
                Set = "b",
            },
            Pair(Side.Second, Side.First, true) with
            {
                Set = "a",
            },
            Pair(Side.First, Side.Second, true) with
            {
                Set = "b",
            },
        ]);
        Assert.Equal([("b", 1.0, 2), ("a", 0.0, 1)], figures.Sets.Select(s => (s.Set, s.Accuracy.Value, s.Accuracy.Count)));
    }

    /// <summary>Judges of known faults, many times: each interval holds the fault in 95 of 100 measurements.</summary>
    [Fact]
    public void Intervals_HoldTheDeclaredFaults()
    {
        const int times = 600;
        var random = new Random(1);
        var (accuracy, position, length, held) = (0, 0, 0, 0);
        for (var time = 0; time < times; time++)
        {
            var figures = JudgeFigures.Of([.. Enumerable.Range(0, 100).Select(_ => Draw(random))]);
            accuracy += figures.Accuracy!.Value.Interval.Contains(0.7) ? 1 : 0;
            position += figures.PositionLean!.Value.Interval.Contains(0.1) ? 1 : 0;
            length += figures.LengthLean!.Value.Interval.Contains(0.2) ? 1 : 0;
            // The two orders are drawn apart here: of one kind of pairs 1.0 and 0.8 are right, of the other 0.6 and 0.4.
            held += figures.Held!.Value.Interval.Contains((0.8 + (0.6 * 0.4) + (0.4 * 0.6)) / 2) ? 1 : 0;
        }

        Assert.All([accuracy, position, length, held], covered => Assert.InRange(covered, 0.93 * times, 0.98 * times));
    }

    private static JudgedPair Draw(Random random)
    {
        var longer = random.Next(2) == 0;
        Side? Say(bool better, bool first) =>
            random.NextDouble() < 0.05 ? null
            : random.NextDouble() < 0.7 + (first ? 0.1 : -0.1) + (longer ? 0.2 : -0.2) == better ? Side.First
            : Side.Second;
        return Pair(Say(true, true), Say(false, false), longer);
    }

    private static JudgedPair Pair(Side? inOrder, Side? swapped, bool longer) =>
        new("set", new JudgedGame(Side.First, inOrder), new JudgedGame(Side.Second, swapped)) { BetterIsLonger = longer };
}
