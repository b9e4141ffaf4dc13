using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

/// <summary>The mean over benchmarks where each of its figures can be told in closed form.</summary>
public sealed class PairedStrataByHandTests
{
    private static readonly SamplePair _win = new(new(1, 1), new(0, 1)),
        _loss = new(new(0, 1), new(1, 1)),
        _tie = new(new(1, 1), new(1, 1));

    [Fact]
    public void Figures_AreMeansOfBenchmarks_AndCountsOfSamples()
    {
        var compared = PairedStrata.Compare(
            [
                [_win, _win, new(new(0, 0, 1), new(1, 1))],
                [_win, _loss, _tie, _tie, new(new(1, 1), new(0, 0, 1)), default],
                [default],
            ],
            new PairedOptions { Level = 0.9, Margin = 0.3 }
        );
        Assert.Equal((6, 6, 3, 1, 2), (compared.Samples, compared.Units, compared.Wins, compared.Losses, compared.Ties));
        Assert.Equal((0.9, 0.3), (compared.Level, compared.Margin));
        Assert.Equal((0.875, 0.375, 0.5), (compared.ScoreA, compared.ScoreB, compared.Difference));
        Assert.Equal((PairedMethod.Strata, PairedTest.SignFlip), (compared.Method, compared.Test));
        // Two wins do not vary; a win, a loss and two ties by 2/3.
        Assert.Equal(Math.Sqrt(2 / 3.0 / 4) / 2, compared.StandardError!.Value, 1e-15);
        Assert.Equal(6, compared.Spread!.Samples);
        // The third benchmark is not compared: what it lacks is to be named beside the result.
        Assert.Equal((1, 1, 0, 1), (compared.LeftOut.NoScoreA, compared.LeftOut.NoScoreB, compared.LeftOut.NoScoreBoth, compared.LeftOut.NotAsked));
        // All right or none of A's, and the other way round for B, over three and five samples.
        Assert.Equal((1 / 3.0 + 0) / 2, compared.LeftOut.Low!.Value, 1e-15);
        Assert.Equal((2 / 3.0 + 1 / 5.0) / 2, compared.LeftOut.High!.Value, 1e-15);
    }

    /// <summary>A win of two counts 1, one of four 1/2: of the sums of 1, 1, 1/2 and -1/2 one is 3 and two are 2.</summary>
    [Fact]
    public void P_WeighsASampleAsItsBenchmarkDoes()
    {
        var compared = PairedStrata.Compare([
            [_win, _win],
            [_win, _loss, _tie, _tie],
        ]);
        Assert.Equal(4 / 16.0, compared.P!.Value, 1e-15);
        Assert.True(compared is { Low: <= 0, High: >= 0, DifferenceShown: false });
        // A passage of three counts thrice: the sums of 3, 1 and 1 are 5, 3, 3, 1 and their opposites.
        var clustered = PairedStrata.Compare([
            [.. Enumerable.Repeat(_win with { Cluster = "passage" }, 3), _win, _loss],
            [.. Enumerable.Repeat(_tie, 5)],
        ]);
        Assert.Equal((4 / 8.0, 8), (clustered.P, clustered.Units));
    }

    /// <summary>Six wins of six: p is 1/64, and at such a level the interval by itself lies above zero.</summary>
    [Theory]
    [InlineData(0.99, true)]
    [InlineData(1 - 1 / 64.0, true)]
    [InlineData(0.98, false)]
    public void WhereTheTestDoesNotRejectZero_TheIntervalHoldsIt(double level, bool holdsZero)
    {
        var compared = PairedStrata.Compare(
            [
                [.. Wins(3, 0)],
                [.. Wins(3, 0)],
            ],
            new PairedOptions { Level = level }
        );
        Assert.Equal((1 / 64.0, 1.0, !holdsZero), (compared.P, compared.High, compared.DifferenceShown));
        // Own intervals begin at (3 - z²) / (3 + z²).
        var z2 = Math.Pow(Levels.TwoSidedNormal(level), 2);
        Assert.Equal(holdsZero ? 0 : 1 - 2 * z2 / (3 + z2) / Math.Sqrt(2), compared.Low!.Value, 1e-10);
        Assert.True(1 - 2 * z2 / (3 + z2) / Math.Sqrt(2) > 0);
    }

    [Fact]
    public void TheInterval_AddsUpSquaredDistances()
    {
        SamplePair[] first = [.. Wins(30, 10), .. Enumerable.Repeat(_tie, 20)],
            second = [.. Wins(16, 4)],
            third = [.. Enumerable.Repeat(new SamplePair(new(3, 4), new(1, 4)), 10), .. Enumerable.Repeat(new SamplePair(new(4, 4), new(1, 4)), 15)];
        var own = new[] { first, second, third }.Select(s => Paired.Compare(s)).ToList();
        Assert.All(own, o => Assert.True(o.P < 0.05)); // else its interval would have been widened
        var compared = PairedStrata.Compare([first, second, third]);
        var mean = own.Average(o => o.Difference!.Value);
        Assert.Equal(mean, compared.Difference!.Value, 1e-14);
        Assert.Equal(mean - Math.Sqrt(own.Sum(o => Math.Pow(o.Difference!.Value - o.Low!.Value, 2))) / 3, compared.Low!.Value, 1e-14);
        Assert.Equal(mean + Math.Sqrt(own.Sum(o => Math.Pow(o.High!.Value - o.Difference!.Value, 2))) / 3, compared.High!.Value, 1e-14);
        Assert.Equal(Math.Sqrt(own.Sum(o => Math.Pow(o.StandardError!.Value, 2))) / 3, compared.StandardError!.Value, 1e-14);
        // As many samples of one kind as there are, as uncertain as the mean.
        var spread = compared.Spread!;
        Assert.Equal(105, spread.Samples);
        Assert.Equal((60 + 20 + 25 * 4) / 105.0, spread.Epochs, 1e-14);
        Assert.Equal(own.Sum(o => o.Spread!.Variance / o.Units) / 9, spread.Variance / 105, 1e-14);
        Assert.Equal((null, false), (spread.Within, spread.IsShare)); // single attempts do not tell
    }

    [Fact]
    public void WhereAllBenchmarksTellWhatAttemptsVaryBy_TheirMeanDoes()
    {
        SamplePair[] first =
            [.. Enumerable.Repeat(new SamplePair(new(3, 4), new(1, 4)), 10), .. Enumerable.Repeat(new SamplePair(new(4, 4), new(1, 4)), 15)],
            second = [.. Enumerable.Repeat(new SamplePair(new(1, 2), new(0, 2) { IsShare = true }), 8), new(new(2, 2), new(2, 2))];
        var own = new[] { first, second }.Select(s => Paired.Compare(s).Spread!).ToList();
        var spread = PairedStrata.Compare([first, second]).Spread!;
        Assert.Equal(own.Sum(s => s.Within!.Value / s.Samples) / 4, spread.Within!.Value / 34, 1e-14);
        Assert.Equal((34, true), (spread.Samples, spread.IsShare));
    }

    [Fact]
    public void OfABenchmarkWithOneSample_NothingIsKnown()
    {
        var compared = PairedStrata.Compare([
            [_win],
            [_win],
        ]);
        Assert.Equal((1.0, null, null), (compared.Difference, compared.StandardError, compared.Spread));
        Assert.Equal(1 - Math.Sqrt(2), compared.Low!.Value, 1e-14); // anything from -1 to 1 on either
        Assert.Equal((1.0, 0.25, 2), (compared.High, compared.P, compared.Units));
        var beside = PairedStrata.Compare([
            [.. Wins(30, 0)],
            [_tie],
        ]);
        Assert.Equal((0.5, null, null, Verdict.NotEnoughData), (beside.Difference, beside.StandardError, beside.Spread, beside.Verdict));
    }

    /// <summary>Nobody ever differed: with a mean at the margin a share of samples as large as the margin would, which is p(1-p) of
    /// variance.</summary>
    [Theory]
    [InlineData(200, 300, 0.05)]
    [InlineData(40, 900, 0.1)]
    public void AlikeOnEverySingleAttempt_EquivalenceIsANormalTail(int first, int second, double margin)
    {
        var error = Math.Sqrt(margin * (1 - margin) * (1.0 / first + 1.0 / second)) / 2;
        // A step of the smaller benchmark moves the mean most: half of one is taken off.
        var p = Distributions.NormalUpperTail((margin - 0.25 / Math.Min(first, second)) / error);
        Assert.Equal(1, Alike(first, second, 1, 1, margin).EquivalenceP!.Value / p, 1e-6);
    }

    /// <summary>The same of repeats, whose errors are themselves estimates: Welch and Satterthwaite.</summary>
    [Theory]
    [InlineData(20, 30, 2, 2)]
    [InlineData(20, 30, 1, 2)]
    [InlineData(20, 30, 4, 1)]
    public void AlikeOnEveryRepeat_EquivalenceIsATailOfT(int first, int second, int firstEpochs, int secondEpochs)
    {
        const double Margin = 0.3;
        var (a, b) = (Margin * (1 - Margin) / first / 4, Margin * (1 - Margin) / second / 4);
        var freedom = (a + b) * (a + b) / ((firstEpochs > 1 ? a * a / (first - 1) : 0) + (secondEpochs > 1 ? b * b / (second - 1) : 0));
        var p = Distributions.StudentUpperTail((Margin - 0.25 / first) / Math.Sqrt(a + b), freedom);
        Assert.Equal(1, Alike(first, second, firstEpochs, secondEpochs, Margin).EquivalenceP!.Value / p, 1e-6);
    }

    /// <summary>All for A: at a supposed mean of 1/2 three of four samples would be wins, and the distance is half a step less.</summary>
    [Fact]
    public void FarBeyondTheMargin_NothingSpeaksForEquivalence()
    {
        var compared = PairedStrata.Compare(
            [
                [.. Wins(20, 0)],
                [.. Wins(50, 0)],
            ],
            new PairedOptions { Margin = 0.5 }
        );
        var error = Math.Sqrt(0.75 / 20 + 0.75 / 50) / 2;
        Assert.Equal(Distributions.NormalUpperTail((-0.5 + 0.25 / 20) / error), compared.EquivalenceP!.Value, 1e-7);
        var mirrored = PairedStrata.Compare(
            [
                [.. Wins(0, 20)],
                [.. Wins(0, 50)],
            ],
            new PairedOptions { Margin = 0.5 }
        );
        Assert.Equal(compared.EquivalenceP.Value, mirrored.EquivalenceP!.Value, 1e-12);
        Assert.Equal((Verdict.Better, Verdict.Worse), (compared.Verdict, mirrored.Verdict));
    }

    [Fact]
    public void AMarginThatHoldsEverything_IsAlwaysKept() =>
        Assert.Equal(
            (0.0, Verdict.Equivalent),
            (
                PairedStrata
                    .Compare(
                        [
                            [.. Wins(20, 0)],
                            [.. Wins(50, 0)],
                        ],
                        new PairedOptions { Margin = 1 }
                    )
                    .EquivalenceP,
                PairedStrata
                    .Compare(
                        [
                            [.. Wins(20, 0)],
                            [.. Wins(50, 0)],
                        ],
                        new PairedOptions { Margin = 1 }
                    )
                    .Verdict
            )
        );

    /// <summary>Every sample differs by exactly the margin: no luck in it, and not closer than the margin.</summary>
    [Fact]
    public void ExactlyAtTheMargin_IsNotWithinIt()
    {
        SamplePair[] apart = [.. Enumerable.Repeat(new SamplePair(new(3, 4), new(1, 4)), 12)];
        Assert.Equal(1, PairedStrata.Compare([apart, apart], new PairedOptions { Margin = 0.5 }).EquivalenceP);
    }

    private static PairedComparison Alike(int first, int second, int firstEpochs, int secondEpochs, double margin) =>
        PairedStrata.Compare([Same(first, firstEpochs), Same(second, secondEpochs)], new PairedOptions { Margin = margin });

    private static SamplePair[] Same(int samples, int epochs) =>
        [.. Enumerable.Repeat(new SamplePair(new(epochs, epochs), new(epochs, epochs)), samples)];

    private static IEnumerable<SamplePair> Wins(int wins, int losses) => [.. Enumerable.Repeat(_win, wins), .. Enumerable.Repeat(_loss, losses)];
}
