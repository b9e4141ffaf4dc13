using Showdown.Statistics;
using Showdown.Statistics.Sequential;

namespace Showdown.Tests.Statistics.Sequential;

public sealed class SequentialComparisonTests(ITestOutputHelper output)
{
    /// <summary>Equal models: as hard for both, hard each for itself, in epochs, shares, clusters.</summary>
    private static readonly Dictionary<string, SimulatedPairs> _equal = new()
    {
        ["the same samples hard"] = SimulatedPairs.Of(0.6, 0.6),
        ["nothing shared"] = SimulatedPairs.Of(0.6, 0.6, 10_000),
        ["near the top"] = SimulatedPairs.Of(0.97, 0.97, 10_000),
        ["four epochs"] = SimulatedPairs.Of(0.6, 0.6) with { Epochs = 4 },
        ["shares"] = SimulatedPairs.Of(0.6, 0.6, 4) with { Shares = true },
        ["shares in four epochs"] = SimulatedPairs.Of(0.6, 0.6, 4) with { Shares = true, Epochs = 4 },
        ["clusters of five"] = SimulatedPairs.Of(0.6, 0.6) with { Cluster = 5 },
        ["clusters of five in four epochs"] = SimulatedPairs.Of(0.6, 0.6) with { Cluster = 5, Epochs = 4 },
    };

    public static TheoryData<string> Equal => [.. _equal.Keys];

    [Theory]
    [MemberData(nameof(Equal))]
    public void EqualModels_AreSeldomToldApart_HoweverOftenOneLooks(string kind)
    {
        const int rounds = 400;
        var table = SequentialTable.Of(_equal[kind], units: 600, rounds, seed: 7, estimates: 0);
        Band.AssertBetween(0, 0.05, table.Wrong, rounds);
    }

    [Trait("Category", "Slow")]
    [Theory]
    [MemberData(nameof(Equal))]
    public void EqualModels_AreSeldomToldApart_AlsoOverTwelveThousandLooks(string kind)
    {
        const int rounds = 80;
        var table = SequentialTable.Of(_equal[kind], units: 12_000, rounds, seed: 12, estimates: 0);
        Band.AssertBetween(0, 0.05, table.Wrong, rounds);
    }

    /// <summary>The better model's score, how far the other lies below it in points, the least share shown and the most that is asked.</summary>
    [Theory]
    [InlineData(0.3, 0.02, 0.00, 1.00)]
    [InlineData(0.3, 0.05, 0.30, 0.90)]
    [InlineData(0.3, 0.10, 0.90, 0.45)]
    [InlineData(0.3, 0.20, 1.00, 0.12)]
    [InlineData(0.6, 0.02, 0.00, 1.00)]
    [InlineData(0.6, 0.05, 0.30, 0.90)]
    [InlineData(0.6, 0.10, 0.90, 0.45)]
    [InlineData(0.6, 0.20, 1.00, 0.15)]
    [InlineData(0.9, 0.02, 0.10, 1.00)]
    [InlineData(0.9, 0.05, 0.60, 0.70)]
    [InlineData(0.9, 0.10, 0.95, 0.30)]
    [InlineData(0.9, 0.20, 1.00, 0.12)]
    public void Differences_AreShown_WithAPartOfTheSamples(double better, double difference, double shown, double asked)
    {
        const int rounds = 200;
        var table = SequentialTable.Of(SimulatedPairs.Of(better, better - difference), units: 541, rounds, seed: 8, estimates: 0);
        output.WriteLine(
            $"{100 * better:0} %, {100 * difference:0} points apart: shown {100.0 * table.Shown / rounds:0} %, asked {100 * table.Asked:0} %, wrong {table.Wrong} of {rounds}"
        );
        Assert.True(table.Shown >= shown * rounds, $"{table.Shown} of {rounds}");
        Assert.InRange(table.Asked, 0, asked);
        Assert.InRange(table.Wrong, 0, difference < 0.05 ? rounds / 40 : rounds / 100);
    }

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(0.00, 1)]
    [InlineData(0.05, 1)]
    [InlineData(0.10, 1)]
    [InlineData(0.20, 1)]
    [InlineData(0.10, 4)]
    public void IntervalAtTheStop_HoldsTheTruth_AndTheCorrectedMeanDoesNotLean(double difference, int epochs)
    {
        const int rounds = 100;
        var pairs = SimulatedPairs.Of(0.6 + difference, 0.6) with { Epochs = epochs };
        var table = SequentialTable.Of(pairs, units: 300, rounds, seed: 9, estimates: rounds);
        Band.AssertBetween(0.95, 1, table.Held, rounds);
        Assert.True(Math.Abs(table.Corrected) < 0.025, $"{table.Corrected:0.000}, the plain mean {table.Mean:0.000}");
        if (difference >= 0.1)
            Assert.True(table.Mean > table.Corrected);
    }

    /// <summary>A report of ten thousand comparisons draws no orders: it says the plain mean, and that it is that.</summary>
    [Fact]
    public void OfVeryManyComparisons_TheMeanIsNotCorrected()
    {
        var units = SimulatedPairs.Of(0.8, 0.4).Units(new SeededRandom(3), 400).ToList();
        foreach (var (comparisons, isCorrected) in new[] { (1, true), (10, true), (10_000, false) })
        {
            var comparison = new SequentialComparison(new SequentialOptions { Comparisons = comparisons });
            units.ForEach(comparison.Add);
            Assert.NotNull(comparison.DecidedAt);
            Assert.Equal(isCorrected, comparison.Estimate().Corrected is not null);
        }
    }

    [Fact]
    public void Equivalence_IsShown_WhereModelsHardlyEverDiffer()
    {
        const int rounds = 20;
        var alike = SequentialTable.Of(SimulatedPairs.Of(0.995, 0.995, 10_000), units: 4_000, rounds, seed: 10, estimates: 0);
        Assert.InRange(alike.Shown, rounds * 0.9, rounds);
        Assert.InRange(alike.Asked, 0, 0.9);
        var apart = SequentialTable.Of(SimulatedPairs.Of(0.97, 0.95, 10_000), units: 4_000, rounds, seed: 10, estimates: 0);
        Assert.InRange(apart.WrongEquivalent, 0, 4);
    }

    [Fact]
    public void Mirrored_ItSaysTheMirror()
    {
        var units = SimulatedPairs.Of(0.75, 0.6).Units(new SeededRandom(3), 400).ToList();
        var (there, back) = (new SequentialComparison(new()), new SequentialComparison(new()));
        foreach (var unit in units)
        {
            there.Add(unit);
            back.Add(new SequentialUnit(-unit.Sum));
        }

        Assert.Equal((Verdict.Better, Verdict.Worse), (there.Verdict, back.Verdict));
        Assert.Equal((there.DecidedAt, there.PDifferent, there.PEquivalent), (back.DecidedAt, back.PDifferent, back.PEquivalent));
        var (a, b) = (there.Estimate(), back.Estimate());
        Assert.Equal((a.Mean, a.Corrected, a.Low, a.High), (-b.Mean, -b.Corrected, -b.High, -b.Low));
        Assert.True(a.Low is >= 0 && a.Corrected < a.Mean);
    }

    [Fact]
    public void Verdict_StaysAndWaitsForTheLeastNumber()
    {
        var comparison = new SequentialComparison(new SequentialOptions { AtLeast = 30 });
        for (var i = 0; i < 29; i++)
            comparison.Add(new SequentialUnit(1));
        Assert.Equal((Verdict.NotEnoughData, null), (comparison.Verdict, comparison.DecidedAt));
        comparison.Add(new SequentialUnit(1));
        Assert.Equal((Verdict.Better, 30), (comparison.Verdict, comparison.DecidedAt));
        for (var i = 0; i < 60; i++)
            comparison.Add(new SequentialUnit(-1));
        Assert.Equal((Verdict.Better, 30), (comparison.Verdict, comparison.DecidedAt));
        Assert.True(comparison.Estimate().Low >= 0);
    }

    [Fact]
    public void ManyComparisons_ShareTheError()
    {
        var units = Enumerable.Repeat(new SequentialUnit(1), 30).ToList();
        int StopOf(int comparisons)
        {
            var comparison = new SequentialComparison(new SequentialOptions { AtLeast = 1, Comparisons = comparisons });
            units.ForEach(comparison.Add);
            return comparison.DecidedAt!.Value;
        }

        // The mixture after n wins: the integral of (1 + stake) to the n, 2^(n+1)/(n+1).
        Assert.Equal([8, 12, 16], new[] { 1, 12, 120 }.Select(StopOf));
    }

    [Fact]
    public void AClusterThatHangsTogether_CountsOnce()
    {
        var options = new SequentialOptions { AtLeast = 1 };
        var (samples, clusters) = (new SequentialComparison(options), new SequentialComparison(options, largestUnit: 5));
        for (var i = 0; i < 20; i++)
        {
            samples.Add(new SequentialUnit(1));
            clusters.Add(new SequentialUnit(5, 5));
        }

        Assert.Equal(samples.DecidedAt, clusters.DecidedAt);
        Assert.Equal((20, 100), (samples.Estimate().Samples, clusters.Estimate().Samples));
        Assert.Equal((samples.Estimate().Low, samples.Estimate().High), (clusters.Estimate().Low, clusters.Estimate().High));
    }

    [Fact]
    public void WithNothing_ItSaysNothing()
    {
        var comparison = new SequentialComparison(new());
        Assert.Equal(
            (0.0, 1.0, 1.0, Verdict.NotEnoughData),
            (comparison.Progress, comparison.PDifferent, comparison.PEquivalent, comparison.Verdict)
        );
        Assert.Equal(new SequentialEstimate { Samples = 0 }, comparison.Estimate());
        comparison.Add(new SequentialUnit(0));
        var estimate = comparison.Estimate();
        Assert.Equal((1, 0.0, 0.0), (estimate.Samples, estimate.Mean, estimate.Corrected));
        Assert.True(estimate.Low < -0.9 && estimate.High > 0.9);
    }

    [Fact]
    public void Forecast_TellsHowManyItTook()
    {
        var pairs = SimulatedPairs.Of(0.75, 0.6);
        var forecast = SequentialForecast.Of([.. pairs.Units(new SeededRandom(5), 300)], 541, new SequentialOptions());
        Assert.InRange(forecast.Shown, 0.85, 1);
        Assert.True(forecast.Few < forecast.Typical && forecast.Typical < forecast.Many);
        Assert.InRange(forecast.Typical, 60, 350);
        Assert.Equal(
            new SequentialForecast(541, 541, 541, 0),
            SequentialForecast.Of([new SequentialUnit(1), new SequentialUnit(-1)], 541, new SequentialOptions { Error = 1e-9 })
        );
    }
}
