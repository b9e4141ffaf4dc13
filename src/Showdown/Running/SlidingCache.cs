using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Internal;

namespace Showdown.Running;

/// <summary>
/// A cache with sliding expiration: a service makes new entries every night and runs for months, so what nobody asks for is dropped.
/// </summary>
/// <param name="time">The clock that entries expire by.</param>
/// <remarks>Thread-safe.</remarks>
internal sealed class SlidingCache<T>(TimeProvider time) : IDisposable
    where T : class
{
    /// <summary>How long an entry stays after it was asked for last.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { Clock = new Clock(time) });
    private readonly Lock _making = new();

    public T? Find(string name) => _cache.Get<T>(name);

    /// <param name="name">Its entry is made once, however many ask at the same time.</param>
    /// <param name="make">Must return at once: others wait for it.</param>
    public T GetOrAdd(string name, Func<string, T> make)
    {
        if (Find(name) is { } here)
            return here;
        lock (_making)
            return Find(name) ?? _cache.Set(name, make(name), new MemoryCacheEntryOptions { SlidingExpiration = Lifetime });
    }

    public void Forget(string name) => _cache.Remove(name);

    public void Dispose() => _cache.Dispose();

    private sealed class Clock(TimeProvider time) : ISystemClock
    {
        public DateTimeOffset UtcNow => time.GetUtcNow();
    }
}
