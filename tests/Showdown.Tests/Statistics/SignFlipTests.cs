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
            var exact = SignFlip.Exact(sizes, observed);
            var near = SignFlip.Saddlepoint([.. sizes.Select(s => s / (double)(1L << 40))], observed / (double)(1L << 40));
            Assert.InRange(near / exact, 0.85, 1.15);
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

    /// <summary>Units that are all alike are coins: mid-p is McNemar's, which is exact. Their sums come in steps, which the saddlepoint does not
    /// know.</summary>
    [Theory]
    [InlineData(12, 4, 1e-12)]
    [InlineData(5, 11, 1e-12)]
    [InlineData(12, 5, 0.07)]
    [InlineData(40, 20, 0.05)]
    [InlineData(20, 40, 0.05)]
    [InlineData(60, 4, 0.35)]
    [InlineData(600, 400, 0.02)]
    public void EqualUnits_GiveMcNemarsP(int wins, int losses, double within)
    {
        double[] differences = [.. Enumerable.Repeat(0.25, wins), .. Enumerable.Repeat(-0.25, losses)];
        Assert.Equal(1, SignFlip.P(differences) / McNemar.P(wins, losses), within);
        if (wins + losses > SignFlip.MostUnitsForExact)
            Assert.Equal(wins > losses ? SignFlip.P(differences) : 1, SignFlip.OneSidedP(differences));
        else
            Assert.Equal(McNemar.OneSidedP(wins, losses), SignFlip.OneSidedP(differences), 1e-12);
    }

    /// <summary>Barndorff-Nielsen's form for equal units, whose tilt is known in closed form.</summary>
    [Theory]
    [InlineData(30, 12)]
    [InlineData(100, 30)]
    [InlineData(100, 98)]
    [InlineData(2001, 1)]
    public void ForManyEqualUnits_TheTailIsTheSaddlepoints(int units, int sum)
    {
        var share = (double)sum / units;
        var tilt = Math.Atanh(share);
        var root = Math.Sqrt(2 * units * (tilt * share + 0.5 * Math.Log(1 - share * share)));
        var corrected = root + Math.Log(tilt * Math.Sqrt(units * (1 - share * share)) / root) / root;
        var p = 2 * Distributions.NormalUpperTail(corrected);
        double[] differences = [.. Enumerable.Range(0, units).Select(i => i < (units + sum) / 2 ? 0.5 : -0.5)];
        Assert.Equal(1, SignFlip.P(differences) / p, 1e-6);
    }

    [Fact]
    public void ASumOfNothing_IsNoFinding_HoweverManyUnits()
    {
        double[] even = [.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? 0.5 : -0.5)];
        Assert.Equal((1.0, 1.0), (SignFlip.P(even), SignFlip.OneSidedP(even)));
        // The least that can be seen beside it is next to nothing.
        Assert.InRange(SignFlip.P([.. even, 1e-6]), 0.999, 1);
    }
}
