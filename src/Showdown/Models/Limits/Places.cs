namespace Showdown.Models.Limits;

/// <summary>A number of places that may be taken at once, handed out in the order of asking.</summary>
internal sealed class Places(int most)
{
    private readonly Lock _gate = new();
    private readonly Queue<Waiter> _waiting = new();
    private int _taken;

    public int Taken => Volatile.Read(ref _taken);

    /// <summary>Waits for a place. Whoever got one must <see cref="Leave"/>.</summary>
    public ValueTask EnterAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Waiter waiter;
        lock (_gate)
        {
            if (_taken < most)
            {
                _taken++;
                return ValueTask.CompletedTask;
            }

            waiter = new Waiter();
            _waiting.Enqueue(waiter);
        }

        return new ValueTask(waiter.WaitAsync(cancel));
    }

    public void Leave()
    {
        lock (_gate)
        {
            // The place goes straight to the next in line; one who gave up is passed over.
            while (_waiting.TryDequeue(out var next))
            {
                if (next.TrySetResult())
                    return;
            }

            _taken--;
        }
    }

    private sealed class Waiter() : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public async Task WaitAsync(CancellationToken cancel)
        {
            await using var registration = cancel.UnsafeRegister(static (me, token) => ((Waiter)me!).TrySetCanceled(token), this);
            await Task;
        }
    }
}
