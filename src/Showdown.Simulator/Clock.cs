using System.Diagnostics;

namespace Showdown.Simulator;

/// <summary>
/// Does things at moments, and on average exactly then: the runtime's own timers go by a coarser clock and are never early, so that every latency
/// would be longer than it was
/// said to be. One thread serves all who wait. From its waking until a reply is sent takes a while on a busy machine, which a model elsewhere would
/// not be busy with:
/// how late the last ones were done is how much earlier the next are begun.
/// </summary>
internal sealed class Clock : IDisposable
{
    private const int Remembered = 64;

    private static readonly long _tick = Stopwatch.Frequency / 1000;

    private readonly object _gate = new();
    private readonly PriorityQueue<Waiter, long> _waiting = new();
    private long _early;
    private bool _stopped;

    public Clock() => new Thread(Run) { IsBackground = true, Name = "simulator's clock" }.Start();

    /// <summary>Does something at a moment that counts from a request's arrival.</summary>
    /// <param name="due">When it should be done, as a <see cref="Stopwatch.GetTimestamp"/>; what is past is no wait.</param>
    /// <param name="act">What is to be done.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task AtAsync(long due, Func<Task> act, CancellationToken cancel)
    {
        if (due <= Stopwatch.GetTimestamp())
        {
            await act();
            return;
        }

        var way = await WaitAsync(due, cancel);
        await act();
        // The request, too, had come to a thread of the pool before it was seen: by as long a way as the one from this clock's thread.
        var late = Stopwatch.GetTimestamp() - due + way;
        lock (_gate)
            _early = Math.Clamp(_early + (late / Remembered), 0, 2 * _tick);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <returns>How long it took from the clock's thread to here.</returns>
    private async Task<long> WaitAsync(long due, CancellationToken cancel)
    {
        var waiter = new Waiter();
        lock (_gate)
        {
            _waiting.Enqueue(waiter, due);
            if (_waiting.Peek() == waiter)
                Monitor.Pulse(_gate);
        }

        await waiter.Task.WaitAsync(cancel);
        return Stopwatch.GetTimestamp() - waiter.Woken;
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
                    // whole milliseconds, the nearest: some wake a little early, as many a little late
                    Monitor.Wait(_gate, (int)Math.Min(left, int.MaxValue));
                else
                    _waiting.Dequeue().Wake();
            }
        }
    }

    private sealed class Waiter() : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public long Woken { get; private set; }

        public void Wake()
        {
            Woken = Stopwatch.GetTimestamp();
            TrySetResult();
        }
    }
}
