namespace Showdown.Models.Limits;

/// <summary>
/// A number of slots for requests that may be taken at once; the number may change. Those who wait stand in lanes: lanes are served in turn, so that
/// one which asks much
/// does not crowd out another, and within a lane by their order.
/// </summary>
internal sealed class RequestSlots(int limit)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, PriorityQueue<Waiter, (int Order, long Came)>> _lanes = [];
    private readonly Queue<string> _turns = new();
    private int _limit = limit;
    private long _came;
    private int _taken;

    public int Taken => Volatile.Read(ref _taken);

    /// <summary>Slots in all. Lowering it takes none away from those who have one.</summary>
    public int Limit
    {
        get => Volatile.Read(ref _limit);
        set
        {
            lock (_gate)
            {
                _limit = value;
                while (_taken < _limit && Next())
                    _taken++;
            }
        }
    }

    /// <summary>Waits for a slot. Whoever got one must <see cref="Leave"/>.</summary>
    /// <param name="lane">Lanes are served in turn.</param>
    /// <param name="order">Within a lane the lowest goes first, and of equals who came first.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public ValueTask EnterAsync(string lane, int order, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (_taken < _limit)
            {
                _taken++;
                return ValueTask.CompletedTask;
            }

            var waiter = new Waiter(cancel);
            if (!_lanes.TryGetValue(lane, out var line))
            {
                _lanes[lane] = line = new();
                _turns.Enqueue(lane);
            }

            line.Enqueue(waiter, (order, _came++));
            return new ValueTask(waiter.Task);
        }
    }

    public void Leave()
    {
        lock (_gate)
        {
            if (_taken > _limit || !Next())
                _taken--;
        }
    }

    /// <summary>Gives a slot to whoever's turn it is; false when nobody waits.</summary>
    private bool Next()
    {
        while (_turns.TryDequeue(out var lane))
        {
            var line = _lanes[lane];
            var served = false;
            while (!served && line.TryDequeue(out var waiter, out _))
                served = waiter.TryServe(); // false: that one gave up
            if (line.Count > 0)
                _turns.Enqueue(lane);
            else
                _lanes.Remove(lane);
            if (served)
                return true;
        }

        return false;
    }

    private sealed class Waiter : TaskCompletionSource
    {
        private readonly CancellationTokenRegistration _givesUp;

        public Waiter(CancellationToken cancel)
            : base(TaskCreationOptions.RunContinuationsAsynchronously) =>
            _givesUp = cancel.UnsafeRegister(static (me, token) => ((Waiter)me!).TrySetCanceled(token), this);

        public bool TryServe()
        {
            _givesUp.Unregister();
            return TrySetResult();
        }
    }
}
