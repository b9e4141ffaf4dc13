namespace Showdown.App.Web;

/// <summary>
/// Something costly to read that many ask for: one of them reads it, and the others get what there is, or wait for that. It is kept for nearly a
/// second, or for five times as long as reading it took, so that reading takes a sixth of the time at most, but never for longer than 15 seconds.
/// </summary>
/// <remarks>Thread-safe.</remarks>
#pragma warning disable CA1001 // a semaphore whose wait handle nobody asks for has nothing to free
internal sealed class KeptReading<T>(TimeProvider time)
#pragma warning restore CA1001
    where T : class
{
    /// <summary>Nothing that is handed out was read through longer ago.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>A little less than the pause of who looks every second.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.9);

    private readonly SemaphoreSlim _turn = new(1);
    private volatile Kept? _kept;

    /// <param name="read">Who gives up while reading leaves it to the next one; null is not kept.</param>
    public async Task<T?> GetAsync(Func<CancellationToken, Task<T?>> read, CancellationToken cancel)
    {
        if (Fresh() is { } fresh)
            return fresh;
        if (!_turn.Wait(0, CancellationToken.None))
        {
            // Somebody reads it anew: what there is will do meanwhile, unless it is too old.
            if (_kept is { } last && time.GetElapsedTime(last.Since) < last.Took + Longest)
                return last.Value;
            await _turn.WaitAsync(cancel);
        }

        try
        {
            if (Fresh() is { } justRead)
                return justRead;
            var started = time.GetTimestamp();
            var value = await read(cancel);
            _kept = value is null ? null : new Kept(value, started, time.GetElapsedTime(started));
            return value;
        }
        finally
        {
            _turn.Release();
        }
    }

    private T? Fresh() => _kept is { } kept && time.GetElapsedTime(kept.Since) < GoodFor(kept.Took) ? kept.Value : null;

    // Counted from the start of the reading: what it says may be as old.
    private static TimeSpan GoodFor(TimeSpan took) => took + TimeSpan.FromTicks(Math.Clamp(5 * took.Ticks, Shortest.Ticks, Longest.Ticks));

    private sealed record Kept(T Value, long Since, TimeSpan Took);
}
