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
            limit.Succeeded(_normal, busy: false, i, i + 0.5);
        Assert.Equal(16, limit.Current);
    }

    [Fact]
    public void RareRefusals_AreBadLuck()
    {
        var limit = Grown(64);
        for (var i = 0; i < 2000; i++)
        {
            limit.Succeeded(_normal, busy: true, i, i + 0.5);
            if (i % 25 == 0)
                Assert.False(limit.Refused(i, i));
        }

        Assert.Equal(64, limit.Current);
        Assert.Null(limit.PerSecond);
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
    public void Limit_NeverFallsBelowOne_AndThePaceNeverToNothing()
    {
        var limit = new AdaptiveLimit(4);
        for (var i = 1; i < 1000; i++)
            limit.Refused(i, i + 0.1);
        Assert.Equal(1, limit.Current);
        Assert.InRange(limit.PerSecond!.Value, 0.1, 2);
    }

    [Fact]
    public void ManyRefusals_MakeAPace_OfWhatWasAccepted_AndSeveralInARowAPauseForAll()
    {
        var limit = new AdaptiveLimit(64);
        var crowds = 0;
        for (var i = 0; i < 16; i++) // 16 at once, 10 of them are accepted and answered in a second
        {
            if (i < 6)
                crowds += limit.Refused(0, 0.01) ? 1 : 0;
            else
                limit.Succeeded(_normal, busy: false, 0, 1);
        }

        Assert.Equal(1, crowds);
        Assert.Equal(9, limit.PerSecond!.Value, 1e-9);
        Assert.Equal(10, limit.Current); // 9 a second, each of which takes one second
        var turns = Enumerable.Range(0, 20).Select(_ => limit.Turn(2)).ToArray();
        Assert.Equal(2, turns[0]);
        Assert.Equal(2 + (19 / 9.0), turns[19], 1e-9);
    }

    /// <summary>
    /// Hosts that refuse every tenth request whatever the load, by chance (the mean of five runs) or by count: at most three times the time that the
    /// run would take without, and two seconds for the last requests, which are refused several times in a row.
    /// </summary>
    [Theory]
    [InlineData(8, 0.1)]
    [InlineData(8, 0.5)]
    [InlineData(8, 2)]
    [InlineData(64, 0.1)]
    [InlineData(64, 0.5)]
    [InlineData(64, 2)]
    public void RefusalsWhateverTheLoad_CostAtMostThreeTimesTheTime(int most, double reply)
    {
        const int requests = 1600;
        var ideal = requests * reply / most;
        var byChance = Enumerable.Range(1, 5).Select(seed => (Chance: new Random(seed), Seed: seed)).ToArray();
        Assert.InRange(
            byChance.Average(c => Simulate(requests, most, reply, c.Seed, _ => c.Chance.NextDouble() < 0.1).Seconds),
            ideal,
            (3 * ideal) + 2
        );

        var count = 0;
        Assert.InRange(Simulate(requests, most, reply, 1, _ => ++count % 10 == 0).Seconds, ideal, (3 * ideal) + 2);
    }

    /// <summary>
    /// A host that bears 20 requests a second, <paramref name="burst"/> of them at once, and is asked 1,000 by 64 at once. What is allowed is a third
    /// more than was seen of the mean of five runs.
    /// </summary>
    [Theory]
    [InlineData(20, 0.02, 230, 70)]
    [InlineData(20, 0.1, 110, 70)]
    [InlineData(20, 0.5, 130, 100)]
    [InlineData(5, 0.02, 110, 90)]
    [InlineData(5, 0.05, 100, 80)]
    [InlineData(5, 0.1, 80, 80)]
    [InlineData(5, 0.5, 160, 120)]
    [InlineData(1, 0.05, 120, 120)]
    public void RefusalsByARealLimit_AreFew(int burst, double reply, int refusals, int seconds)
    {
        var runs = Enumerable.Range(1, 5).Select(seed => Simulate(1000, most: 64, reply, seed, Limited(20, burst))).ToArray();
        Assert.InRange(runs.Average(r => r.Refused), 1, refusals);
        Assert.InRange(runs.Average(r => r.Seconds), 45, seconds);
    }

    // A token bucket.
    private static Func<double, bool> Limited(double perSecond, double burst)
    {
        var (left, at) = (burst, 0.0);
        return now =>
        {
            (left, at) = (Math.Min(burst, left + ((now - at) * perSecond)), now);
            if (left < 1)
                return true;
            left--;
            return false;
        };
    }

    /// <summary>
    /// Requests over a host that decides at arrival whether it refuses, for a second; replies take from half to one and a half times
    /// <paramref name="reply"/> seconds.
    /// </summary>
    private static (double Seconds, int Refused) Simulate(int requests, int most, double reply, int seed, Func<double, bool> refuses)
    {
        var random = new Random(seed);
        var limit = new AdaptiveLimit(most);
        var events = new PriorityQueue<(string Kind, double Sent), (double At, int Order)>();
        var (waiting, taken, paused, refused, now, last, order) = (requests, 0, 0.0, 0, 0.0, 0.0, 0);
        Start();
        while (events.TryDequeue(out var next, out var at))
        {
            now = at.At;
            switch (next.Kind)
            {
                case "send" when now < paused:
                    At(paused, "send");
                    continue;
                case "send" when limit.Turn(now) is var turn && turn > now:
                    At(turn, "go");
                    continue;
                case "go" when now < paused:
                    At(paused, "send");
                    continue;
                case "send" or "go" when refuses(now):
                    At(now + 0.01, "refused", now);
                    continue;
                case "send" or "go":
                    At(now + (reply * (0.5 + random.NextDouble())), "answered", now);
                    continue;
                case "answered":
                    limit.Succeeded(TimeSpan.FromSeconds(0.05), busy: taken >= limit.Current, next.Sent, now);
                    (taken, last) = (taken - 1, now);
                    break;
                case "refused":
                    refused++;
                    if (limit.Refused(next.Sent, now))
                        paused = Math.Max(paused, now + 1);
                    taken--;
                    At(now + 1 + (random.NextDouble() / 4), "again");
                    break;
                case "again":
                    waiting++;
                    break;
            }

            Start();
        }

        return (last, refused);

        void At(double when, string kind, double sent = 0) => events.Enqueue((kind, sent), (when, order++));

        void Start()
        {
            for (; waiting > 0 && taken < limit.Current; waiting--, taken++)
                At(Math.Max(now, paused), "send");
        }
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
            limit.Succeeded(firstToken, busy: true, sent: 0, now: 1);
    }
}
