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
        await Task.WhenAll(after.Select(ms => clock.AtAsync(start + (ms * Stopwatch.Frequency / 1000), () => Note(ms), Cancel)));
        Assert.Equal(after.Length, order.Count);
        Assert.Equal(600, order[^1]);

        Task Note(int ms)
        {
            var waited = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            Assert.True(waited >= ms - 3, $"{ms} ms were over after {waited}");
            lock (order)
                order.Add(ms);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Waiting_CanBeGivenUp_AndOthersGoOn()
    {
        using var clock = new Clock();
        using var patience = new CancellationTokenSource();
        var far = clock.AtAsync(
            Stopwatch.GetTimestamp() + (3600 * Stopwatch.Frequency),
            () => throw new InvalidOperationException("Nothing is due."),
            patience.Token
        );
        await clock.AtAsync(Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 100), () => Task.CompletedTask, Cancel);
        Assert.False(far.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => far);
        await clock.AtAsync(Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 100), () => Task.CompletedTask, Cancel);
    }
}
