using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

/// <summary>Normal theory with a spread that is known: by the quantiles of the normal distribution to sixteen digits (mpmath).</summary>
public sealed class PowerTests
{
    private static readonly PairedSpread _repeats = new(100, 4, 0.2, 0.12);

    [Fact]
    public void Of_IsTheNormalTailBeyondTheCriticalValue()
    {
        Assert.Equal(0.6087659030488963, Power.Of(_repeats, 0.1)!.Value, 1e-12);
        Assert.Equal(0.2840114160748805, Power.Of(_repeats, 0.1, comparisons: 10)!.Value, 1e-12);
        Assert.Equal(0.3670181372217096, Power.Of(_repeats, 0.1, level: 0.99)!.Value, 1e-12);
        Assert.Equal(0.9940004699860237, Power.Of(_repeats, 0.1, samples: 4)!.Value, 1e-12);
        Assert.Equal(0.025, Power.Of(_repeats, 0)!.Value, 1e-12); // one side of the level, by luck alone
    }

    /// <summary>More epochs shrink the part that attempts vary by, and nothing else.</summary>
    [Theory]
    [InlineData(2, 0.2 - 0.12 / 2)]
    [InlineData(4, 0.2 - 0.12 * 3 / 4)]
    [InlineData(1e9, 0.08)]
    public void MoreEpochs_LeaveTheSpreadOfSamples(double epochs, double variance) =>
        Assert.Equal(Power.Of(_repeats with { Variance = variance }, 0.1)!.Value, Power.Of(_repeats, 0.1, epochs: epochs)!.Value, 1e-8);

    [Fact]
    public void AttemptsCannotVaryByMoreThanAll()
    {
        // An estimate of the part may come out above the whole.
        Assert.Equal(
            Power.Of(_repeats with { Variance = 0.05 }, 0.1)!.Value,
            Power.Of(_repeats with { Variance = 0.1, Within = 0.3 }, 0.1, epochs: 2)!.Value,
            1e-12
        );
        Assert.Equal(1, Power.Of(_repeats with { Within = 0.5 }, 0.1, epochs: 1e12)!.Value, 1e-12);
        // With the epochs that there are it does not matter how they vary.
        Assert.Equal(Power.Of(_repeats, 0.1), Power.Of(_repeats with { Within = null }, 0.1));
        Assert.Null(Power.Of(_repeats with { Within = null }, 0.1, epochs: 2));
    }

    /// <summary>(1.96 + 0.84)² times the variance over the squared difference.</summary>
    [Fact]
    public void Needed_IsTheSampleSizeOfTheBooks()
    {
        Assert.Equal(156.9775946869818, Power.Needed(_repeats, 0.1), 1e-9);
        Assert.Equal(418.0779990846428, Power.Needed(_repeats, 0.1, chance: 0.9, comparisons: 10, level: 0.99), 1e-9);
        // Half of the chances are reached where the difference meets the critical value.
        Assert.Equal(0.2 * Math.Pow(1.959963984540054 / 0.1, 2), Power.Needed(_repeats, 0.1, chance: 0.5), 1e-9);
    }

    [Theory]
    [InlineData(0.03, 0.8, 1, 0.95)]
    [InlineData(0.1, 0.9, 5, 0.99)]
    public void WithAsManyAsAreNeeded_TheChanceIsTheOneAskedFor(double difference, double chance, int comparisons, double level)
    {
        var needed = Power.Needed(_repeats, difference, chance, comparisons, level);
        Assert.Equal(chance, Power.Of(_repeats, difference, comparisons, level, samples: needed / _repeats.Samples)!.Value, 1e-9);
    }

    [Fact]
    public void NeededForEquivalence_CountsBothEnds()
    {
        Assert.Equal(5253.711530720311, Power.NeededForEquivalence(_repeats, 0.02), 1e-7);
        Assert.Equal(430.3482960894578, Power.NeededForEquivalence(_repeats, 0.05, chance: 0.5, level: 0.9), 1e-8);
    }

    /// <summary>Models that differ by 40 points on average differ on 40 samples of 100 or more: the variance is 0.4 times 0.6 at least.</summary>
    [Fact]
    public void SingleAttempts_VaryAsMuchAsTheDifferenceAsksFor()
    {
        var single = new PairedSpread(100, 1, 0.1, null);
        Assert.Equal(0.24 * Math.Pow(2.801585218112969 / 0.4, 2), Power.Needed(single, 0.4), 1e-9);
        Assert.Equal(Distributions.NormalUpperTail(1.959963984540054 - 0.4 / Math.Sqrt(0.24 / 100)), Power.Of(single, 0.4)!.Value, 1e-12);
        // Not of small differences, of repeats, or of shares.
        Assert.Equal(0.1 * Math.Pow(2.801585218112969 / 0.05, 2), Power.Needed(single, 0.05), 1e-9);
        Assert.All(
            new[] { single with { Epochs = 1.01 }, single with { IsShare = true } },
            s => Assert.Equal(0.1 * Math.Pow(2.801585218112969 / 0.4, 2), Power.Needed(s, 0.4), 1e-9)
        );
        Assert.Equal(Power.NeededForEquivalence(single with { Epochs = 4 }, 0.4), Power.NeededForEquivalence(single, 0.4));
    }

    /// <summary>One win and three ties: squares of 0.75 about the mean, and two made-up units' worth, over five.</summary>
    [Theory]
    [InlineData(1, 1, (0.75 + 2) / 5)]
    [InlineData(2, 2, (0.75 + 1) / 5)]
    [InlineData(1, 3, (0.75 + 1) / 5)] // two attempts of a model at a sample, on average
    public void TheSpread_HoldsAMadeUpUnitForEitherModel(int epochsA, int epochsB, double variance)
    {
        SamplePair[] pairs =
        [
            new(new(epochsA, epochsA), new(0, epochsB)),
            .. Enumerable.Repeat(new SamplePair(new(epochsA, epochsA), new(epochsB, epochsB)), 3),
        ];
        var spread = Paired.Compare(pairs).Spread!;
        Assert.Equal((4, (epochsA + epochsB) / 2.0, false), (spread.Samples, spread.Epochs, spread.IsShare));
        Assert.Equal(variance, spread.Variance, 1e-12);
        Assert.Equal(epochsA == 2 ? 0.0 : (double?)null, spread.Within);
    }
}
