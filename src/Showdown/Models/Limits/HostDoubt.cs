using Showdown.Models.Wire;

namespace Showdown.Models.Limits;

/// <summary>A host of which is to be found out whether it answers at all; those who want to ask it wait for the end of this.</summary>
/// <param name="cause">The failure that raised it.</param>
/// <param name="since">When, for people.</param>
/// <param name="from">When, by the monotonic clock.</param>
#pragma warning disable CA1001 // without timer and wait handle there is nothing to dispose of, and who is the last to wait is not known
internal sealed class HostDoubt(HostException cause, DateTimeOffset since, long from)
#pragma warning restore CA1001
{
    private readonly TaskCompletionSource<HostException?> _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private int _waiting;

    public DateTimeOffset Since { get; } = since;

    public long From { get; } = from;

    /// <summary>What the host said last.</summary>
    public HostException Last { get; private set; } = cause;

    /// <summary>The short question was not answered either.</summary>
    public bool IsDown { get; private set; }

    /// <summary>Null: it is being tried now.</summary>
    public DateTimeOffset? NextTry { get; private set; }

    /// <summary>Ends with null when the host answers, else with the reason for which it is asked no more.</summary>
    public Task<HostException?> Settled => _settled.Task;

    /// <summary>Nobody waits any more.</summary>
    public CancellationToken Stop => _stop.Token;

    public void Join() => Interlocked.Increment(ref _waiting);

    public void Leave()
    {
        if (Interlocked.Decrement(ref _waiting) == 0 && !_settled.Task.IsCompleted)
            _stop.Cancel();
    }

    public void Trying() => NextTry = null;

    /// <param name="news">True the first time.</param>
    public void Down(HostException error, DateTimeOffset nextTry, out bool news)
    {
        news = !IsDown;
        (Last, NextTry, IsDown) = (error, nextTry, true);
    }

    public void Settle(HostException? end) => _settled.TrySetResult(end);
}
