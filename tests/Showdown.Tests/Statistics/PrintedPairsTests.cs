using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class PrintedPairsTests
{
    /// <summary>A pair holds its mirror image, which holds the pair: neither is printed.</summary>
    [Fact]
    public void APair_IsPrintedOnce()
    {
        var (a, b) = (new SampleScore(1, 2), new SampleScore(0, 1, 1));
        Assert.Equal($"SamplePair {{ A = {a}, B = {b}, Cluster = p }}", new SamplePair(a, b) { Cluster = "p" }.ToString());
        Assert.StartsWith("SampleScore { Right = 1, Scored = 2, Missing = 0", a.ToString());
    }
}
