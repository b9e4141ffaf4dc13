using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class NightHistoryTests
{
    private static readonly Dictionary<string, SampleScore>[] _nights =
    [
        new() { ["q1"] = new(1, 1), ["q2"] = new(0, 1) },
        new() { ["q2"] = new(1, 1), ["q3"] = new(1, 2) },
    ];

    [Fact]
    public void AGivenOrder_IsKept_WithGapsWhereASampleIsNot()
    {
        var history = NightHistory.Align("a", ["q3", "q4", "q1"], _nights);
        Assert.Equal("a", history.Name);
        Assert.Equal([default, default, new(1, 1)], history.Nights[0]);
        Assert.Equal([new(1, 2), default, default], history.Nights[1]);
        Assert.Null(history.Clusters);
    }

    [Fact]
    public void Clusters_FollowTheSamples()
    {
        var clusters = new Dictionary<string, string> { ["q1"] = "p", ["q3"] = "p" };
        Assert.Equal(["p", null, "p"], NightHistory.Align("a", _nights, clusters).Clusters);
        Assert.Equal([null, "p"], NightHistory.Align("a", ["q2", "q1"], _nights, clusters).Clusters);
        var pairs = NightHistory.Align("a", _nights, clusters).Pair([new(1, 1), new(0, 1), new(1, 1)], [new(0, 1), new(0, 1), new(1, 2)]);
        Assert.Equal(
            [new SamplePair(new(1, 1), new(0, 1)) { Cluster = "p" }, new(new(0, 1), new(0, 1)), new(new(1, 1), new(1, 2)) { Cluster = "p" }],
            pairs
        );
    }

    [Fact]
    public void Pool_TakesTheNightsAskedFor()
    {
        var history = new NightHistory("a", [.. Enumerable.Range(0, 4).Select(n => new SampleScore[] { new(1 << n, 100) })]);
        Assert.Equal([new(2 + 4, 200)], history.Pool(1, 2));
        Assert.Equal([new(8, 100)], history.Pool(3, 9));
        Assert.Equal([default], history.Pool(0, 0));
        Assert.Empty(new NightHistory("a", []).Pool(0, 3));
        Assert.Equal([4, 8], history.From(2).Nights.Select(n => n[0].Right));
    }

    [Fact]
    public void NightsOfUnlikeLength_AreRefused()
    {
        var history = new NightHistory(
            "kimi-k2 on gpqa",
            [
                [new(1, 1)],
                [new(1, 1), new(0, 1)],
            ]
        );
        Assert.Equal(
            "The nights of 'kimi-k2 on gpqa' have different numbers of samples: 1 and 2.",
            Assert.Throws<InvalidOperationException>(() => history.Pool(0, 2)).Message
        );
    }

    /// <summary>The younger history decides how far back both go.</summary>
    [Theory]
    [InlineData(1, 8, 4)]
    [InlineData(2, 12, 6)]
    [InlineData(9, 12, 6)]
    public void TheLastNights_AreCompared_AsFarAsBothGo(int nights, int a, int b)
    {
        NightHistory older = new("a", [.. Enumerable.Range(0, 4).Select(n => new SampleScore[] { new(1 << n, 20) })]) { Clusters = ["p"] },
            younger = new("b", [.. Enumerable.Range(1, 2).Select(n => new SampleScore[] { new(1 << n, 20) })]);
        var pair = Assert.Single(NightHistory.Pairs(older, younger, nights));
        Assert.Equal((a, b, "p"), (pair.A.Right, pair.B.Right, pair.Cluster));
        var back = Assert.Single(NightHistory.Pairs(younger, older, nights));
        Assert.Equal((b, a, (string?)null), (back.A.Right, back.B.Right, back.Cluster));
    }

    [Fact]
    public void SevenNights_AreCompared_UnlessAskedOtherwise()
    {
        NightHistory Nights(int seed) =>
            new("a", [.. Enumerable.Range(0, 9).Select(n => Enumerable.Range(0, 30).Select(i => new SampleScore((i + n * seed) % 3, 2)).ToArray())]);
        var (a, b) = (Nights(1), Nights(2));
        var (usual, seven, eight) = (NightHistory.Compare(a, b), Paired.Compare(NightHistory.Pairs(a, b, 7)), NightHistory.Compare(a, b, 8));
        Assert.Equal((seven.P, seven.Low), (usual.P, usual.Low));
        Assert.NotEqual(seven.Low, eight.Low);
        Assert.Equal(0.9, NightHistory.Compare(a, b, 7, new PairedOptions { Level = 0.9 }).Level);
        Assert.Throws<ArgumentOutOfRangeException>(() => NightHistory.Pairs(a, b, 0));
    }
}
