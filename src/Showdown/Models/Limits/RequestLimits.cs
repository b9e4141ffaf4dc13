using System.Threading.RateLimiting;
using Showdown.Domain;

namespace Showdown.Models.Limits;

/// <summary>What one model may be asked at once and a minute. Shared by all who ask it.</summary>
internal sealed class RequestLimits : IDisposable
{
    private readonly Places _places;
    private readonly TokenBucketRateLimiter? _requests;
    private readonly TokenBucketRateLimiter? _tokens;
    private readonly int _tokenBucket;
    private long _tokenDebt;
    private double _meanOutput = 500;

    public RequestLimits(ModelLimits limits)
    {
        _places = new Places(Math.Max(1, limits.Concurrency));
        if (limits.RequestsPerMinute is { } requests)
            _requests = Bucket(requests, Math.Max(1, requests / 60));
        if (limits.TokensPerMinute is not { } tokens)
            return;
        _tokenBucket = Math.Max(1, tokens / 6);
        _tokens = Bucket(tokens, _tokenBucket);
    }

    public int InFlight => _places.Taken;

    /// <summary>Waits until a request may be sent, and takes a place. End it with <see cref="Leave"/>.</summary>
    /// <param name="inputTokens">An estimate is enough: what a request really took is settled when it leaves.</param>
    /// <param name="mostOutput">The output cap; null: none is sent.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>The tokens that were set aside, for <see cref="Leave"/>.</returns>
    public async ValueTask<int> EnterAsync(int inputTokens, int? mostOutput, CancellationToken cancel)
    {
        if (_requests is not null)
            (await _requests.AcquireAsync(1, cancel)).Dispose();
        var aside = 0;
        if (_tokens is not null)
        {
            aside = inputTokens + (int)Math.Min(mostOutput ?? int.MaxValue, Volatile.Read(ref _meanOutput));
            var debt = Interlocked.Exchange(ref _tokenDebt, 0);
            var wanted = Math.Max(0, aside + debt);
            var now = (int)Math.Min(wanted, _tokenBucket);
            Interlocked.Add(ref _tokenDebt, aside + debt - now);
            (await _tokens.AcquireAsync(now, cancel)).Dispose();
        }

        await _places.EnterAsync(cancel);
        return aside;
    }

    /// <summary>Gives the place back, and settles the tokens when their number is known.</summary>
    public void Leave(int aside, Usage? usage)
    {
        _places.Leave();
        if (_tokens is null || usage is not { InputTokens: { } input, OutputTokens: { } output })
            return;
        Interlocked.Add(ref _tokenDebt, input + output - aside);
        Volatile.Write(ref _meanOutput, (0.95 * Volatile.Read(ref _meanOutput)) + (0.05 * output));
    }

    public void Dispose()
    {
        _requests?.Dispose();
        _tokens?.Dispose();
    }

    /// <summary>A minute's worth, refilled evenly, of which only a little may be used at once: hosts count in seconds, too.</summary>
    private static TokenBucketRateLimiter Bucket(int perMinute, int burst)
    {
        // A refill is a whole number of permits: at least one, and not more often than ten times a second.
        var perPeriod = Math.Max(1, perMinute / 600);
        return new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = Math.Max(burst, perPeriod),
            TokensPerPeriod = perPeriod,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) * perPeriod / perMinute,
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            AutoReplenishment = true,
        });
    }
}
