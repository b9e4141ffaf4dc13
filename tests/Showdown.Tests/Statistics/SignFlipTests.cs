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
}
