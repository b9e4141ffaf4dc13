using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

/// <summary>Bets on attempts that earn shares: by mean, variance and range of what was drawn without replacement.</summary>
public sealed class SlideOfSharesTests
{
    private static readonly double[] _tilts = [0.5, 1, 2, -0.5, -1, -2];

    /// <summary>What single attempts earned, by night and sample.</summary>
    private static readonly double[][][] _nights =
    [
        [
            [0.25, 1, 0],
            [1, 1],
            [0.5],
            [0, 0.75],
            [],
        ],
        [
            [0.5, 0.5],
            [1, 0.9, 0],
            [0.5, 0.5],
            [1, 1, 1, 0.125],
            [0.3],
        ],
        [
            [1, 0, 1, 0.75],
            [],
            [0.5],
            [0],
            [0.6, 0.1],
        ],
        [
            [0.1],
            [0.2, 0],
            [],
            [0, 0.25],
            [0],
        ],
    ];

    [Fact]
    public void TheBet_IsBennetts()
    {
        var (e, steps) = Bet(_nights);
        var slide = Slide.Of(History(_nights));
        Assert.Equal(1, slide.E / e, 1e-10);
        Assert.Equal(steps.Length, slide.Steps.Count);
        Assert.All(steps.Zip(slide.Steps), x => Assert.Equal(x.First, x.Second, 1e-10));
    }

    /// <summary>At temperature 0 nothing varies until the model changes.</summary>
    [Fact]
    public void ASlideDown_IsFound_AndItsMirrorGoesUp()
    {
        double[][][] Nights(double before, double after) =>
            [
                .. Enumerable
                    .Range(0, 6)
                    .Select(n => Enumerable.Range(0, 30).Select(i => new[] { (n < 3 ? before : after) + (i % 2 == 0 ? 0.1 : -0.1) }).ToArray()),
            ];
        var (down, up) = (Slide.Of(History(Nights(0.7, 0.3))), Slide.Of(History(Nights(0.3, 0.7))));
        Assert.Equal((3, true), (down.Start, down.IsDown));
        Assert.Equal((3, false), (up.Start, up.IsDown));
        Assert.True(down.E > 20);
        Assert.Equal(1, down.E / up.E, 1e-10);
    }

    /// <summary>What every attempt earned alike tells nothing of the night, and rounding is no difference either.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.1)]
    [InlineData(1 / 3.0)]
    [InlineData(0.7 + 0.1)]
    public void SharesThatNeverVary_AreNoStep(double share)
    {
        var slide = Slide.Of(
            History(
                [
                    [share, share],
                    [1],
                ],
                [
                    [share],
                    [1],
                ],
                [
                    [share, share, share],
                    [1],
                ],
                [
                    [share],
                    [1],
                ]
            )
        );
        Assert.Equal((1.0, 4), (slide.E, slide.Steps.Count));
        Assert.All(slide.Steps, s => Assert.Equal(0, s));
    }

    /// <summary>Nor does it take the word from samples beside it that differ by however little.</summary>
    [Fact]
    public void SharesThatNeverVary_ChangeNothingBesideOthers()
    {
        double[][][] telling =
        [
            [
                [0.2, 0.4],
            ],
            [
                [0.400_01, 0.4],
            ],
            [
                [0.9],
            ],
        ];
        var alone = Slide.Of(History(telling));
        var among = Slide.Of(History([.. telling.Select(n => new double[][] { n[0], [0.1, 0.1, 0.1], [1 / 3.0] })]));
        Assert.Equal((alone.E, alone.IsDown, alone.Start), (among.E, among.IsDown, among.Start));
        Assert.Equal(alone.Steps, among.Steps);
        double[][][] little =
        [
            [
                [0.5, 0.5],
                [0.1],
            ],
            [
                [0.5, 0.500_01],
                [0.1],
            ],
        ];
        Assert.InRange(Slide.Of(History(little)).E, 0, 1.5);
    }

    /// <summary>Two-valued scores of a benchmark whose attempts may earn shares bet less than if they were known to be two-valued, never
    /// more.</summary>
    [Fact]
    public void WhereSharesMightHaveTurnedUp_TheBetIsMoreCareful()
    {
        double[][][] nights =
        [
            [
                [1, 1, 1],
                [1, 1, 0],
                [1, 0, 1],
            ],
            [
                [0, 0, 1],
                [0, 0, 0],
                [1, 0, 0],
            ],
        ];
        var shares = Slide.Of(History(nights));
        var whole = Slide.Of(new NightHistory("a", [.. nights.Select(n => n.Select(s => new SampleScore((int)s.Sum(), s.Length)).ToArray())]));
        Assert.All(whole.Steps.Zip(shares.Steps), x => Assert.Equal(x.First, x.Second, 1e-10));
        Assert.InRange(shares.E, 1, whole.E);
        Assert.Equal((true, true), (shares.IsDown, whole.IsDown));
    }

    private static NightHistory History(params double[][][] nights) => new("a", [.. nights.Select(n => n.Select(Score).ToArray())]);

    private static SampleScore Score(double[] earned) =>
        new(earned.Count(e => e == 1), earned.Length)
        {
            PartCredit = earned.Where(e => e < 1).Sum(),
            PartSquares = earned.Where(e => e < 1).Sum(e => e * e),
            IsShare = true,
        };

    /// <summary>Bennett 1962 with the variance of a mean without replacement, from what each attempt earned.</summary>
    private static (double E, double[] Steps) Bet(double[][][] nights)
    {
        var steps = new double[nights.Length];
        var bets = _tilts.Select(_ => Enumerable.Repeat(1.0, nights.Length).ToArray()).ToArray();
        for (var night = 1; night < nights.Length; night++)
        {
            var telling = new List<(double Excess, double Variance, double Up, double Down)>();
            for (var i = 0; i < nights[0].Length; i++)
            {
                double[] all = [.. nights[..(night + 1)].SelectMany(n => n[i])],
                    drawn = nights[night][i];
                if (drawn.Length == 0 || drawn.Length == all.Length || all.All(e => e == 0))
                    continue;
                var mean = all.Average();
                var spread = all.Sum(e => (e - mean) * (e - mean)) / (all.Length - 1);
                var expected = drawn.Length * mean;
                telling.Add(
                    (
                        drawn.Sum() - expected,
                        drawn.Length * spread * (all.Length - drawn.Length) / all.Length,
                        Math.Min(drawn.Length, all.Sum()) - expected,
                        expected - Math.Max(0, drawn.Length - all.Sum(e => 1 - e))
                    )
                );
            }
            var deviation = Math.Sqrt(telling.Sum(s => s.Variance));
            steps[night] = telling.Sum(s => s.Excess) / deviation;
            for (var t = 0; t < _tilts.Length; t++)
            {
                var theta = _tilts[t] / deviation;
                foreach (var (excess, variance, up, down) in telling)
                {
                    var reach = theta > 0 ? up : down;
                    var bound = Math.Exp(Math.Abs(theta) * reach) - 1 - Math.Abs(theta) * reach;
                    bets[t][night] *= Math.Exp(theta * excess - variance / (reach * reach) * bound);
                }
            }
        }
        return (
            bets.Average(b => Enumerable.Range(1, nights.Length - 1).Average(start => b[start..].Aggregate(1.0, (product, bet) => product * bet))),
            steps
        );
    }
}
