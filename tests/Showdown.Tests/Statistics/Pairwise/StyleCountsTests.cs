using Showdown.Statistics.Pairwise;

namespace Showdown.Tests.Statistics.Pairwise;

public sealed class StyleCountsTests
{
    [Fact]
    public void Differences_AreNamed_InTheirOrder() => Assert.Equal(["length", "headers", "lists", "bold"], StyleCounts.Names);

    /// <summary>By hand: 99 and 199 tokens, so that a header is one by 100 or 200.</summary>
    [Fact]
    public void Differences_AreOverTheSums_ByTokenForAllButTheLength()
    {
        var (a, b) = (new StyleCounts(99, 2, 10, 0), new StyleCounts(199, 4, 10, 8));

        var differences = StyleCounts.Differences(a, b);

        double[] expected = [-100.0 / 298, 0, 0.05 / 1.15, -0.04 / 1.04];
        Assert.Equal(expected, differences, (x, y) => Math.Abs(x - y) < 1e-12);
        Assert.Equal(expected.Select(d => -d), StyleCounts.Differences(b, a), (x, y) => Math.Abs(x - y) < 1e-12);
    }

    [Fact]
    public void TwoEmptyAnswers_AreLaidOutAlike()
    {
        Assert.Equal([0, 0, 0, 0], StyleCounts.Differences(default, default));
        Assert.Equal([1, 0, 0, 0], StyleCounts.Differences(new StyleCounts(5, 0, 0, 0), default));
    }
}
