using Showdown.Statistics;
using Showdown.Statistics.Sequential;

namespace Showdown.Tests.Statistics.Sequential;

/// <summary>The mean over several benchmarks, from comparisons whose figures are given.</summary>
public sealed class SequentialMeanTests
{
    [Fact]
    public void FiguresAreMeans_AndCountsAreSums()
    {
        var mean = SequentialPaired.Mean([
            Benchmark(0.02, 0.12, 0.2) with
            {
                Samples = 100,
                Units = 50,
                Wins = 30,
                Ties = 50,
                Losses = 20,
                ScoreA = 0.7,
                ScoreB = 0.58,
                LeftOut = new LeftOut(1, 2, 3, 4, 5, 0.1, 0.3),
            },
            Benchmark(0.04, 0.1, 0.5) with
            {
                Samples = 20,
                Units = 20,
                Wins = 6,
                Ties = 10,
                Losses = 4,
                ScoreA = 0.3,
                ScoreB = 0.2,
                LeftOut = new LeftOut(10, 20, 30, 40, 50, 0.2, 0.4),
            },
            Benchmark(0.5, 0.6, 0.7) with
            {
                Difference = null, // left out whole
                Samples = 1000,
            },
        ]);

        Assert.Equal((120, 70, 36, 60, 24), (mean.Samples, mean.Units, mean.Wins, mean.Ties, mean.Losses));
        Assert.Equal(
            [0.5, 0.39, 0.11, 0.03, 0.35],
            new[] { mean.ScoreA, mean.ScoreB, mean.Difference, mean.Low, mean.High }.Select(v => Math.Round(v!.Value, 12))
        );
        Assert.Equal(
            (11, 22, 33, 44, 55),
            (mean.LeftOut.NoScoreA, mean.LeftOut.NoScoreB, mean.LeftOut.NoScoreBoth, mean.LeftOut.NotAsked, mean.LeftOut.Attempts)
        );
        Assert.Equal((0.15, 0.35), (Math.Round(mean.LeftOut.Low!.Value, 12), Math.Round(mean.LeftOut.High!.Value, 12)));
        Assert.Equal((Verdict.Better, true, false), (mean.Verdict, mean.DifferenceShown, mean.HangsOnMissing));
        Assert.Equal((null, null, null, null), (mean.P, mean.AdjustedP, mean.EquivalenceP, mean.AdjustedEquivalenceP));
        Assert.Equal((PairedTest.None, null), (mean.Test, mean.Sequential!.DecidedAt));
    }

    [Theory]
    [InlineData(0.01, 0.3, Verdict.Better)]
    [InlineData(0, 0.3, Verdict.NotEnoughData)]
    [InlineData(-0.3, -0.01, Verdict.Worse)]
    [InlineData(-0.3, 0, Verdict.NotEnoughData)]
    [InlineData(-0.09, 0.09, Verdict.Equivalent)]
    [InlineData(-0.1, 0.09, Verdict.NotEnoughData)] // the margin itself is not within it
    [InlineData(-0.09, 0.1, Verdict.NotEnoughData)]
    [InlineData(0.01, 0.09, Verdict.Better)] // above zero says more than within the margin
    public void Verdict_IsWhatTheIntervalSays(double low, double high, Verdict expected)
    {
        var mean = SequentialPaired.Mean([Benchmark(low, (low + high) / 2, high), Benchmark(low, (low + high) / 2, high)]);
        Assert.Equal((expected, expected is Verdict.Better or Verdict.Worse, false), (mean.Verdict, mean.DifferenceShown, mean.HangsOnMissing));
    }

    /// <summary>What the difference would be if all that is missing had gone against the verdict, or all for it.</summary>
    [Theory]
    //          interval      missing       given
    [InlineData(0.01, 0.3, -0.01, 0.5, Verdict.NotEnoughData)]
    [InlineData(0.01, 0.3, 0, 0.5, Verdict.Better)]
    [InlineData(-0.3, -0.01, -0.5, 0.01, Verdict.NotEnoughData)]
    [InlineData(-0.3, -0.01, -0.5, 0, Verdict.Worse)]
    [InlineData(-0.09, 0.09, -0.11, 0.1, Verdict.NotEnoughData)]
    [InlineData(-0.09, 0.09, -0.1, 0.11, Verdict.NotEnoughData)]
    [InlineData(-0.09, 0.09, -0.1, 0.1, Verdict.Equivalent)]
    public void WhatIsMissing_MayTakeAVerdictAway(double low, double high, double least, double most, Verdict expected)
    {
        var benchmark = Benchmark(low, (low + high) / 2, high) with { LeftOut = new LeftOut(0, 0, 0, 0, 9, least, most) };

        var mean = SequentialPaired.Mean([benchmark, benchmark]);

        Assert.Equal((expected, expected == Verdict.NotEnoughData), (mean.Verdict, mean.HangsOnMissing));
        Assert.Equal(expected is Verdict.Better or Verdict.Worse, mean.DifferenceShown);
    }

    [Fact]
    public void WhatIsNotKnown_IsNoVerdictThatHangsOnMissing()
    {
        var open = Benchmark(-0.3, 0, 0.3) with { LeftOut = new LeftOut(0, 0, 0, 0, 9, -1, 1) };
        var mean = SequentialPaired.Mean([open, open]);
        Assert.Equal((Verdict.NotEnoughData, false, false), (mean.Verdict, mean.HangsOnMissing, mean.DifferenceShown));
    }

    /// <summary>Benchmarks whose size was set beforehand have a plain mean only, which needs no correction.</summary>
    [Fact]
    public void PlainMeans_AreThoseOfTheSequences_AndTheDifferencesOfTheOthers()
    {
        var (corrected, plain, whole) = (Benchmark(0, 0.1, 0.3, plain: 0.14), Benchmark(0, 0.2, 0.3, plain: 0.2, isCorrected: false), Whole(0.06));

        var mean = SequentialPaired.Mean([whole, corrected]);

        Assert.Equal((0.1, true), (Math.Round(mean.Sequential!.PlainMean, 12), mean.Sequential.IsCorrected));
        Assert.Equal(0.08, mean.Difference!.Value, 12);
        Assert.False(SequentialPaired.Mean([whole, corrected, plain]).Sequential!.IsCorrected);
    }

    [Fact]
    public void OneKnown_OrNone_StaysAsItIs()
    {
        var (known, whole) = (Benchmark(0, 0.1, 0.3), Whole(0.06));
        var none = new PairedComparison { Samples = 3, Margin = 0.1 };
        Assert.Same(known, SequentialPaired.Mean([none, known]));
        Assert.Same(whole, SequentialPaired.Mean([none, whole]));
        Assert.Same(none, SequentialPaired.Mean([none, none with { Samples = 4 }]));
    }

    private static PairedComparison Benchmark(double low, double difference, double high, double? plain = null, bool isCorrected = true) =>
        Whole(difference) with
        {
            Low = low,
            High = high,
            P = 0.1,
            AdjustedP = 0.2,
            EquivalenceP = 0.3,
            AdjustedEquivalenceP = 0.4,
            Test = PairedTest.Betting,
            Sequential = new SequentialFigures
            {
                PlainMean = plain ?? difference,
                IsCorrected = isCorrected,
                DecidedAt = 40,
                Progress = 1,
                Comparisons = 2,
                Error = 0.05,
                AtLeast = 30,
            },
        };

    private static PairedComparison Whole(double difference) =>
        new()
        {
            Samples = 10,
            Difference = difference,
            Low = difference - 0.1,
            High = difference + 0.1,
            Margin = 0.1,
        };
}
