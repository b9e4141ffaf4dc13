using System.Numerics;
using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class SignFlipTests
{
    [Fact]
    public void ExactP_AgreesWithSciPy_LessHalfOfTheOutcomeItself() =>
        Assert.All(
            ReferenceValues.Cases("sign_flip"),
            c =>
            {
                double[] differences = [.. c.Pairs().Select(p => p.Difference)];
                // SciPy's counts the outcome whole: by hand the sums as far out as it.
                var sum = Math.Abs(differences.Sum());
                var equal = Enumerable
                    .Range(0, 1 << differences.Length)
                    .Count(signs => Math.Abs(Math.Abs(differences.Select((d, i) => (signs >> i & 1) == 1 ? d : -d).Sum()) - sum) < 1e-9);
                var expected = sum < 1e-9 ? 1 : c.Number("p") - 0.5 * equal / (1 << differences.Length);
                Assert.Equal(expected, SignFlip.P(differences), 1e-9);
            }
        );

    /// <summary>At 16 units both are known: the saddlepoint's tail is within a few per cent of the exact one, however far out.</summary>
    [Fact]
    public void TheSaddlepoint_AgreesWithAllSigns()
    {
        var random = new SeededRandom(5);
        for (var round = 0; round < 40; round++)
        {
            long[] sizes = [.. Enumerable.Range(0, 16).Select(_ => (long)(random.NextShare() * (1L << 40)) + 1).Order()];
            var observed = (long)(sizes.Sum() * (0.1 + 0.75 * random.NextShare()));
            SumPart[] parts = [.. sizes.Select(s => new SumPart(-s, 2 * s, [0.5, 0.5]))];
            var (beyond, equal) = SumOfParts.Exact(parts, observed)!.Value;
            Assert.InRange(SumOfParts.Saddlepoint(parts, observed) / (beyond + equal / 2), 0.85, 1.15);
        }
    }

    [Fact]
    public void OneSidedDifferences_GiveTheSmallestPThereIs()
    {
        Assert.Equal(Math.Pow(2, -60), SignFlip.P(Enumerable.Repeat(0.25, 60)), 1e-30);
        Assert.Equal(1, SignFlip.P([0, 0, 0]));
        Assert.Equal(1, SignFlip.P([]));
    }

    [Fact]
    public void TiesOfThirds_AreTies() =>
        // 1/3 - 0 and 1 - 2/3 differ in their last bit.
        Assert.Equal(1, SignFlip.P([1 / 3.0, 1 - 2 / 3.0, -(2 / 3.0), 0]));

    /// <summary>All signs counted by hand: of 3, 1 and 1 the sums are 5, 3, 3, 1 and their opposites.</summary>
    [Theory]
    [InlineData(new[] { 1.0 }, 1 / 2.0)]
    [InlineData(new[] { 1.0, 1 }, 1 / 4.0)]
    [InlineData(new[] { 1.0, 1, 1 }, 1 / 8.0)]
    [InlineData(new[] { 3.0, 1, -1 }, 4 / 8.0)]
    [InlineData(new[] { -3.0, 1, -1 }, 4 / 8.0)]
    [InlineData(new[] { -3.0, 1, 1 }, 7 / 8.0)]
    [InlineData(new[] { 1.0, 1, 1, -1 }, 6 / 16.0)] // 4 once; 2 four times
    [InlineData(new[] { 0.5, 0.25, 0.125, -0.0625 }, 3 / 16.0)] // one sum above it, none like it but its opposite
    [InlineData(new[] { 1.0, -1 }, 1.0)]
    public void P_IsTwoSidedMidP(double[] differences, double expected)
    {
        Assert.Equal(expected, SignFlip.P(differences), 1e-15);
        Assert.Equal(expected, SignFlip.P(differences.Select(d => -d / 7)), 1e-15);
        Assert.Equal(expected, SignFlip.P([0, .. differences.Reverse(), 0]), 1e-15);
    }

    [Theory]
    [InlineData(new[] { 1.0 }, 1 / 2.0)]
    [InlineData(new[] { -1.0 }, 1.0)]
    [InlineData(new[] { 1.0, 1, 1 }, 1 / 8.0)]
    [InlineData(new[] { 3.0, 1, -1 }, 3 / 8.0)]
    [InlineData(new[] { -3.0, 1, 1 }, 5 / 8.0)]
    [InlineData(new[] { -1.0, -1, -1 }, 1.0)]
    [InlineData(new double[0], 1.0)]
    [InlineData(new[] { 0.0, 0 }, 1.0)]
    [InlineData(new[] { 1 / 3.0, 1 - 2 / 3.0, -(2 / 3.0) }, 5 / 8.0)] // 0 but for its last bit: three sums lie above, two are like it
    public void OneSidedP_IsTheChanceOfASumAtLeastAsLarge(double[] differences, double expected)
    {
        Assert.Equal(expected, SignFlip.OneSidedP(differences), 1e-15);
        Assert.Equal(expected, SignFlip.OneSidedP([.. differences.Select(d => d / 3), 0]), 1e-15);
    }

    /// <summary>Units that are all alike are coins: mid-p is McNemar's, which is exact.</summary>
    [Theory]
    [InlineData(12, 4)]
    [InlineData(5, 11)]
    [InlineData(12, 5)]
    [InlineData(40, 20)]
    [InlineData(20, 40)]
    [InlineData(60, 4)]
    [InlineData(600, 400)]
    public void EqualUnits_GiveMcNemarsP(int wins, int losses)
    {
        double[] differences = [.. Enumerable.Repeat(0.25, wins), .. Enumerable.Repeat(-0.25, losses)];
        Assert.Equal(1, SignFlip.P(differences) / McNemar.P(wins, losses), 1e-9);
        Assert.Equal(1, SignFlip.OneSidedP(differences) / McNemar.OneSidedP(wins, losses), 1e-9);
    }

    /// <summary>Scores of several attempts come in steps, those of benchmarks put together in common ones of both: all ways are counted, as whole
    /// numbers of those steps.</summary>
    [Theory]
    [InlineData(3, 60, 1)] // thirds, whose last bits differ
    [InlineData(4, 90, 2)]
    [InlineData(16, 200, 3)]
    [InlineData(7, 17, 4)]
    [InlineData(120, 30, 5)] // thirds, fifths and eighths
    [InlineData(1, 900, 6)]
    public void SumsInSteps_AreCounted(int parts, int units, ulong seed)
    {
        var random = new SeededRandom(seed);
        int[] steps = [.. Enumerable.Range(0, units).Select(_ => (int)(random.NextShare() * (parts + 1)) * (random.NextShare() < 0.6 ? 1 : -1))];
        var (all, sum) = (steps.Sum(s => Math.Abs(s)), Math.Abs(steps.Sum()));
        var ways = new BigInteger[2 * all + 1];
        ways[all] = 1;
        foreach (var step in steps.Select(s => Math.Abs(s)))
            ways = [.. ways.Select((_, i) => (i >= step ? ways[i - step] : 0) + (i + step < ways.Length ? ways[i + step] : 0))];
        var beyond = ways.Skip(all + sum + 1).Aggregate(BigInteger.Zero, (total, w) => total + w);
        var expected = Math.Exp(BigInteger.Log(2 * beyond + ways[all + sum]) - units * Math.Log(2));
        Assert.Equal(1, SignFlip.P(steps.Select(s => s / (double)parts)) / expected, 1e-9);
    }

    /// <summary>Barndorff-Nielsen's form for equal units, whose tilt is known in closed form. So many that their steps are no longer seen: exact it
    /// is within a thousandth.</summary>
    [Theory]
    [InlineData(3000, 120)]
    [InlineData(10_000, 2)]
    [InlineData(2_001, 1)]
    public void ForVeryManyUnits_TheTailIsTheSaddlepoints(int units, int sum)
    {
        var share = (double)sum / units;
        var tilt = Math.Atanh(share);
        var root = Math.Sqrt(2 * units * (tilt * share + 0.5 * Math.Log(1 - share * share)));
        var corrected = root + Math.Log(tilt * Math.Sqrt(units * (1 - share * share)) / root) / root;
        var p = 2 * Distributions.NormalUpperTail(corrected);
        double[] differences = [.. Enumerable.Range(0, units).Select(i => i < (units + sum) / 2 ? 0.5 : -0.5)];
        Assert.Equal(1, SignFlip.P(differences) / p, 1e-3);
        Assert.Equal(1, SignFlip.P(differences) / McNemar.P((units + sum) / 2, (units - sum) / 2), 1e-3);
    }

    /// <summary>Differences that have no common step: the sums of 17 are too many to be told apart, and the one-sided tail is bounded by the
    /// other.</summary>
    [Fact]
    public void SumsThatAreTooMany_AreTheSaddlepoints()
    {
        double[] differences = [.. Enumerable.Range(0, 40).Select(i => Math.Sqrt(i + 1) * (i % 3 == 0 ? -1 : 1))];
        long[] sizes = [.. differences.Select(SumOfParts.Steps)];
        SumPart[] parts = [.. sizes.Select(s => new SumPart(-Math.Abs(s), 2 * Math.Abs(s), [0.5, 0.5]))];
        Assert.Equal(2 * SumOfParts.Saddlepoint(parts, sizes.Sum()), SignFlip.P(differences), 1e-9);
        Assert.Equal(SignFlip.P(differences), SignFlip.OneSidedP(differences));
        Assert.Equal(1, SignFlip.OneSidedP([.. differences.Select(d => -d)]));
    }

    [Fact]
    public void ASumOfNothing_IsNoFinding_HoweverManyUnits()
    {
        double[] even = [.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? 0.5 : -0.5)];
        Assert.Equal(1, SignFlip.P(even));
        // As likely above as below, and so with the sum itself: C(40, 20) of 2^40 ways.
        Assert.Equal(0.5 + 137_846_528_820 / Math.Pow(2, 41), SignFlip.OneSidedP(even), 1e-12);
        // Beside the least that can be seen all sums but zero are further out; of zero's own two halves one is as far.
        Assert.Equal(1 - 137_846_528_820 / Math.Pow(2, 41), SignFlip.P([.. even, 1e-6]), 1e-12);
    }
}
