using Microsoft.AspNetCore.Http;
using Showdown.App.Web;

namespace Showdown.Tests.Web;

[Trait("Category", "Chaos")]
public sealed class PageTurnsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Readers_TakeTurns_AndWhatMayTakeLongTakesNone()
    {
        using var turns = new PageTurns(atOnce: 2);
        var gate = new TaskCompletionSource();
        var (inside, most) = (0, 0);
        var pages = Enumerable.Range(0, 5).Select(_ => TakeAsync("/runs/1")).ToList();
        foreach (var path in (string[])["/runs/1/events", "/api/runs/1/export", "/login"])
            Assert.Equal(path, await turns.TakeAsync(Context(path, Cancel, "POST"), _ => ValueTask.FromResult<object?>(path)));
        Assert.All(pages, p => Assert.False(p.IsCompleted));
        gate.SetResult();
        await Task.WhenAll(pages);
        Assert.Equal((2, 0), (most, inside));

        async Task<object?> TakeAsync(string path) =>
            await turns.TakeAsync(
                Context(path, Cancel),
                async _ =>
                {
                    most = Math.Max(most, Interlocked.Increment(ref inside));
                    await gate.Task;
                    Interlocked.Decrement(ref inside);
                    return null;
                }
            );
    }

    [Fact]
    public async Task WhoGoesAwayWhileWaiting_LeavesTheTurnToOthers()
    {
        using var turns = new PageTurns(atOnce: 1);
        var gate = new TaskCompletionSource<object?>();
        var first = turns.TakeAsync(Context("/", Cancel), _ => new ValueTask<object?>(gate.Task)).AsTask();
        using var gone = new CancellationTokenSource();
        var second = turns.TakeAsync(Context("/", gone.Token), _ => ValueTask.FromResult<object?>(null)).AsTask();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        gate.SetResult(null);
        await first;
        await turns.TakeAsync(Context("/", Cancel), _ => ValueTask.FromResult<object?>(null));
    }

    private static DefaultEndpointFilterInvocationContext Context(string path, CancellationToken aborted, string method = "GET")
    {
        var http = new DefaultHttpContext { RequestAborted = aborted };
        http.Request.Method = method;
        http.Request.Path = path;
        return new DefaultEndpointFilterInvocationContext(http);
    }
}
