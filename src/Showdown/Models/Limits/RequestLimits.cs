using System.Threading.RateLimiting;
using Showdown.Domain;

namespace Showdown.Models.Limits;

/// <summary>What one model may be asked at once and a minute. Shared by all who ask it in this process.</summary>
internal sealed class RequestLimits : IDisposable
{
    private readonly Lock _gate = new();
    private readonly int _concurrency;
    private readonly AdaptiveLimit _adaptive;
    private readonly RequestSlots _slots;
    private readonly TokenBucketRateLimiter? _requests;
    private readonly int _requestBurst;
    private readonly TokenBucketRateLimiter? _tokens;
    private readonly int _tokenBurst;
    private long _tokenDebt;
    private double _meanOutput = 500;
    private volatile int _sharers = 1;

    public RequestLimits(ModelLimits limits)
    {
        _concurrency = Math.Max(1, limits.Concurrency);
        _adaptive = new AdaptiveLimit(_concurrency);
        _slots = new RequestSlots(_adaptive.Current);
        if (limits.RequestsPerMinute is { } requests)
            _requests = Bucket(requests, _requestBurst = Math.Max(1, requests / 60));
        if (limits.TokensPerMinute is { } tokens)
            _tokens = Bucket(tokens, _tokenBurst = Math.Max(1, tokens / 6));
    }

    public int InFlight => _slots.Taken;

    /// <summary>Requests that may be in flight at this moment.</summary>
    public int Concurrency => _slots.Limit;

    /// <summary>Divides the limits among so many processes, this one included. Each may have one request in flight, however many they are.</summary>
    public void ShareAmong(int processes, int rank)
    {
        _sharers = Math.Max(1, processes);
        lock (_gate)
        {
            _adaptive.Most = (_concurrency / _sharers) + (rank < _concurrency % _sharers ? 1 : 0);
            _slots.Limit = _adaptive.Current;
        }
    }

    /// <summary>Waits for a slot. Give it back with <see cref="Leave"/>.</summary>
    /// <inheritdoc cref="RequestSlots.EnterAsync"/>
    public ValueTask EnterAsync(string lane, int order, CancellationToken cancel) => _slots.EnterAsync(lane, order, cancel);

    public void Leave() => _slots.Leave();

    /// <summary>With a slot taken: waits until one more request of this size keeps within the minute's requests and tokens.</summary>
    /// <param name="inputTokens">An estimate is enough: what the request really took is settled later.</param>
    /// <param name="mostOutput">The output cap; null: none is sent.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>The tokens that were set aside, for <see cref="Settle"/>.</returns>
    public async ValueTask<int> SpendAsync(int inputTokens, int? mostOutput, CancellationToken cancel)
    {
        if (_requests is not null)
            await TakeAsync(_requests, _sharers, _requestBurst, cancel);
        return _tokens is null ? 0 : await SetAsideAsync(_tokens, inputTokens, mostOutput, cancel);
    }

    /// <summary>Settles the tokens that were set aside with those that a reply took, where their number is known.</summary>
    public void Settle(int aside, Usage usage)
    {
        if (_tokens is null || usage is not { InputTokens: { } input, OutputTokens: { } output })
            return;
        Interlocked.Add(ref _tokenDebt, input + output - aside);
        Volatile.Write(ref _meanOutput, (0.95 * Volatile.Read(ref _meanOutput)) + (0.05 * output));
    }

    public void Succeeded(TimeSpan firstToken)
    {
        lock (_gate)
        {
            _adaptive.Succeeded(firstToken, busy: _slots.Taken >= _slots.Limit);
            if (_slots.Limit != _adaptive.Current)
                _slots.Limit = _adaptive.Current;
        }
    }

    /// <returns>True when refusals are so frequent that all should pause.</returns>
    public bool Refused(long sent, long now)
    {
        lock (_gate)
        {
            var tooMany = _adaptive.Refused(sent, now);
            _slots.Limit = _adaptive.Current;
            return tooMany;
        }
    }

    public void Dispose()
    {
        _requests?.Dispose();
        _tokens?.Dispose();
    }

    private async ValueTask<int> SetAsideAsync(TokenBucketRateLimiter tokens, int inputTokens, int? mostOutput, CancellationToken cancel)
    {
        var aside = inputTokens + (int)Math.Min(mostOutput ?? int.MaxValue, Volatile.Read(ref _meanOutput));
        // Replies that took more than was set aside are paid for by those who come next.
        var wanted = aside + Interlocked.Exchange(ref _tokenDebt, 0);
        if (wanted < 0)
            Interlocked.Add(ref _tokenDebt, wanted);
        await TakeAsync(tokens, wanted * _sharers, _tokenBurst, cancel);
        return aside;
    }

    /// <summary>Every process has the whole minute's bucket; where several share, each permit costs as many as there are sharers.</summary>
    private static async ValueTask TakeAsync(TokenBucketRateLimiter bucket, long permits, int burst, CancellationToken cancel)
    {
        for (; permits > 0; permits -= burst)
            (await bucket.AcquireAsync((int)Math.Min(permits, burst), cancel)).Dispose();
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
