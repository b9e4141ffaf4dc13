using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class SignFlipTests
{
    [Fact]
    public void ExactP_AgreesWithSciPy_AndTheIntervalWithBisection() =>
        Assert.All(ReferenceValues.Cases("sign_flip"), c =>
        {
            var flips = SignFlip.Of([.. c.Pairs().Select(p => p.Difference)], 9999, seed: 1);
            Assert.True(flips.IsExact);
            Assert.Equal(c.Number("p"), flips.P(), 1e-12);
            Assert.Equal(c.Number("low"), flips.Interval(0.95).Low, 1e-8);
            Assert.Equal(c.Number("high"), flips.Interval(0.95).High, 1e-8);
        });

    [Fact]
    public void IntervalAndP_TellTheSame()
    {
        var random = new SeededRandom(5);
        for (var round = 0; round < 50; round++)
        {
            double[] differences = [.. Enumerable.Range(0, 20).Select(_ => (random.NextBelow(9) - 3.2) / 8)];
            var flips = SignFlip.Of(differences, 1999, seed: 1);
            var interval = flips.Interval(0.95);
            // At the very end of the interval p passes the level; a tie there may fall to either side.
            if (Math.Abs(interval.Low) > 1e-9 && Math.Abs(interval.High) > 1e-9)
                Assert.Equal(flips.P() > 0.05 + 1e-12, interval.Contains(0));
        }
    }

    [Fact]
    public void TiesOfThirds_AreTies()
    {
        // 1/3 - 0 and 1 - 2/3 differ in their last bit: all four flips that keep the sum at its largest must count.
        var flips = SignFlip.Of([1 / 3.0, 1 - 2 / 3.0, -(2 / 3.0), 0], 999, seed: 1);
        Assert.Equal(1, flips.P());
    }
}
