using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class FrontierTests(ITestOutputHelper output)
{
    private static readonly HashSet<int> _both = [0, 1];

    [Fact]
    public void APointThatAnotherBeats_IsNotOnIt()
    {
        Assert.Equal([true, true, true], Frontier.Of([(0.5, 1), (0.6, 2), (0.9, 4)]));
        Assert.Equal([true, false, true], Frontier.Of([(0.6, 1), (0.6, 2), (0.9, 4)])); // as good for more
        Assert.Equal([false, true], Frontier.Of([(0.5, 1), (0.6, 1)])); // worse for as much
        Assert.Equal([true, true], Frontier.Of([(0.6, 1), (0.6, 1)])); // the same twice
    }

    [Fact]
    public void WhatIsCertain_IsAlwaysOrNever()
    {
        var shares = Frontier.Resample([Model(40, _ => 1, 1, 1), Model(40, _ => 0.5, 2, 2)], _both);
        Assert.Equal((1.0, 1.0, 1.0, 1.0), (shares[0].ByPrice, shares[0].ByTime, shares[0].Cheapest, shares[0].Fastest));
        Assert.Equal((0.0, 0.0, 0.0, 0.0), (shares[1].ByPrice, shares[1].ByTime, shares[1].Cheapest, shares[1].Fastest));
    }

    [Fact]
    public void AModelAlone_IsFirst_WhereItsFiguresAreKnown()
    {
        // Three units of which one alone has a score: what is drawn from them may have none.
        IReadOnlyList<TradeUnit?> paid = [new(1, 1, 2, [3]), null, new(0, 0, 1, [])];
        Assert.Equal(
            [new FrontierShare(1, 1, 1, 1)],
            Frontier.Resample(
                [
                    [paid],
                ],
                new HashSet<int> { 0 }
            )
        );
        Assert.Equal(
            [new FrontierShare(1, 1, null, null)],
            Frontier.Resample(
                [
                    [paid],
                ],
                new HashSet<int>()
            )
        );
        IReadOnlyList<TradeUnit?> unpaid = [new(1, 1, double.NaN, [3])];
        Assert.Equal(
            [new FrontierShare(null, 1, null, 1)],
            Frontier.Resample(
                [
                    [unpaid],
                ],
                new HashSet<int> { 0 }
            )
        );
        IReadOnlyList<TradeUnit?> unscored = [new(0, 0, 1, [3])];
        Assert.Equal(
            [default],
            Frontier.Resample(
                [
                    [unscored],
                ],
                new HashSet<int> { 0 }
            )
        );
    }

    /// <summary>The dearer of two is on the frontier as often as it is the better one: as often as the difference of scores, normal by then, is above
    /// zero.</summary>
    [Fact]
    public void Doubt_IsThatOfTheScores()
    {
        // Of 100 samples the dear one alone has 12, the cheap one alone 8.
        var cheap = Model(100, i => i is >= 12 and < 60 ? 1 : 0, 1, 1);
        var dear = Model(100, i => i < 52 || i >= 92 ? (i < 52 ? 1 : 0) : 0, 2, 1);
        var onIt = Frontier.Resample([cheap, dear], _both)[1].ByPrice!.Value;
        var differences = Enumerable.Range(0, 100).Select(i => (i < 52 ? 1.0 : 0) - (i is >= 12 and < 60 ? 1 : 0)).ToList();
        var mean = differences.Average();
        var error = Math.Sqrt(differences.Average(d => (d - mean) * (d - mean)) / 100);
        // A tie, likely where so few differ, is half of the step next to zero.
        var expected = Distributions.NormalUpperTail((0.005 - mean) / error);
        output.WriteLine($"on the frontier {onIt:0.000}, by the normal distribution {expected:0.000}");
        Assert.InRange(onIt, expected - 0.04, expected + 0.04);
    }

    /// <summary>Ten samples of one cluster are one unit: there is more doubt.</summary>
    [Fact]
    public void Clusters_AreDrawnWhole()
    {
        IReadOnlyList<TradeUnit> Passages(double[] right) => [.. right.Select(r => new TradeUnit(10 * r, 10, 10, [1, 1]))];
        double[] a = [1, 1, 1, 0, 1, 0, 1, 1],
            b = [1, 1, 0, 1, 1, 0, 1, 0];
        var whole = Frontier
            .Resample(
                [
                    [Passages(a)],
                    [
                        [.. Passages(b).Select(u => u with { Cost = 5 })],
                    ],
                ],
                _both
            )[0]
            .ByPrice!.Value;
        var apart = Frontier
            .Resample(
                [
                    [Apart(a, 1)],
                    [Apart(b, 0.5)],
                ],
                _both
            )[0]
            .ByPrice!.Value;
        Assert.True(whole < apart - 0.1, $"{whole} {apart}");

        static IReadOnlyList<TradeUnit> Apart(double[] right, double cost) =>
            [.. right.SelectMany(r => Enumerable.Repeat(new TradeUnit(r, 1, cost, [1]), 10))];
    }

    [Fact]
    public void TheSameResults_GiveTheSameShares_AndWhatIsNotKnownIsNotSaid()
    {
        var a = Model(30, i => i % 3 == 0 ? 0 : 1, 1, 2);
        var b = Model(30, i => i % 4 == 0 ? 0 : 1, double.NaN, 1);
        var shares = Frontier.Resample([a, b], _both);
        Assert.Equal(shares, Frontier.Resample([a, b], _both));
        Assert.All(shares, s => Assert.Equal(((double?)null, (double?)null), (s.ByPrice, s.Cheapest)));
        Assert.All(shares, s => Assert.NotNull(s.ByTime));
        Assert.Null(Frontier.Resample([a, b], new HashSet<int> { 0 })[1].Fastest);
        Assert.Empty(Frontier.Resample([], _both));
    }

    private static IReadOnlyList<IReadOnlyList<TradeUnit?>> Model(int samples, Func<int, double> credit, double cost, double seconds) =>
        [
            [.. Enumerable.Range(0, samples).Select(i => new TradeUnit(credit(i), 1, cost, [seconds]))],
        ];
}
