using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class LeftOutTests
{
    private static readonly SampleScore _right = new(1, 1);
    private static readonly SampleScore _failed = new(0, 0, 1);

    /// <summary>Low and high for one pair: the difference if what is missing had gone against A, and for it.</summary>
    public static TheoryData<string, SamplePair, LeftOut> Pairs =>
        new()
        {
            { "compared", new(_right, new(0, 1)), new(0, 0, 0, 0, 0, 1, 1) },
            { "equal", new(new(1, 2), new(2, 4)), new(0, 0, 0, 0, 0, 0, 0) },
            { "A failed", new(_failed, _right), new(1, 0, 0, 0, 0, -1, 0) },
            { "A failed, B wrong", new(_failed, new(0, 1)), new(1, 0, 0, 0, 0, 0, 1) },
            { "B failed", new(_right, new(0, 0, 2)), new(0, 1, 0, 0, 0, 0, 1) },
            { "both failed", new(_failed, _failed), new(0, 0, 1, 0, 0, -1, 1) },
            { "A was not asked", new(default, _right), new(0, 0, 0, 1, 0, null, null) },
            { "B was not asked", new(_right, default), new(0, 0, 0, 1, 0, null, null) },
            { "A failed, B was not asked", new(_failed, default), new(0, 0, 0, 1, 0, null, null) },
            { "neither was asked", default, new(0, 0, 0, 1, 0, null, null) },
            // A has earned 1 of 4 and may have earned 2, B 2 of 5, or 4.
            { "compared without some attempts", new(new(1, 3, 1), new(2, 3, 2)), new(0, 0, 0, 0, 3, 0.25 - 0.8, 0.5 - 0.4) },
        };

    [Theory]
    [MemberData(nameof(Pairs), DisableDiscoveryEnumeration = true)]
    public void APair_IsCountedOnce_AndBounded(string what, SamplePair pair, LeftOut expected)
    {
        var left = LeftOut.Of([pair]);
        Assert.Equal((what, expected with { Low = null, High = null }), (what, left with { Low = null, High = null }));
        Assert.Equal(expected.Low ?? double.NaN, left.Low ?? double.NaN, 1e-12);
        Assert.Equal(expected.High ?? double.NaN, left.High ?? double.NaN, 1e-12);
        Assert.Equal(expected.NoScoreA + expected.NoScoreB + expected.NoScoreBoth + expected.NotAsked, left.Samples);
    }

    /// <summary>Means are over the samples that both were asked: here 10 of 14.</summary>
    [Fact]
    public void ManyPairs_AreCountedByReason_AndTheBoundsAreMeans()
    {
        SamplePair[] pairs =
        [
            .. Enumerable.Repeat(new SamplePair(_right, new(0, 1)), 4),
            .. Enumerable.Repeat(new SamplePair(_failed, _right), 3),
            .. Enumerable.Repeat(new SamplePair(_right, _failed), 2),
            new(_failed, _failed),
            .. Enumerable.Repeat(new SamplePair(_right, default), 4),
        ];
        var left = LeftOut.Of(pairs);
        Assert.Equal((3, 2, 1, 4, 0, 10), (left.NoScoreA, left.NoScoreB, left.NoScoreBoth, left.NotAsked, left.Attempts, left.Samples));
        Assert.Equal(0.0, left.Low!.Value, 1e-12);
        Assert.Equal(0.7, left.High!.Value, 1e-12);
        var mirrored = LeftOut.Of([.. pairs.Select(p => p.Mirrored)]);
        Assert.Equal((2, 3, 1, 4), (mirrored.NoScoreA, mirrored.NoScoreB, mirrored.NoScoreBoth, mirrored.NotAsked));
        Assert.Equal(-0.7, mirrored.Low!.Value, 1e-12);
        Assert.Equal(0.0, mirrored.High!.Value, 1e-12);
    }

    [Fact]
    public void NoPairs_LeaveNothingOut() => Assert.Equal(new LeftOut(0, 0, 0, 0, 0, null, null), LeftOut.Of([]));

    [Fact]
    public void SeveralComparisons_AddTheirCounts_AndAverageTheirBounds() =>
        Assert.Equal(
            new LeftOut(11, 22, 33, 44, 55, -0.25, 0.5),
            LeftOut.Together([new(1, 2, 3, 4, 5, -0.5, 0.25), new(10, 20, 30, 40, 50, 0, 0.75), new(0, 0, 0, 0, 0, null, null)])
        );
}
