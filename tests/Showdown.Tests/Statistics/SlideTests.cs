using System.Numerics;
using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

/// <summary>The bet against "every night is like every other", by whole binomials and by hand.</summary>
public sealed class SlideTests
{
    private static readonly double[] _sizes = [0.5, 1, 2];

    private static readonly (int Right, int Scored)[][] _nights =
    [
        [(1, 2), (3, 3), (0, 1), (2, 2), (0, 0), (9, 30)],
        [(2, 3), (2, 4), (0, 0), (2, 2), (1, 2), (14, 25)],
        [(0, 2), (3, 4), (1, 2), (2, 2), (0, 2), (11, 40)],
        [(1, 1), (1, 2), (0, 2), (1, 1), (2, 2), (1, 7)],
    ];

    /// <summary>Then each attempt of the second night is a fair coin, and the mean of exp(theta (R - 1/2)) a hyperbolic cosine.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(30)]
    public void FromAllWrongToAllRight_ItIsABetOnFairCoins(int samples)
    {
        var slide = Slide.Of(History(Enumerable.Repeat((0, 1), samples), Enumerable.Repeat((1, 1), samples)));
        var root = Math.Sqrt(samples);
        Close(_sizes.Average(s => Math.Cosh(s * root) / Math.Pow(Math.Cosh(s / root), samples)), slide.E);
        Close([0, root], slide.Steps);
        Assert.Equal((false, 1), (slide.IsDown, slide.Start));
    }

    [Fact]
    public void TheBet_IsThatOfTheHypergeometricLaw()
    {
        var (e, steps) = Bet(_nights, [1, 1, 1, 1, 1, 1]);
        var slide = Slide.Of(History(_nights));
        Close(e, slide.E);
        Close(steps, slide.Steps);
    }

    [Fact]
    public void InAClusterOfThree_EachBetsToTheThirdPower()
    {
        double[] weights = [1 / 3.0, 1 / 3.0, 1, 1 / 3.0, 1 / 2.0, 1 / 2.0];
        var (e, steps) = Bet(_nights, weights);
        var slide = Slide.Of(History(_nights) with { Clusters = ["p", "p", null, "p", "q", "q"] });
        Close(e, slide.E);
        Close(steps, slide.Steps);
    }

    [Fact]
    public void CopiesOfASampleInACluster_TellNoMoreThanTheSample()
    {
        (int, int)[] nights = [(3, 4), (2, 4), (0, 4)];
        var alone = Slide.Of(History([.. nights.Select(n => new[] { n })]));
        var copies = Slide.Of(History([.. nights.Select(n => Enumerable.Repeat(n, 5))]) with { Clusters = ["a", "a", "a", "a", "a"] });
        Close(alone.E, copies.E);
        Close([.. alone.Steps], copies.Steps);
        Assert.True(Slide.Of(History([.. nights.Select(n => Enumerable.Repeat(n, 5))])).E > 2 * alone.E);
    }

    /// <summary>What never varied cannot vary on the night, and what has no other night cannot differ from it.</summary>
    [Fact]
    public void SamplesThatCannotDiffer_ChangeNothing()
    {
        (int, int)[][] telling =
        [
            [(1, 2)],
            [(2, 2)],
            [(0, 2)],
        ];
        var alone = Slide.Of(History(telling));
        var among = Slide.Of(
            History(
                [telling[0][0], (2, 2), (0, 3), (0, 0), (0, 0), (0, 0)],
                [telling[1][0], (1, 1), (0, 1), (0, 0), (1, 1), (0, 0)],
                [telling[2][0], (4, 4), (0, 2), (1, 2), (0, 0), (0, 0)]
            )
        );
        Close(alone.E, among.E);
        Close([.. alone.Steps], among.Steps);
    }

    [Fact]
    public void ANightOnWhichNothingCouldDiffer_IsNoStep()
    {
        var slide = Slide.Of(History([(2, 2)], [(2, 2)], [(0, 0)], [(0, 2)]));
        Assert.Equal([0.0, 0.0, 0.0], slide.Steps.Take(3));
        Assert.True(slide.Steps[3] < 0);
        var (e, _) = Bet(
            [
                [(2, 2)],
                [(2, 2)],
                [(0, 0)],
                [(0, 2)],
            ],
            [1]
        );
        Close(e, slide.E);
    }

    [Fact]
    public void WithoutASecondNight_NothingSpeaksForASlide()
    {
        var none = Slide.Of(new NightHistory("a", []));
        Assert.Equal((1.0, false, 1, 0), (none.E, none.IsDown, none.Start, none.Steps.Count));
        var first = Slide.Of(History([(1, 4), (4, 4)]));
        Assert.Equal((1.0, false, 1), (first.E, first.IsDown, first.Start));
        Assert.Equal([0.0], first.Steps);
        var empty = Slide.Of(History([], [], []));
        Assert.Equal((1.0, false, 3), (empty.E, empty.IsDown, empty.Steps.Count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void TheStart_IsTheFirstNightOfTheNewLevel(int start)
    {
        (int, int)[][] Nights(int before, int after) =>
            [.. Enumerable.Range(0, 8).Select(night => Enumerable.Repeat((night < start ? before : after, 4), 20).ToArray())];
        var (down, up) = (Slide.Of(History(Nights(3, 1))), Slide.Of(History(Nights(1, 3))));
        Assert.Equal((start, true), (down.Start, down.IsDown));
        Assert.Equal((start, false), (up.Start, up.IsDown));
        Assert.True(down.E > 1000);
        // Wrong for right is the same bet the other way.
        Close(up.E, down.E);
        Close([.. up.Steps.Select(s => -s)], down.Steps);
    }

    /// <summary>Bets of thousands of samples over many attempts leave what a number holds, and still must compare and print.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void HoweverMuchSpeaksForASlide_ItIsANumber(bool isDown)
    {
        (int, int)[] all = [.. Enumerable.Repeat((100, 100), 3000)],
            none = [.. Enumerable.Repeat((0, 100), 3000)];
        var slide = isDown ? Slide.Of(History(all, none)) : Slide.Of(History(none, all));
        Assert.True(double.IsFinite(slide.E) && slide.E > 1e200);
        Assert.Equal((isDown, 1), (slide.IsDown, slide.Start));
    }

    private static NightHistory History(params IEnumerable<(int Right, int Scored)>[] nights) =>
        new("a", [.. nights.Select(n => n.Select(s => new SampleScore(s.Right, s.Scored)).ToArray())]);

    /// <summary>Mean over sizes, directions and starts of the product of bets, each sample's to its weight, all chances counted out.</summary>
    private static (double E, double[] Steps) Bet((int Right, int Scored)[][] nights, double[] weights)
    {
        double[] tilts = [.. _sizes, .. _sizes.Select(s => -s)];
        var steps = new double[nights.Length];
        var bets = tilts.Select(_ => Enumerable.Repeat(1.0, nights.Length).ToArray()).ToArray();
        for (var night = 1; night < nights.Length; night++)
        {
            var laws = weights.Select((_, i) => Law(nights, night, i)).ToList();
            double Mean(int i) => laws[i].Sum(x => x.Chance * x.Right);
            var variance = weights.Select((w, i) => w * laws[i].Sum(x => x.Chance * Math.Pow(x.Right - Mean(i), 2))).Sum();
            if (variance < 1e-12)
                continue;
            steps[night] = weights.Select((w, i) => w * (nights[night][i].Right - Mean(i))).Sum() / Math.Sqrt(variance);
            for (var t = 0; t < tilts.Length; t++)
            {
                var theta = tilts[t] / Math.Sqrt(variance);
                for (var i = 0; i < weights.Length; i++)
                {
                    var paid = Math.Exp(theta * nights[night][i].Right) / laws[i].Sum(x => x.Chance * Math.Exp(theta * x.Right));
                    bets[t][night] *= Math.Pow(paid, weights[i]);
                }
            }
        }
        return (
            bets.Average(b => Enumerable.Range(1, nights.Length - 1).Average(start => b[start..].Aggregate(1.0, (product, bet) => product * bet))),
            steps
        );
    }

    /// <summary>Of the attempts so far any may have fallen on the night.</summary>
    private static List<(int Right, double Chance)> Law((int Right, int Scored)[][] nights, int night, int sample)
    {
        var (right, scored, drawn) = (
            nights[..(night + 1)].Sum(n => n[sample].Right),
            nights[..(night + 1)].Sum(n => n[sample].Scored),
            nights[night][sample].Scored
        );
        return
        [
            .. Enumerable
                .Range(0, drawn + 1)
                .Select(r => (r, (double)(Ways(right, r) * Ways(scored - right, drawn - r)) / (double)Ways(scored, drawn))),
        ];
    }

    private static BigInteger Ways(int of, int chosen) =>
        chosen > of ? 0 : Enumerable.Range(0, chosen).Aggregate(BigInteger.One, (ways, i) => ways * (of - i) / (i + 1));

    private static void Close(double expected, double actual) => Assert.Equal(1, actual / expected, 1e-10);

    private static void Close(double[] expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Length, actual.Count);
        Assert.All(expected.Zip(actual), x => Assert.Equal(x.First, x.Second, 1e-10));
    }
}
