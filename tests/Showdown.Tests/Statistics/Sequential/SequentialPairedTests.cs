using Showdown.Statistics;
using Showdown.Statistics.Sequential;

namespace Showdown.Tests.Statistics.Sequential;

/// <summary>Comparisons under a stopping rule, in the terms of all others.</summary>
public sealed class SequentialPairedTests
{
    private static readonly SequentialOptions _options = new() { Comparisons = 2 };

    [Fact]
    public void WhatTheSequenceSays_StandsInTheTermsOfAnyComparison()
    {
        var pairs = Answers(wins: 40, losses: 8, ties: 60);
        var (a, b) = (Compare(pairs), Compare([.. pairs.Select(p => p.Mirrored)]));
        Assert.Equal((Verdict.Better, true, PairedMethod.Sequence, PairedTest.Betting), (a.Verdict, a.DifferenceShown, a.Method, a.Test));
        Assert.Equal((108, 40, 8, 60, 0.95), (a.Samples, a.Wins, a.Losses, a.Ties, a.Level));
        Assert.True(a.AdjustedP < 0.05 && Math.Abs(a.AdjustedP!.Value - 2 * a.P!.Value) < 1e-12);
        Assert.True(a.Low >= 0 && a.Low <= a.Difference && a.Difference <= a.High);
        Assert.Equal(32.0 / 108, a.Sequential!.PlainMean, 1e-12);
        var mirrored = a.Mirrored();
        Assert.Equal(
            (b.Verdict, b.Difference, b.Low, b.High, b.AdjustedP, b.Sequential),
            (mirrored.Verdict, mirrored.Difference, mirrored.Low, mirrored.High, mirrored.AdjustedP, mirrored.Sequential)
        );
    }

    [Fact]
    public void Holm_LeavesItAsItIs()
    {
        var stopped = Compare(Answers(wins: 40, losses: 8, ties: 60));
        var other = Paired.Compare(Answers(wins: 20, losses: 5, ties: 60));
        var adjusted = Holm.Adjust([stopped, other]);
        Assert.Equal(stopped, adjusted[0]);
        Assert.Equal(other.P, adjusted[1].AdjustedP);
    }

    [Fact]
    public void AVerdictThatMissingAttemptsCouldTurn_IsNone()
    {
        var pairs = Answers(wins: 40, losses: 8, ties: 60);
        pairs.AddRange(Enumerable.Repeat(new SamplePair(new SampleScore(0, 0, 1), new SampleScore(1, 1)), 40));
        var c = Compare(pairs);
        Assert.Equal((Verdict.NotEnoughData, false, true), (c.Verdict, c.DifferenceShown, c.HangsOnMissing));
    }

    [Fact]
    public void WithNothingInCommon_NothingIsSaid()
    {
        var c = Compare([new SamplePair(new SampleScore(1, 1), default)]);
        Assert.Equal((null, null, null, Verdict.NotEnoughData), (c.Difference, c.Low, c.Sequential, c.Verdict));
        Assert.Equal(1, c.LeftOut.NotAsked);
    }

    [Fact]
    public void Equivalence_IsSaid_WithTheFiguresOfItsTest()
    {
        var c = Compare(
            Answers(wins: 0, losses: 0, ties: 40),
            new SequentialOptions
            {
                Margin = 0.5,
                Error = 0.1,
                Comparisons = 3,
            }
        );
        Assert.Equal((Verdict.Equivalent, false, false), (c.Verdict, c.DifferenceShown, c.HangsOnMissing));
        Assert.Equal((0.9, 0.5, 40, 0.0), (c.Level, c.Margin, c.Units, c.Difference));
        Assert.True(c.Sequential!.IsCorrected);
        Assert.Equal((1.0, 1.0, 3 * c.EquivalenceP), (c.P, c.AdjustedP, c.AdjustedEquivalenceP));
        Assert.Equal(
            (30, 1.0, 3, 0.1, 30),
            (c.Sequential!.DecidedAt, c.Sequential.Progress, c.Sequential.Comparisons, c.Sequential.Error, c.Sequential.AtLeast)
        );
    }

    /// <summary>A benchmark that goes on for the sake of other models: all that comes after the verdict speaks against it, and takes it
    /// away.</summary>
    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(-1, -0.5)]
    public void EquivalentModelsThatPartLater_DifferByTheMargin_AndAreNotCalledEquivalent(int later, double difference)
    {
        List<SamplePair> pairs = [.. Answers(wins: 0, losses: 0, ties: 8), .. Enumerable.Range(0, 200).Select(_ => Pair(later))];
        var c = Compare(pairs, new SequentialOptions { Margin = 0.5, AtLeast = 1 });
        Assert.Equal((Verdict.NotEnoughData, difference, difference, difference), (c.Verdict, c.Low, c.Difference, c.High));
        Assert.False(c.HangsOnMissing); // nothing is missing
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void WhatSpeaksAgainstAVerdictByItself_DoesNotHangOnWhatIsMissing(int first)
    {
        List<SamplePair> pairs = [.. Enumerable.Repeat(Pair(first), 40), .. Enumerable.Repeat(Pair(-first), 200)];
        Assert.Equal((Verdict.NotEnoughData, false), (Compare(pairs).Verdict, Compare(pairs).HangsOnMissing));
        pairs.Add(new SamplePair(new SampleScore(0, 0, 1), new SampleScore(1, 1)));
        Assert.Equal((Verdict.NotEnoughData, false), (Compare(pairs).Verdict, Compare(pairs).HangsOnMissing));
    }

    [Fact]
    public void WhereTheMeanCannotBeCorrected_ItIsThePlainOne_AndThatIsSaid()
    {
        var c = Compare(Answers(wins: 80, losses: 8, ties: 20), new SequentialOptions { Comparisons = 1_000_000 });
        Assert.Equal((Verdict.Better, false), (c.Verdict, c.Sequential!.IsCorrected));
        Assert.Equal(72.0 / 108, c.Difference!.Value, 12);
        Assert.Equal(c.Sequential.PlainMean, c.Difference);
    }

    [Fact]
    public void PairsThatBothAnsweredOutOfTurn_AreCounted_AndDecideNothing()
    {
        var pairs = Answers(wins: 3, losses: 1, ties: 2);
        var c = SequentialPaired.Compare(pairs, [], _options);
        Assert.Equal((6, 3, 1, 2), (c.Samples, c.Wins, c.Losses, c.Ties));
        Assert.Equal((0, null, null, PairedMethod.None, Verdict.NotEnoughData), (c.Units, c.Difference, c.Sequential, c.Method, c.Verdict));
    }

    [Fact]
    public void SeveralBenchmarks_AreBetterTogether_WhereTheirIntervalsSayIt()
    {
        var (clear, open) = (Compare(Answers(wins: 60, losses: 2, ties: 20)), Compare(Answers(wins: 12, losses: 10, ties: 60)));
        Assert.Equal((Verdict.Better, Verdict.NotEnoughData), (clear.Verdict, open.Verdict));
        var mean = SequentialPaired.Mean([clear, open]);
        Assert.Equal((clear.Low + open.Low) / 2, mean.Low);
        Assert.Equal((clear.High + open.High) / 2, mean.High);
        Assert.Equal((clear.Difference + open.Difference) / 2, mean.Difference);
        Assert.Equal(mean.Low > 0 ? Verdict.Better : Verdict.NotEnoughData, mean.Verdict);
        Assert.Equal((164, null, null), (mean.Samples, mean.P, mean.Sequential!.DecidedAt));
        Assert.Equal(Verdict.Better, SequentialPaired.Mean([clear, clear]).Verdict);
        Assert.Equal(Verdict.Worse, SequentialPaired.Mean([clear.Mirrored(), clear.Mirrored()]).Verdict);
        Assert.Equal(clear, SequentialPaired.Mean([clear]));
    }

    /// <summary>Three benchmarks of two equal models, each stopping by itself: the mean over them is seldom called different, and held.</summary>
    [Trait("Category", "Slow")]
    [Fact]
    public void TheMeanOfStoppedBenchmarks_KeepsItsPromise()
    {
        const int rounds = 150;
        var (random, wrong, held) = (new SeededRandom(21), 0, 0);
        SimulatedPairs[] kinds = [SimulatedPairs.Of(0.6, 0.6), SimulatedPairs.Of(0.75, 0.6), SimulatedPairs.Of(0.45, 0.6)];
        var options = new SequentialOptions { Comparisons = kinds.Length };
        for (var round = 0; round < rounds; round++)
        {
            var mean = SequentialPaired.Mean([.. kinds.Select(k => Stopped(k, random, options))]);
            wrong += mean.DifferenceShown ? 1 : 0;
            held += mean.Low <= 0 && mean.High >= 0 ? 1 : 0;
        }

        Band.AssertBetween(0, 0.05, wrong, rounds);
        Band.AssertBetween(0.95, 1, held, rounds);
    }

    private static PairedComparison Stopped(SimulatedPairs models, SeededRandom random, SequentialOptions options)
    {
        SequentialUnit[] units = [.. models.Units(random, 300)];
        units = units[..(SequentialComparison.StopOf(units, options, largestUnit: 1) ?? units.Length)];
        return SequentialPaired.Compare([.. units.Select(u => Pair((int)u.Sum))], units, options);
    }

    private static PairedComparison Compare(List<SamplePair> pairs, SequentialOptions? options = null) =>
        SequentialPaired.Compare(pairs, [.. pairs.Where(p => p.IsComplete).Select(p => new SequentialUnit(p.Difference))], options ?? _options);

    /// <summary>Spread evenly, as a random order would.</summary>
    private static List<SamplePair> Answers(int wins, int losses, int ties)
    {
        var all = wins + losses + ties;
        var differences = Enumerable
            .Range(0, all)
            .Select(i =>
                (i * 61 % all) switch
                {
                    var j when j < wins => 1,
                    var j when j < wins + losses => -1,
                    _ => 0,
                }
            );
        return [.. differences.Select(Pair)];
    }

    private static SamplePair Pair(int difference) => new(new SampleScore(difference > 0 ? 1 : 0, 1), new SampleScore(difference < 0 ? 1 : 0, 1));
}
