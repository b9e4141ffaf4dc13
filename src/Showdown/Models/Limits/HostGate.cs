using Showdown.Domain;
using Showdown.Models.Wire;

namespace Showdown.Models.Limits;

/// <summary>
/// Whether a host can be asked at this moment. Requests are held back while it asks for a pause, and while it is in doubt: when several in a row
/// failed and none was answered,
/// one short question of our own tells whether the host or the requests are at fault. A host that is down is waited for; one that refuses everything
/// is asked no more.
/// </summary>
/// <remarks>Pauses are measured by the monotonic clock: a clock that is set back stops nothing.</remarks>
/// <param name="time">The clock.</param>
/// <param name="options">Pauses and patience.</param>
/// <param name="tryHost">Asks the short question, with the sampling of a request that failed. Null: it was answered.</param>
/// <param name="tell">Is told when the host goes down (true) and when it is back (false).</param>
internal sealed class HostGate(
    TimeProvider time,
    GateOptions options,
    Func<Sampling, CancellationToken, Task<HostException?>> tryHost,
    Action<HostDoubt, bool>? tell = null
) : IDisposable
{
    /// <summary>Failures in a row that put a host in doubt.</summary>
    private const int MaxUnreachable = 3;
    private const int MaxTroubles = 5;
    private const int MaxBadRequests = 2;

    /// <summary>A stumbling host answers one of so many short questions.</summary>
    private const int ShortRequests = 3;

    /// <summary>So long an end is final; whoever comes later (the next run, a resumed one) asks anew.</summary>
    private static readonly TimeSpan _endLasts = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _disposed = new();
    private volatile bool _open;
    private bool _warm;
    private TaskCompletionSource? _first;
    private (long From, TimeSpan Length)? _pause;
    private (HostException Error, long At)? _end;
    private HostDoubt? _doubt;
    private int _failures;
    private long _firstFailure;

    /// <summary>The doubt at this moment; null while the host answers.</summary>
    public HostDoubt? Doubt
    {
        get
        {
            lock (_lock)
                return _doubt;
        }
    }

    /// <summary>The host is known to answer: the first request need not go alone.</summary>
    public void Warm() => _warm = true;

    /// <summary>The host asks us to wait. A pause that ends before the present one changes nothing.</summary>
    public void PauseFor(TimeSpan length)
    {
        lock (_lock)
        {
            if (_pause is { } pause && Left(pause) >= length)
                return;
            _pause = (time.GetTimestamp(), length);
            _open = false;
        }
    }

    /// <summary>Waits until a request may go out.</summary>
    /// <returns>Not null: the model is asked no more, and why.</returns>
    public ValueTask<HostException?> PassAsync(CancellationToken cancel) => _open ? default : WaitAsync(cancel);

    /// <summary>Something of a reply has come.</summary>
    public void Heard()
    {
        if (_warm)
            return;
        lock (_lock)
        {
            _warm = true;
            _first?.TrySetResult();
        }
    }

    /// <summary>A request was answered, with a reply or with a refusal that is its own.</summary>
    /// <param name="sent">When it went out, by the clock's timestamps: what was sent before the first failure says nothing about now.</param>
    public void Answered(long sent)
    {
        Heard();
        if (Volatile.Read(ref _failures) == 0)
            return;
        HostDoubt? settled;
        lock (_lock)
        {
            if (sent < _firstFailure)
                return;
            _failures = 0;
            settled = _doubt;
        }

        if (settled is not null)
            Settle(settled, null);
    }

    /// <summary>A request failed. Waits while the host is in doubt.</summary>
    public async ValueTask<TryVerdict> FailedAsync(HostException error, long sent, Sampling sampling, CancellationToken cancel)
    {
        if (!error.IsTrouble && !error.IsRefusal)
        {
            Answered(sent);
            return new TryVerdict(null, true);
        }

        Heard();
        HostDoubt? doubt;
        lock (_lock)
        {
            if (Ended() is { } end)
                return new TryVerdict(end, true);
            doubt = _doubt ?? Raise(error, sampling);
        }

        if (doubt is null)
            return new TryVerdict(null, true);
        var ended = await JoinAsync(doubt, cancel);
        return new TryVerdict(ended, ended is not null || !doubt.IsDown);
    }

    public void Dispose()
    {
        _disposed.Cancel();
        _disposed.Dispose();
    }

    /// <summary>Counts a failure.</summary>
    /// <returns>A doubt, when there are too many in a row.</returns>
    private HostDoubt? Raise(HostException error, Sampling sampling)
    {
        if (error.IsRefusal ? !options.EndsRefused : options.Patience <= TimeSpan.Zero)
            return null;
        if (_failures++ == 0)
            _firstFailure = time.GetTimestamp();
        if (_failures < Max(error))
            return null;
        _open = false;
        _doubt = new HostDoubt(error, time.GetUtcNow(), time.GetTimestamp());
        _ = DecideAsync(_doubt, sampling);
        return _doubt;
    }

    private int Max(HostException error) =>
        error switch
        {
            { Kind: FailureKind.BadRequest } => MaxBadRequests,
            { IsRefusal: true } => 1,
            { Kind: FailureKind.Connection } => MaxUnreachable,
            { IsOverload: true } => Math.Max(MaxTroubles, options.MaxOverloads()),
            _ => MaxTroubles,
        };

    private async ValueTask<HostException?> WaitAsync(CancellationToken cancel)
    {
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            HostDoubt? doubt;
            Task? first = null;
            TimeSpan wait;
            lock (_lock)
            {
                if (Ended() is { } end)
                    return end;
                doubt = _doubt;
                wait = _pause is { } pause ? Left(pause) : TimeSpan.Zero;
                if (doubt is null && wait <= TimeSpan.Zero)
                {
                    _pause = null;
                    if (_warm)
                        _open = true;
                    if (_warm || _first is null)
                    {
                        _first ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
                        return null;
                    }

                    (first, wait) = (_first.Task, options.FirstAlone);
                }
            }

            if (doubt is not null)
            {
                if (await JoinAsync(doubt, cancel) is { } end)
                    return end;
                continue;
            }

            using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            // A timer may fire a moment early, hence the millisecond.
            var later = Task.Delay(wait + TimeSpan.FromMilliseconds(1), time, ends.Token);
            if (await Task.WhenAny(first ?? later, later) == later && first is not null && !cancel.IsCancellationRequested)
                Heard();
            await ends.CancelAsync();
        }
    }

    /// <summary>Waits for the end of a doubt. When nobody waits any more, nobody asks any more.</summary>
    private static async Task<HostException?> JoinAsync(HostDoubt doubt, CancellationToken cancel)
    {
        doubt.Join();
        try
        {
            return await doubt.Settled.WaitAsync(cancel);
        }
        finally
        {
            doubt.Leave();
        }
    }

    private async Task DecideAsync(HostDoubt doubt, Sampling sampling)
    {
        await Task.Yield(); // out of the caller's lock
        try
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(_disposed.Token, doubt.Stop);
            for (var pause = options.FirstBreak; ; pause = Shorter(2 * pause, options.LongestBreak))
            {
                var error = await AskAsync(doubt, sampling, stop.Token);
                if (error is not { IsTrouble: true } && error is not { IsRefusal: true })
                {
                    Settle(doubt, null);
                    return;
                }

                var left = options.Patience - time.GetElapsedTime(doubt.From);
                if (error.IsRefusal || left <= TimeSpan.Zero)
                {
                    Settle(
                        doubt,
                        error.IsRefusal
                            ? error
                            : new HostException(error.Kind, $"down since {doubt.Since.UtcDateTime:HH:mm} UTC: {error.Message}")
                            {
                                Status = error.Status,
                            }
                    );
                    return;
                }

                var wait = Shorter(error.RetryAfter > pause ? error.RetryAfter.Value : pause, left);
                doubt.Down(error, time.GetUtcNow() + wait, out var news);
                if (news)
                    tell?.Invoke(doubt, true);
                await Task.Delay(wait, time, stop.Token);
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or ObjectDisposedException)
        {
            Settle(doubt, null);
        }
    }

    private async Task<HostException?> AskAsync(HostDoubt doubt, Sampling sampling, CancellationToken cancel)
    {
        doubt.Trying();
        for (var question = 1; ; question++)
        {
            if (await tryHost(sampling, cancel) is not { } error)
                return null;
            if (!error.IsTrouble || error.Kind == FailureKind.Timeout || question == ShortRequests)
                return error;
        }
    }

    private void Settle(HostDoubt doubt, HostException? end)
    {
        lock (_lock)
        {
            if (_doubt != doubt)
                return;
            _doubt = null;
            _failures = 0;
            if (end is not null)
                (_end, _warm, _first) = ((end, time.GetTimestamp()), false, null);
        }

        if (doubt.IsDown && end is null)
            tell?.Invoke(doubt, false);
        doubt.Settle(end);
    }

    private HostException? Ended()
    {
        if (_end is not { } end)
            return null;
        if (time.GetElapsedTime(end.At) < _endLasts)
            return end.Error;
        _end = null;
        return null;
    }

    private TimeSpan Left((long From, TimeSpan Length) pause) => pause.Length - time.GetElapsedTime(pause.From);

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
