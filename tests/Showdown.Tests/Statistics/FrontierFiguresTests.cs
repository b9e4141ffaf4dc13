using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

/// <summary>Benchmarks of one unit each: whatever is drawn is the same, so that shares are certain and say what a model's figures are.</summary>
public sealed class FrontierFiguresTests
{
    private static readonly HashSet<int> _both = [0, 1];

    /// <summary>Quality (3/4 + 1/2) / 2, price 3 / (3 + 1), median of 1, 3 and 9.</summary>
    private static readonly IReadOnlyList<IReadOnlyList<TradeUnit?>> _model = Model((3, 4, 2, [9, 1]), (1, 2, 1, [3]));

    [Theory]
    [InlineData(2.99, 0, 0)]
    [InlineData(3, 1, 0.5)]
    [InlineData(3.01, 1, 1)]
    public void APrice_IsWhatAllAnswersCost_ForEachThatWasRight(double rivals, double onIt, double cheapest)
    {
        var rival = Model((3, 4, rivals - 0.5, [3]), (1, 2, 0.5, [3]));
        Assert.Equal((onIt, cheapest), Shares(rival, s => (s.ByPrice, s.Cheapest)));
    }

    [Theory]
    [InlineData(2.99, 0, 0)]
    [InlineData(3, 1, 0.5)]
    [InlineData(3.01, 1, 1)]
    public void ATime_IsTheMedianOfAllAnswers(double rivals, double onIt, double fastest)
    {
        var rival = Model((3, 4, 2, [rivals]), (1, 2, 1, [0.1, 50]));
        Assert.Equal((onIt, fastest), Shares(rival, s => (s.ByTime, s.Fastest)));
    }

    /// <summary>Of as many below as above it is the lower one.</summary>
    [Theory]
    [InlineData(1.99, 0)]
    [InlineData(2, 1)]
    [InlineData(4, 1)]
    public void OfTwoInTheMiddle_TheLowerCounts(double rivals, double onIt)
    {
        var shares = Frontier.Resample([Model((1, 1, 1, [5, 2, 1, 8])), Model((1, 1, 1, [rivals]))], _both);
        Assert.Equal(onIt, shares[0].ByTime);
    }

    /// <summary>Benchmarks count the same, however many answers they have: 0.625, and not 4 of 6.</summary>
    [Theory]
    [InlineData(1.004, 0)]
    [InlineData(1, 1)]
    [InlineData(0.996, 1)]
    public void Quality_IsTheMeanOfBenchmarks(double rivals, double onIt)
    {
        // As cheap and as fast, with the credits the other way round.
        var (first, second) = (0.5 * rivals, 7.5 * rivals);
        var rival = Model((first, 1, 0.75 * first, [3]), (second, 10, 0.75 * second, [3]));
        Assert.Equal((onIt, onIt), Shares(rival, s => (s.ByPrice, s.ByTime)));
    }

    [Fact]
    public void WhoIsNotChosenFrom_IsOnTheFrontier_AndNeverTheCheapest()
    {
        IReadOnlyList<IReadOnlyList<TradeUnit?>>[] models =
        [
            Model((1, 1, 2, [2])),
            Model((1, 1, 1, [1])),
            Model((1, 1, 2, [2])),
            Model((1, 1, 3, [3])),
        ];
        var shares = Frontier.Resample(models, new HashSet<int> { 0, 2, 3 });
        Assert.Equal([0.5, null, 0.5, 0], shares.Select(s => s.Cheapest));
        Assert.Equal([0.5, null, 0.5, 0], shares.Select(s => s.Fastest));
        Assert.Equal([0, 1, 0, 0], shares.Select(s => s.ByPrice));
        Assert.All(
            Frontier.Resample(models, new HashSet<int>()),
            s => Assert.Equal((null, null, true), (s.Cheapest, s.Fastest, s.ByPrice is not null))
        );
    }

    private static readonly Dictionary<string, IReadOnlyList<IReadOnlyList<TradeUnit?>>> _rivals = new()
    {
        ["all is known"] = _model,
        ["costs nothing"] = Model((3, 4, 0, [1]), (1, 2, 0, [1])),
        ["one price is not known"] = Model((3, 4, double.NaN, [1]), (1, 2, 1, [1])),
        ["nothing is right"] = Model((0, 4, 1, [1]), (0, 2, 1, [1])),
        ["no times"] = Model((3, 4, 1, []), (1, 2, 1, [])),
        ["a benchmark without a score"] = Model((3, 4, 1, [1]), (0, 0, 1, [1])),
        ["a benchmark without a unit"] = [Model((3, 4, 1, [1]))[0], [null]],
    };

    /// <summary>What one of them lacks cannot be compared, of neither.</summary>
    [Theory]
    [InlineData("all is known", true, true)]
    [InlineData("costs nothing", false, true)]
    [InlineData("one price is not known", false, true)]
    [InlineData("nothing is right", false, true)]
    [InlineData("no times", true, false)]
    [InlineData("a benchmark without a score", false, false)]
    [InlineData("a benchmark without a unit", false, false)]
    public void WhatOneLacks_IsSaidOfNobody(string rival, bool hasPrice, bool hasTime) =>
        Assert.All(
            Frontier.Resample([_model, _rivals[rival]], _both),
            s =>
                Assert.Equal(
                    (hasPrice, hasPrice, hasTime, hasTime),
                    (s.ByPrice is not null, s.Cheapest is not null, s.ByTime is not null, s.Fastest is not null)
                )
        );

    /// <summary>One of two units is drawn twice in a quarter of rounds each: those in which a model has nothing count for nobody.</summary>
    [Fact]
    public void RoundsInWhichAModelHasNothing_AreNotCounted()
    {
        IReadOnlyList<TradeUnit?> half = [new TradeUnit(1, 1, 1, [1]), null],
            whole = [new TradeUnit(1, 1, 2, [2]), new TradeUnit(1, 1, 2, [2])];
        var shares = Frontier.Resample(
            [
                [half],
                [whole],
            ],
            _both
        );
        Assert.Equal(new FrontierShare(1, 1, 1, 1), shares[0]);
        Assert.Equal(new FrontierShare(0, 0, 0, 0), shares[1]);
    }

    /// <summary>A dear model with 0.6 at every question is better than a cheap one that has one of two right, unless that one is drawn twice: three
    /// quarters.</summary>
    [Fact]
    public void Units_AreDrawnWithReplacement_WithinEachBenchmark()
    {
        IReadOnlyList<TradeUnit?> uneven = [new TradeUnit(1, 1, 0.1, [1]), new TradeUnit(0.01, 1, 0.1, [9])],
            even = [new TradeUnit(0.6, 1, 10, [5]), new TradeUnit(0.6, 1, 10, [5])];
        var one = Frontier.Resample(
            [
                [uneven],
                [even],
            ],
            _both
        )[1];
        Assert.InRange(one.ByPrice!.Value, 0.75 - 0.055, 0.75 + 0.055);
        // By time the even one is beaten by the lucky draw alone; the slow half of the other comes first in a quarter.
        Assert.InRange(one.Fastest!.Value, 0.25 - 0.055, 0.25 + 0.055);
        // In two benchmarks both must be lucky twice or one twice and the other once: 1/16 + 2 x 1/8.
        var two = Frontier.Resample(
            [
                [uneven, uneven],
                [even, even],
            ],
            _both
        )[1];
        Assert.InRange(two.ByPrice!.Value, 11 / 16.0 - 0.06, 11 / 16.0 + 0.06);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(300)]
    public void AsManyRounds_AsAsked(int rounds)
    {
        IReadOnlyList<TradeUnit?> uneven = [new TradeUnit(1, 1, 0.1, [1]), new TradeUnit(0.01, 1, 0.1, [9])],
            even = [new TradeUnit(0.6, 1, 10, [5]), new TradeUnit(0.6, 1, 10, [5])];
        var times =
            Frontier
                .Resample(
                    [
                        [uneven],
                        [even],
                    ],
                    _both,
                    rounds
                )[1]
                .ByPrice!.Value * rounds;
        Assert.Equal(Math.Round(times), times, 1e-9);
        Assert.InRange(times, 1, rounds);
    }

    private static T Shares<T>(IReadOnlyList<IReadOnlyList<TradeUnit?>> rival, Func<FrontierShare, T> of) =>
        of(Frontier.Resample([_model, rival], _both)[0]);

    /// <summary>Benchmarks of one unit each.</summary>
    private static IReadOnlyList<IReadOnlyList<TradeUnit?>> Model(params (double Credit, double Scored, double Cost, double[] Times)[] benchmarks) =>
        [.. benchmarks.Select(IReadOnlyList<TradeUnit?> (b) => [new TradeUnit(b.Credit, b.Scored, b.Cost, b.Times)])];
}
