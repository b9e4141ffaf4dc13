using System.Diagnostics;

namespace Showdown.Simulator;

/// <summary>
/// Waits for moments, to the nearest millisecond: the runtime's own timers go by a coarser clock and are never early, so that every latency would be a little
/// longer than it was said to be. One thread serves all who wait.
/// </summary>
internal sealed class Clock : IDisposable
{
    private static readonly long _tick = Stopwatch.Frequency / 1000;

    private readonly object _gate = new();
    private readonly PriorityQueue<TaskCompletionSource, long> _waiting = new();
    private bool _stopped;

    public Clock() => new Thread(Run) { IsBackground = true, Name = "simulator's clock" }.Start();

    /// <param name="due">As a <see cref="Stopwatch.GetTimestamp"/>; what is past is no wait.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public Task UntilAsync(long due, CancellationToken cancel)
    {
        if (due <= Stopwatch.GetTimestamp())
            return Task.CompletedTask;
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Enqueue(waiter, due);
            if (_waiting.Peek() == waiter)
                Monitor.Pulse(_gate);
        }

        return waiter.Task.WaitAsync(cancel);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.Pulse(_gate);
        }
    }

    private void Run()
    {
        lock (_gate)
        {
            while (!_stopped)
            {
                if (!_waiting.TryPeek(out _, out var due))
                    Monitor.Wait(_gate);
                else if ((due - Stopwatch.GetTimestamp() + (_tick / 2)) / _tick is > 0 and var left)
                    Monitor.Wait(_gate, (int)Math.Min(left, int.MaxValue)); // whole milliseconds, the nearest: some wake a little early, as many a little late
                else
                    _waiting.Dequeue().SetResult();
            }
        }
    }
}
