using Microsoft.Extensions.Caching.Memory;

namespace Showdown.Running;

/// <summary>What this process has used lately, by name. What nobody has asked for in a while is forgotten: a service makes some every night, and ends after months.</summary>
/// <param name="kept">How long after it was asked for last; null: five minutes.</param>
/// <remarks>Safe for threads.</remarks>
internal sealed class Recent<T>(TimeSpan? kept = null) : IDisposable
    where T : class
{
    private readonly TimeSpan _kept = kept ?? TimeSpan.FromMinutes(5);
    private readonly MemoryCache _cache = new(new MemoryCacheOptions());
    private readonly Lock _making = new();

    public T? Find(string name) => _cache.Get<T>(name);

    /// <param name="name">Made once, however many ask.</param>
    /// <param name="make">Must not wait: all others do meanwhile.</param>
    public T GetOrAdd(string name, Func<string, T> make)
    {
        if (Find(name) is { } here)
            return here;
        lock (_making)
            return Find(name) ?? _cache.Set(name, make(name), new MemoryCacheEntryOptions { SlidingExpiration = _kept });
    }

    public void Forget(string name) => _cache.Remove(name);

    public void Dispose() => _cache.Dispose();
}
