using Showdown.Models.Limits;

namespace Showdown.Tests.Models.Limits;

public sealed class AdaptiveLimitTests
{
    private static readonly TimeSpan _normal = TimeSpan.FromMilliseconds(500);

    [Fact]
    public void Limit_StartsLow_AndDoublesWithEveryRound()
    {
        var limit = new AdaptiveLimit(64);
        foreach (var expected in new[] { 16, 32, 64, 64 })
        {
            Assert.Equal(expected, limit.Current);
            Round(limit, _normal);
        }
    }

    [Fact]
    public void Limit_StaysWhereItIs_WhenItIsNotUsed()
    {
        var limit = new AdaptiveLimit(64);
        for (var i = 0; i < 1000; i++)
            limit.Succeeded(_normal, busy: false);
        Assert.Equal(16, limit.Current);
    }

    [Fact]
    public void FrequentRefusals_LowerIt_OnceForRequestsThatWereUnderWayTogether()
    {
        var limit = Grown(64);
        for (var i = 0; i < 30; i++)
            limit.Refused(sent: 1, now: 2);
        Assert.Equal(44, limit.Current);
        Assert.True(limit.Refused(sent: 3, now: 4));
        Assert.Equal(31, limit.Current);
        Round(limit, _normal);
        Assert.Equal(32, limit.Current);
    }

    [Fact]
    public void RareRefusals_AreBadLuck()
    {
        var limit = Grown(64);
        for (var i = 0; i < 2000; i++)
        {
            limit.Succeeded(_normal, busy: true);
            if (i % 25 == 0)
                Assert.False(limit.Refused(i, i));
        }

        Assert.Equal(64, limit.Current);
    }

    [Fact]
    public void MuchLaterFirstTokens_LowerIt_AndASlightlySlowerHostDoesNot()
    {
        var limit = Grown(64);
        for (var i = 0; i < 10; i++)
            Round(limit, _normal * 2);
        Assert.Equal(64, limit.Current);
        for (var i = 0; i < 8; i++)
            Round(limit, _normal * 5);
        Assert.InRange(limit.Current, 30, 60);
    }

    [Fact]
    public void OneLateMoment_IsNoSlowHost()
    {
        var limit = Grown(64);
        for (var i = 0; i < 30; i++)
            Round(limit, i % 10 == 5 ? _normal * 10 : _normal);
        Assert.Equal(64, limit.Current);
    }

    [Fact]
    public void Limit_NeverFallsBelowOne()
    {
        var limit = new AdaptiveLimit(4);
        for (var i = 1; i < 100; i++)
            limit.Refused(i * 2, (i * 2) + 1);
        Assert.Equal(1, limit.Current);
    }

    private static AdaptiveLimit Grown(int most)
    {
        var limit = new AdaptiveLimit(most);
        for (var i = 0; i < 8; i++)
            Round(limit, _normal);
        return limit;
    }

    private static void Round(AdaptiveLimit limit, TimeSpan firstToken)
    {
        for (var replies = limit.Current; replies > 0; replies--)
            limit.Succeeded(firstToken, busy: true);
    }
}
