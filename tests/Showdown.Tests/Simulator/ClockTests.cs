using System.Diagnostics;
using Showdown.Simulator;

namespace Showdown.Tests.Simulator;

public sealed class ClockTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Moments_AreWaitedFor_TheLastOneLongest_AndNoneComesTooEarly()
    {
        using var clock = new Clock();
        var start = Stopwatch.GetTimestamp();
        int[] after = [40, 5, 20, 600, 0, 20, 1];
        var order = new List<int>();
        await Task.WhenAll(after.Select(async ms =>
        {
            await clock.UntilAsync(start + (ms * Stopwatch.Frequency / 1000), Cancel);
            var waited = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            Assert.True(waited >= ms - 3, $"{ms} ms were over after {waited}");
            lock (order)
                order.Add(ms);
        }));
        Assert.Equal(after.Length, order.Count);
        Assert.Equal(600, order[^1]);
    }

    [Fact]
    public async Task Waiting_CanBeGivenUp_AndOthersGoOn()
    {
        using var clock = new Clock();
        using var patience = new CancellationTokenSource();
        var far = clock.UntilAsync(Stopwatch.GetTimestamp() + (3600 * Stopwatch.Frequency), patience.Token).AsTask();
        await clock.UntilAsync(Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 100), Cancel);
        Assert.False(far.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => far);
        await clock.UntilAsync(Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 100), Cancel);
    }
}
