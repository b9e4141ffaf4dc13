using Showdown.Running;

namespace Showdown.Tests.Running;

public sealed class TurnsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Everybody has one turn in each block, in changing orders, and nobody has one while another has.</summary>
    [Fact]
    public async Task InEachBlock_EveryModelHasOneTurn()
    {
        var (turns, order, at) = (new Turns(), new List<string>(), 0);
        string[] models = ["a", "b", "c"];
        var joined = models.Select(m => (Name: m, Takes: turns.Join("run", m))).ToList();
        await Task.WhenAll(joined.Select(p => AskAsync(p.Name, p.Takes)));
        Assert.All(order.Chunk(3), block => Assert.Equal(models, block.Order()));
        Assert.True(order.Chunk(3).Select(b => string.Concat(b)).Distinct().Count() > 2);

        async Task AskAsync(string name, Turns.Participant takes)
        {
            using (takes)
            {
                for (var request = 0; request < 12; request++)
                {
                    using var turn = await takes.TakeAsync(Cancel);
                    Assert.Equal(1, Interlocked.Increment(ref at));
                    order.Add(name);
                    await Task.Yield();
                    Interlocked.Decrement(ref at);
                }
            }
        }
    }

    [Fact]
    public async Task WhoLeaves_IsWaitedForNoLonger()
    {
        var turns = new Turns();
        using var stays = turns.Join("run", "stays");
        var leaves = turns.Join("run", "leaves");
        var first = stays.TakeAsync(Cancel); // perhaps not before the other one's
        leaves.Dispose();
        (await first).Dispose();
        (await stays.TakeAsync(Cancel)).Dispose();
    }

    [Fact]
    public async Task WhoLeavesInItsTurn_GivesItBack()
    {
        var turns = new Turns();
        using var stays = turns.Join("run", "stays");
        using (var fails = turns.Join("run", "fails"))
        {
            var (mine, its) = (stays.TakeAsync(Cancel), fails.TakeAsync(Cancel));
            if (await Task.WhenAny(mine, its) == mine)
            {
                (await mine).Dispose();
                await its;
                mine = stays.TakeAsync(Cancel);
            }
            fails.Dispose();
            (await mine).Dispose();
        }
    }

    [Fact]
    public async Task WhoGivesUpWaiting_HoldsNobodyUp()
    {
        var turns = new Turns();
        using var one = turns.Join("run", "one");
        using var giving = new CancellationTokenSource();
        var held = await one.TakeAsync(Cancel);
        var two = turns.Join("run", "two");
        var waits = two.TakeAsync(giving.Token);
        await giving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits);
        two.Dispose();
        held.Dispose();
        (await one.TakeAsync(Cancel)).Dispose();
    }

    [Fact]
    public async Task RunsHaveTurnsOfTheirOwn()
    {
        var turns = new Turns();
        using var a = turns.Join("run", "a");
        using var b = turns.Join("another run", "b");
        using var held = await a.TakeAsync(Cancel);
        using var other = await b.TakeAsync(Cancel);
    }

    /// <summary>Two nights meet the hosts' moods in orders of their own, and one that is resumed in the order that it had.</summary>
    [Fact]
    public async Task Orders_AreDrawnFromTheRunsId()
    {
        var first = await OrdersAsync("run");
        Assert.Equal(first, await OrdersAsync("run"));
        Assert.NotEqual(first, await OrdersAsync("another run"));
        Assert.Equal(["abc", "acb", "bac", "bca", "cab", "cba"], first.Distinct().Order()); // each of them comes

        static async Task<List<string>> OrdersAsync(string run)
        {
            var (turns, order) = (new Turns(), new List<string>());
            var present = "abc".Select(m => (Name: m, Takes: turns.Join(run, $"{m}"))).ToList();
            for (var block = 0; block < 60; block++)
            {
                var waiting = present.Select(p => (p.Name, Turn: p.Takes.TakeAsync(Cancel))).ToList();
                while (waiting.Count > 0)
                {
                    await Task.WhenAny(waiting.Select(w => w.Turn));
                    var next = waiting.Single(w => w.Turn.IsCompletedSuccessfully);
                    order.Add($"{next.Name}");
                    waiting.Remove(next);
                    (await next.Turn).Dispose();
                }
            }

            return [.. order.Chunk(3).Select(b => string.Concat(b))];
        }
    }
}
