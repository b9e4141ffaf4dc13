using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Showdown.App.Web;

/// <summary>
/// Slows an address that tries wrong passwords or tokens; nobody else is held up, and no session or right token of another address. Where a proxy
/// stands in front
/// it has to be named (SHOWDOWN_PROXY), or all people share its address.
/// </summary>
internal sealed partial class TryLimit(ServeOptions options, TimeProvider time, ILogger<TryLimit> log)
{
    private const int MostWaiting = 4;
    private const int MostAddresses = 10_000;
    private static readonly TimeSpan _window = TimeSpan.FromMinutes(1);

    // With those that may wait at once: four tries a second, against a secret of 16 characters or more.
    private static readonly TimeSpan _delay = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Tries> _tries = new(StringComparer.Ordinal);

    /// <summary>To be called before a password or token is looked at; waits as long as its address has to.</summary>
    /// <returns>False when too many tries of the address wait already: this one must not be looked at.</returns>
    public async Task<bool> EnterAsync(IPAddress? address, CancellationToken cancel)
    {
        if (!_tries.TryGetValue(Key(address), out var tries) || !tries.IsSlowed(time.GetUtcNow(), options.FreeTries))
            return true;
        if (Interlocked.Increment(ref tries.Waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref tries.Waiting);
            return false;
        }

        try
        {
            await Task.Delay(_delay, time, cancel);
            return true;
        }
        finally
        {
            Interlocked.Decrement(ref tries.Waiting);
        }
    }

    /// <summary>Counts a wrong password or token.</summary>
    public void Wrong(IPAddress? address)
    {
        var (key, now) = (Key(address), time.GetUtcNow());
        if (_tries.Count >= MostAddresses)
        {
            foreach (var old in _tries.Where(t => t.Value.IsOver(now)))
                _tries.TryRemove(old.Key, out _);
        }

        if (_tries.GetOrAdd(key, _ => new Tries()).Count(now) == options.FreeTries)
            Slowed(log, key, options.FreeTries);
    }

    /// <summary>Who has one address of IPv6 has 2^64 of them.</summary>
    private static string Key(IPAddress? address) =>
        address switch
        {
            null => "",
            { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
            { AddressFamily: AddressFamily.InterNetworkV6 } => new IPAddress([.. address.GetAddressBytes().AsSpan(0, 8), .. new byte[8]]) + "/64",
            _ => address.ToString(),
        };

    [LoggerMessage(LogLevel.Warning, "{Address} tried {Count} wrong passwords or tokens within a minute; its tries are slowed down")]
    private static partial void Slowed(ILogger log, string address, int count);

    /// <summary>Wrong tries of one address since the first of the last minute.</summary>
    private sealed class Tries
    {
        private readonly Lock _lock = new();
        private DateTimeOffset _since;
        private int _wrong;

#pragma warning disable CA1051 // counted by Interlocked
        public int Waiting;
#pragma warning restore CA1051

        public bool IsOver(DateTimeOffset now)
        {
            lock (_lock)
                return now - _since >= _window;
        }

        public bool IsSlowed(DateTimeOffset now, int free)
        {
            lock (_lock)
                return now - _since < _window && _wrong >= free;
        }

        public int Count(DateTimeOffset now)
        {
            lock (_lock)
            {
                if (now - _since >= _window)
                    (_since, _wrong) = (now, 0);
                return ++_wrong;
            }
        }
    }
}
