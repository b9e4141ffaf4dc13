using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

/// <summary>Scores that are shares: their intervals, tests and sums. The measured rates stand in src/Showdown.Statistics/METHODS.md.</summary>
public sealed class SharesTests(ITestOutputHelper output)
{
    private const int Samples = 30;

    /// <summary>Shapes that benchmarks have: instructions of a prompt, items found, rubric points; most of them all right, or none.</summary>
    [Trait("Category", "Slow")]
    [Theory]
    [InlineData("uniform", 0.5)]
    [InlineData("a hump in the middle", 0.5)]
    [InlineData("a narrow hump near the top", 0.8)]
    [InlineData("most near 0 or 1", 0.5)]
    [InlineData("skewed to the top", 0.8)]
    [InlineData("60 % all right", 0.8)]
    [InlineData("80 % all right", 0.9)]
    [InlineData("90 % all right", 0.95)]
    [InlineData("70 % none", 0.15)]
    [InlineData("thirds", 0.5)]
    [InlineData("fours at 90 %", 0.9)]
    [InlineData("0, a half, 1", 0.65)]
    public void Intervals_HoldTheTruthIn94To96Percent_AndStayInside(string shape, double truth)
    {
        const int Rounds = 10_000;
        var random = new SeededRandom(22);
        var (held, width) = (0, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            var estimate = Accuracy.Estimate([.. Enumerable.Range(0, Samples).Select(_ => Share(Draw(shape, random)))]);
            held += estimate.Low <= truth && truth <= estimate.High ? 1 : 0;
            width += (estimate.High!.Value - estimate.Low!.Value) / Rounds;
            Assert.True(estimate is { Low: >= 0, High: <= 1, Method: EstimateMethod.Shares } && estimate.Low <= estimate.Value);
        }
        output.WriteLine($"{shape}: {100.0 * held / Rounds:0.0} %, {100 * width:0.0} points wide; of {Rounds}, good to 0.2");
        Assert.InRange((double)held / Rounds, 0.94, 0.964);
    }

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData("a hump in the middle", 0.5)]
    [InlineData("80 % all right", 0.9)]
    [InlineData("thirds", 0.5)]
    public void Clusters_AreTheUnit(string shape, double truth)
    {
        const int Rounds = 2000;
        const int Passages = 40,
            Questions = 5;
        string[] clusters = [.. Enumerable.Range(0, Passages * Questions).Select(i => $"{i / Questions}")];
        var random = new SeededRandom(23);
        var (held, heldWithout) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            SampleScore[] scores = [.. Enumerable.Range(0, Passages).SelectMany(_ => Enumerable.Repeat(Share(Draw(shape, random)), Questions))];
            var (with, without) = (Accuracy.Estimate(scores, clusters: clusters), Accuracy.Estimate(scores));
            Assert.True(with.High - with.Low > without.High - without.Low);
            held += with.Low <= truth && truth <= with.High ? 1 : 0;
            heldWithout += without.Low <= truth && truth <= without.High ? 1 : 0;
        }
        output.WriteLine($"40 passages of 5, {shape}: {100.0 * held / Rounds:0.0} %; without clusters {100.0 * heldWithout / Rounds:0.0} %");
        Assert.InRange((double)held / Rounds, 0.935, 0.97);
        Assert.True(heldWithout < 0.75 * Rounds);
    }

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData("a hump in the middle")]
    [InlineData("60 % all right")]
    [InlineData("80 % all right")]
    [InlineData("0, a half, 1")]
    public void Differences_AreHeld_AndEqualModelsSeldomCalledDifferent(string shape)
    {
        const int Rounds = 2000;
        var random = new SeededRandom(24);
        var (held, shown) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            // Half of the questions come out alike for both.
            SamplePair[] pairs =
            [
                .. Enumerable
                    .Range(0, Samples)
                    .Select(_ => Draw(shape, random))
                    .Select(a => new SamplePair(Share(a), Share(random.NextShare() < 0.5 ? a : Draw(shape, random)))),
            ];
            var compared = Paired.Compare(pairs);
            Assert.Equal(PairedTest.SignFlip, compared.Test);
            held += compared.Low <= 0 && compared.High >= 0 ? 1 : 0;
            shown += compared.P < 0.05 ? 1 : 0;
        }
        output.WriteLine($"equal models, {shape}: zero held in {100.0 * held / Rounds:0.0} %, called different in {100.0 * shown / Rounds:0.0} %");
        Assert.True(held >= 0.935 * Rounds && shown <= 0.06 * Rounds);
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("small losses everywhere", -0.01)]
    [InlineData("a fifth lose up to all", -0.1)]
    [InlineData("a few lose, fewer win", -0.05)]
    public void TrueDifferences_AreHeld_AndNoneAsLargeAsTheMarginIsCalledEquivalent(string kind, double truth)
    {
        const int Rounds = 1000;
        var random = new SeededRandom(25);
        foreach (var samples in new[] { 30, 100 })
        {
            var (held, equivalent) = (0, 0);
            for (var round = 0; round < Rounds; round++)
            {
                SamplePair[] pairs = [.. Enumerable.Range(0, samples).Select(_ => Pair(Difference(kind, random)))];
                var compared = Paired.Compare(pairs, new PairedOptions { Margin = -truth });
                held += compared.Low <= truth && truth <= compared.High ? 1 : 0;
                equivalent += compared.EquivalenceP < 0.05 ? 1 : 0;
            }
            output.WriteLine($"{kind}, {samples}: held {100.0 * held / Rounds:0.0} %, called equivalent in {100.0 * equivalent / Rounds:0.0} %");
            Assert.True(held >= 0.93 * Rounds && equivalent <= 0.06 * Rounds);
        }

        static SamplePair Pair(double difference) =>
            difference < 0 ? new SamplePair(Share(0), Share(-difference)) : new SamplePair(Share(difference), Share(0));

        static double Difference(string kind, SeededRandom random)
        {
            var (u, v) = (random.NextShare(), random.NextShare());
            return kind switch
            {
                "small losses everywhere" => (u - 0.6) * 0.1,
                "a fifth lose up to all" => u < 0.2 ? -v : 0,
                _ => u < 0.15 ? -v
                : u < 0.2 ? v
                : 0,
            };
        }
    }

    /// <summary>The bet on a slide pays 1 on average at most where nights do not differ, and finds one that does.</summary>
    [Fact]
    public void ASlideOfShares_IsFound_AndQuietNightsPayNothing()
    {
        const int Rounds = 300;
        var random = new SeededRandom(26);
        var (paid, found) = (0.0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            paid += Slide.Of(History(random, loss: 0)).E / Rounds;
            found += Slide.Of(History(random, loss: 0.03)) is { IsDown: true, E: >= 20 } ? 1 : 0;
        }
        output.WriteLine($"quiet nights pay {paid:0.00}; a slide of 3 points a night is found in {100.0 * found / Rounds:0.0} %");
        Assert.True(paid < 1.2 && found > 0.8 * Rounds);

        static NightHistory History(SeededRandom random, double loss) =>
            new(
                "shares",
                [
                    .. Enumerable
                        .Range(0, 8)
                        .Select(
                            IReadOnlyList<SampleScore> (night) =>
                                [
                                    .. Enumerable
                                        .Range(0, 60)
                                        .Select(_ => Share(Math.Max(0, (random.NextShare() + random.NextShare()) / 2 - loss * night))),
                                ]
                        ),
                ]
            );
    }

    [Fact]
    public void ADifferenceOfSharesAtEveryQuestion_IsFound()
    {
        SamplePair[] pairs = [.. Enumerable.Range(0, Samples).Select(i => new SamplePair(Share(0.5 + i * 0.01), Share(0.45 + i * 0.009)))];
        var compared = Paired.Compare(pairs);
        Assert.Equal((Verdict.Better, PairedTest.SignFlip), (compared.Verdict, compared.Test));
        Assert.Equal(0.0645, compared.Difference!.Value, 9);
        Assert.Equal((30, 0, 0), (compared.Wins, compared.Ties, compared.Losses));
        Assert.Equal(-compared.Low, Paired.Compare([.. pairs.Select(p => p.Mirrored)]).High);
    }

    [Fact]
    public void CloseShares_AreShownEquivalent()
    {
        SamplePair[] pairs = [.. Enumerable.Range(0, 300).Select(i => new SamplePair(Share(0.5 + i % 3 * 0.01), Share(0.5 + i % 2 * 0.01)))];
        Assert.Equal(Verdict.Equivalent, Paired.Compare(pairs).Verdict);
    }

    /// <summary>What a scorer declares decides, not what turned up; one such model is enough.</summary>
    [Theory]
    [InlineData(false, false, PairedTest.McNemar)]
    [InlineData(true, false, PairedTest.SignFlip)]
    [InlineData(false, true, PairedTest.SignFlip)]
    [InlineData(true, true, PairedTest.SignFlip)]
    public void McNemar_IsForTwoValuedScoresOfBothModels(bool a, bool b, PairedTest test)
    {
        SamplePair[] pairs = [.. Enumerable.Range(0, Samples).Select(i => new SamplePair(Whole(i % 2, a), Whole(i % 3 / 2, b)))];
        Assert.Equal(test, Paired.Compare(pairs).Test);

        static SampleScore Whole(int right, bool isShare) => new(right, 1) { IsShare = isShare };
    }

    [Fact]
    public void Within_IsTheVarianceOfAttempts_WithoutBias()
    {
        double[] values = [1, 0.25, 0.5, 0, 1];
        var score = values.Aggregate(default(SampleScore), (sum, v) => sum + Share(v));
        var mean = values.Average();
        Assert.Equal((2, 5), (score.Right, score.Scored));
        Assert.Equal(mean, score.Mean, 12);
        Assert.Equal(values.Sum(v => (v - mean) * (v - mean)) / 4, score.Within, 12);
        Assert.Equal((2.75 / 6, 3.75 / 6), ((score + new SampleScore(0, 0, 1)).Least, (score + new SampleScore(0, 0, 1)).Most));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(0.5)]
    public void AllAlike_IsNeverAPoint(double value)
    {
        var estimate = Accuracy.Estimate([.. Enumerable.Repeat(Share(value), Samples)]);
        Assert.Equal(value, estimate.Value);
        Assert.True(estimate.High - estimate.Low > 0.1 && estimate is { Low: >= 0, High: <= 1 });
    }

    private static SampleScore Share(double value) =>
        value >= 1
            ? new SampleScore(1, 1) { IsShare = true }
            : new SampleScore(0, 1)
            {
                PartCredit = value,
                PartSquares = value * value,
                IsShare = true,
            };

    private static double Draw(string shape, SeededRandom random)
    {
        double U() => random.NextShare();
        // The k-th smallest of n uniform numbers is distributed as beta(k, n + 1 - k).
        double Ordered(int k, int n) => Enumerable.Range(0, n).Select(_ => U()).Order().ElementAt(k - 1);
        return shape switch
        {
            "uniform" => U(),
            "a hump in the middle" => Ordered(2, 3),
            "a narrow hump near the top" => Ordered(8, 9),
            "most near 0 or 1" => Math.Pow(Math.Sin(Math.PI / 2 * U()), 2), // beta(1/2, 1/2)
            "skewed to the top" => 1 - Math.Pow(U(), 4),
            "60 % all right" => U() < 0.6 ? 1 : U(),
            "80 % all right" => U() < 0.8 ? 1 : U(),
            "90 % all right" => U() < 0.9 ? 1 : U(),
            "70 % none" => U() < 0.7 ? 0 : Ordered(2, 3),
            "thirds" => random.NextBelow(4) / 3.0,
            "fours at 90 %" => Enumerable.Range(0, 4).Count(_ => U() < 0.9) / 4.0,
            "0, a half, 1" => U() switch
            {
                < 0.5 => 1,
                < 0.8 => 0.5,
                _ => 0,
            },
            _ => throw new ArgumentException(shape),
        };
    }
}
