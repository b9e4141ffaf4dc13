namespace Showdown.Models.Limits;

/// <summary>So many permits a minute, evenly, and a few of them at once. Served in the order of coming.</summary>
/// <remarks>
/// The generic cell rate algorithm (ITU-T I.371): one time, up to which all permits are spent. The library's bucket is not used because its refills
/// follow the machine's clock
/// alone, and no test could advance it.
/// </remarks>
/// <param name="perMinute">From 1.</param>
/// <param name="burst">Permits that may be taken at once after a quiet time.</param>
/// <param name="time">The clock.</param>
internal sealed class TokenBucket(int perMinute, int burst, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly long _started = time.GetTimestamp();
    private readonly TimeSpan _burst = TimeSpan.FromMinutes((double)burst / perMinute);
    private TimeSpan _spentUntil = TimeSpan.FromMinutes(-(double)burst / perMinute);

    /// <summary>Waits until so many permits are there. None or fewer: does not wait.</summary>
    public async ValueTask TakeAsync(long permits, CancellationToken cancel)
    {
        if (permits <= 0)
            return;
        TimeSpan wait;
        lock (_lock)
        {
            var now = time.GetElapsedTime(_started);
            if (_spentUntil < now - _burst)
                _spentUntil = now - _burst;
            _spentUntil += TimeSpan.FromMinutes((double)permits / perMinute);
            wait = _spentUntil - now;
        }

        if (wait > TimeSpan.Zero)
            await Task.Delay(wait + TimeSpan.FromMilliseconds(1), time, cancel);
    }
}
