namespace Showdown.Models.Limits;

/// <summary>Holds requests back while a host asks for a pause or is down, so that they do not use up their tries on it.</summary>
/// <param name="time">The clock.</param>
/// <param name="patience">A host that is down for longer is given up: requests fail without being sent, but for one from time to time.</param>
internal sealed class HostGate(TimeProvider time, TimeSpan patience)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _held;
    private DateTimeOffset _pausedUntil;
    private DateTimeOffset? _brokenUntil;
    private DateTimeOffset _downSince;

    /// <summary>The host asks us to wait. A shorter pause than the present one changes nothing.</summary>
    public void PauseFor(TimeSpan pause)
    {
        lock (_gate)
        {
            var until = time.GetUtcNow() + pause;
            if (until <= _pausedUntil)
                return;
            _pausedUntil = until;
            _held = true;
        }
    }

    /// <summary>The circuit breaker has opened.</summary>
    public void BreakFor(TimeSpan pause)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_brokenUntil is null)
                _downSince = now;
            _brokenUntil = now + pause;
            _held = true;
            Change();
        }
    }

    /// <summary>One request is on its way to try the host; all others wait for what becomes of it.</summary>
    public void Probe()
    {
        lock (_gate)
            _brokenUntil = DateTimeOffset.MaxValue;
    }

    /// <summary>The host is back.</summary>
    public void Open()
    {
        lock (_gate)
        {
            _brokenUntil = null;
            Change();
        }
    }

    /// <summary>Waits until a request may go out.</summary>
    /// <returns>False when the host has been down for longer than our patience.</returns>
    public ValueTask<bool> PassAsync(CancellationToken cancel) => _held ? WaitAsync(cancel) : ValueTask.FromResult(true);

    private async ValueTask<bool> WaitAsync(CancellationToken cancel)
    {
        while (true)
        {
            Task changed;
            TimeSpan wait;
            lock (_gate)
            {
                var now = time.GetUtcNow();
                var until = _brokenUntil > _pausedUntil ? _brokenUntil.Value : _pausedUntil;
                if (until <= now)
                {
                    _held = _brokenUntil is not null;
                    return true;
                }

                wait = until - now;
                if (_brokenUntil is not null)
                {
                    var left = _downSince + patience - now;
                    if (left <= TimeSpan.Zero)
                        return false;
                    wait = wait < left ? wait : left;
                }

                changed = _changed.Task;
            }

            using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            await Task.WhenAny(changed, Task.Delay(wait + TimeSpan.FromMilliseconds(1), time, ends.Token));
            await ends.CancelAsync();
            cancel.ThrowIfCancellationRequested();
        }
    }

    private void Change()
    {
        _changed.TrySetResult();
        _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
