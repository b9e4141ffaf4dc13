using Showdown.Statistics;
using Showdown.Statistics.Judging;

namespace Showdown.Tests.Judging;

/// <summary>What each figure of a judge counts, and what it leaves out.</summary>
public sealed class JudgeFigureCasesTests
{
    [Fact]
    public void AVerdict_EarnsCredit_AndGivesToTheFirst()
    {
        (Side Label, Side? Verdict, double? Credit, double? ToFirst)[] cases =
        [
            (Side.First, Side.First, 1, 1),
            (Side.First, Side.Second, 0, 0),
            (Side.First, Side.Tie, 0.5, 0.5),
            (Side.Second, Side.First, 0, 1),
            (Side.Second, Side.Second, 1, 0),
            (Side.Tie, Side.First, 0.5, 1),
            (Side.Tie, Side.Tie, 1, 0.5),
            (Side.First, null, null, null),
        ];
        Assert.All(
            cases,
            c => Assert.Equal((c.Credit, c.ToFirst), (new JudgedGame(c.Label, c.Verdict).Credit, new JudgedGame(c.Label, c.Verdict).ToFirst))
        );
    }

    [Fact]
    public void AWinner_Holds_WhereItIsTheSameAnswerInBothOrders()
    {
        (Side? InOrder, Side? Swapped, bool? Holds)[] cases =
        [
            (Side.First, Side.Second, true),
            (Side.Second, Side.First, true),
            (Side.Tie, Side.Tie, true),
            (Side.First, Side.First, false),
            (Side.First, Side.Tie, false),
            (Side.First, null, null),
            (null, Side.First, null),
        ];
        Assert.All(cases, c => Assert.Equal(c.Holds, Pair(c.InOrder, c.Swapped).Holds));
    }

    /// <summary>Two wrong verdicts of one pair and a right one of another: three verdicts, of two pairs.</summary>
    [Fact]
    public void Accuracy_CountsVerdicts_WithThePairAsTheUnit()
    {
        var accuracy = JudgeFigures.Of([Pair(Side.Second, Side.First), Pair(Side.First, null)]).Accuracy!.Value;
        Assert.Equal((1 / 3.0, 2), (accuracy.Value, accuracy.Count));
        Assert.Equal(ShareInterval.Of([new Unit(0, 2), new Unit(1, 1)], 0.95), accuracy.Interval);
    }

    /// <summary>Wilson's interval by hand: (3/7 + z²/14 ± z √(12/343 + z²/196)) / (1 + z²/7) with z = 1.959964.</summary>
    [Fact]
    public void Shares_HaveWilsonsInterval()
    {
        var share = JudgeFigures.ShareOf(3, 7)!.Value;
        const double z = 1.959963984540054;
        var (centre, half) = ((3 / 7.0) + (z * z / 14), z * Math.Sqrt((12 / 343.0) + (z * z / 196)));
        Assert.Equal((3 / 7.0, 7), (share.Value, share.Count));
        Assert.Equal((centre - half) / (1 + (z * z / 7)), share.Interval.Low, 12);
        Assert.Equal((centre + half) / (1 + (z * z / 7)), share.Interval.High, 12);
        Assert.Null(JudgeFigures.ShareOf(0, 0));
        Assert.Equal(0, JudgeFigures.ShareOf(0, 1)!.Value.Value);
    }

    [Fact]
    public void Means_AreOfUnitsThatCountAlike()
    {
        var mean = JudgeFigures.MeanOf([0.1, 0.5, 0.9])!.Value;
        Assert.Equal((0.5, 3), (Math.Round(mean.Value, 12), mean.Count));
        Assert.Equal(ShareInterval.Of([new Unit(0.1, 1), new Unit(0.5, 1), new Unit(0.9, 1)], 0.95), mean.Interval);
        Assert.Null(JudgeFigures.MeanOf([]));
    }

    [Fact]
    public void TheLeanToAPlace_IsItsShareLessOneHalf_AndItsIntervalWithIt()
    {
        // First both times, first both times, held, a tie and a first.
        var lean = JudgeFigures
            .Of([Pair(Side.First, Side.First), Pair(Side.First, Side.First), Pair(Side.First, Side.Second), Pair(Side.Tie, Side.First)])
            .PositionLean!.Value;
        var share = JudgeFigures.MeanOf([1, 1, 0.5, 0.75])!.Value;
        Assert.Equal((0.3125, 4), (lean.Value, lean.Count));
        Assert.Equal((share.Interval.Low - 0.5, share.Interval.High - 0.5), (lean.Interval.Low, lean.Interval.High));
        Assert.Equal(0, JudgeFigures.Of([Pair(Side.First, Side.Second)]).PositionLean!.Value.Value);
        Assert.Equal(-0.5, JudgeFigures.Of([Pair(Side.Second, Side.Second)]).PositionLean!.Value.Value);
    }

    /// <summary>Half of the difference of two shares; each distance to a limit is the root of the sum of squares of theirs (Newcombe 1998, method
    /// 10).</summary>
    [Fact]
    public void TheLeanToLength_HasTheIntervalOfADifference()
    {
        List<JudgedPair> longer =
        [
            .. Repeat(Pair(Side.First, Side.Second, longer: true), 8),
            .. Repeat(Pair(Side.First, Side.First, longer: true), 4),
        ];
        List<JudgedPair> shorter =
        [
            .. Repeat(Pair(Side.First, Side.Second, longer: false), 3),
            .. Repeat(Pair(Side.Second, Side.First, longer: false), 6),
        ];
        var (l, s) = (JudgeFigures.Of(longer).Accuracy!.Value, JudgeFigures.Of(shorter).Accuracy!.Value);

        var lean = JudgeFigures.Of([.. longer, .. shorter, Pair(Side.First, Side.Second)]).LengthLean!.Value;

        Assert.Equal((0.25, 21), (Math.Round(lean.Value, 12), lean.Count)); // 10 / 12 and 3 / 9
        Assert.Equal(
            Math.Pow(l.Value - l.Interval.Low, 2) + Math.Pow(s.Interval.High - s.Value, 2),
            Math.Pow(2 * (lean.Value - lean.Interval.Low), 2),
            12
        );
        Assert.Equal(
            Math.Pow(l.Interval.High - l.Value, 2) + Math.Pow(s.Value - s.Interval.Low, 2),
            Math.Pow(2 * (lean.Interval.High - lean.Value), 2),
            12
        );
        Assert.Null(JudgeFigures.Of(longer).LengthLean);
        Assert.Null(JudgeFigures.Of(shorter).LengthLean);
        Assert.Equal((1.0, 0.0), (JudgeFigures.Of(longer).LongerIsBetter, JudgeFigures.Of(shorter).LongerIsBetter));
        Assert.Null(JudgeFigures.Of([Pair(Side.First, Side.Second)]).LongerIsBetter);
    }

    [Fact]
    public void Repeats_NeedBothVerdicts()
    {
        JudgedPair Asked(Side? first, Side? again) => Pair(first, Side.Second) with { Repeated = new JudgedGame(Side.First, again) };

        var repeats = JudgeFigures
            .Of([
                Asked(Side.First, Side.First),
                Asked(Side.Second, Side.Second),
                Asked(Side.First, Side.Tie),
                Asked(null, Side.First),
                Asked(Side.First, null),
            ])
            .Repeats!.Value;

        Assert.Equal((2 / 3.0, 3), (repeats.Value, repeats.Count));
        Assert.Null(JudgeFigures.Of([Pair(Side.First, Side.Second), Asked(null, Side.First), Asked(Side.First, null)]).Repeats);
    }

    [Fact]
    public void ASet_WithoutTwoVerdictsOfAPair_DoesNotKnowWhetherTheyHold()
    {
        var sets = JudgeFigures
            .Of([
                Pair(Side.First, null) with
                {
                    Set = "once",
                },
                Pair(Side.First, Side.Second) with
                {
                    Set = "twice",
                },
                Pair(Side.First, Side.First) with
                {
                    Set = "twice",
                },
                Pair(null, Side.First) with
                {
                    Set = "twice",
                },
            ])
            .Sets;
        Assert.Equal([("once", null, 1), ("twice", 0.5, 3)], sets.Select(s => (s.Set, s.Held, s.Accuracy.Count)));
    }

    [Fact]
    public void BothRight_IsOfPairsWithTwoVerdicts()
    {
        var both = JudgeFigures.Of([Pair(Side.First, Side.Second), Pair(Side.First, Side.Tie), Pair(Side.First, null)]).BothRight!.Value;
        Assert.Equal((0.5, 2), (both.Value, both.Count));
        Assert.Null(JudgeFigures.Of([Pair(Side.First, null)]).BothRight);
    }

    /// <summary>All labels are ties and so are all verdicts: luck alone would agree as often.</summary>
    [Fact]
    public void Kappa_OfASingleLabel_IsNotKnown()
    {
        var tie = new JudgedGame(Side.Tie, Side.Tie);
        var figures = JudgeFigures.Of([new JudgedPair("set", tie, tie)]);
        Assert.Equal((null, 1.0, 1.0), (figures.Kappa, figures.BaseRate, figures.Accuracy!.Value.Value));
        Assert.Equal(1, JudgeFigures.Of([Pair(Side.First, Side.Second)]).Kappa);
        Assert.Equal(-1, JudgeFigures.Of([Pair(Side.Second, Side.First)]).Kappa);
    }

    /// <summary>Of the labels whose order was judged two say first and one says second.</summary>
    [Fact]
    public void TheBaseRate_IsThatOfTheOrdersThatWereJudged() =>
        Assert.Equal(2 / 3.0, JudgeFigures.Of([Pair(Side.Tie, Side.First), Pair(Side.Second, null), Pair(null, null)]).BaseRate);

    private static IEnumerable<JudgedPair> Repeat(JudgedPair pair, int count) => Enumerable.Repeat(pair, count);

    /// <summary>The better answer comes first, and second when they change places.</summary>
    private static JudgedPair Pair(Side? inOrder, Side? swapped, bool? longer = null) =>
        new("set", new JudgedGame(Side.First, inOrder), new JudgedGame(Side.Second, swapped)) { BetterIsLonger = longer };
}
