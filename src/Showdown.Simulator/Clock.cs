using System.Diagnostics;

namespace Showdown.Simulator;

/// <summary>
/// Waits for moments, and is on time on average: the runtime's own timers go by a coarser clock and are never early, so that every latency would be longer than it was
/// said to be. One thread serves all who wait. From its waking to the waiter's going on takes a while on a busy machine, which a model elsewhere would not be busy with:
/// how late the last waiters went on is how much earlier the next are woken.
/// </summary>
internal sealed class Clock : IDisposable
{
    private const int Remembered = 64;

    private static readonly long _tick = Stopwatch.Frequency / 1000;

    private readonly object _gate = new();
    private readonly PriorityQueue<TaskCompletionSource, long> _waiting = new();
    private long _early;
    private bool _stopped;

    public Clock() => new Thread(Run) { IsBackground = true, Name = "simulator's clock" }.Start();

    /// <param name="due">As a <see cref="Stopwatch.GetTimestamp"/>; what is past is no wait.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public ValueTask UntilAsync(long due, CancellationToken cancel) => due <= Stopwatch.GetTimestamp() ? default : new ValueTask(WaitAsync(due, cancel));

    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.Pulse(_gate);
        }
    }

    private async Task WaitAsync(long due, CancellationToken cancel)
    {
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Enqueue(waiter, due);
            if (_waiting.Peek() == waiter)
                Monitor.Pulse(_gate);
        }

        await waiter.Task.WaitAsync(cancel);
        var late = Stopwatch.GetTimestamp() - due;
        lock (_gate)
            _early = Math.Clamp(_early + (late / Remembered), 0, 2 * _tick);
    }

    private void Run()
    {
        lock (_gate)
        {
            while (!_stopped)
            {
                if (!_waiting.TryPeek(out _, out var due))
                    Monitor.Wait(_gate);
                else if ((due - _early - Stopwatch.GetTimestamp() + (_tick / 2)) / _tick is > 0 and var left)
                    Monitor.Wait(_gate, (int)Math.Min(left, int.MaxValue)); // whole milliseconds, the nearest: some wake a little early, as many a little late
                else
                    _waiting.Dequeue().SetResult();
            }
        }
    }
}
