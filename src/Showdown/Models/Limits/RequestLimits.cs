using Showdown.Domain;

namespace Showdown.Models.Limits;

/// <summary>What one model may be asked at once and a minute. Shared by all who ask it in this process.</summary>
internal sealed class RequestLimits
{
    private readonly Lock _gate = new();
    private readonly int _concurrency;
    private readonly AdaptiveLimit _adaptive;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly RequestSlots _slots;
    private readonly TokenBucket? _requests;
    private readonly TokenBucket? _tokens;
    private long _tokenDebt;
    private double _meanOutput = 500;
    private volatile int _sharers = 1;
    private int _rank;
    private int _bound = int.MaxValue;

    public RequestLimits(ModelLimits limits, TimeProvider time)
    {
        _concurrency = Math.Max(1, limits.Concurrency);
        _adaptive = new AdaptiveLimit(_concurrency);
        (_time, _started) = (time, time.GetTimestamp());
        _slots = new RequestSlots(_adaptive.Current);
        // Of a minute's worth only a little may be used at once: hosts count in seconds, too.
        if (limits.RequestsPerMinute is { } requests)
            _requests = new TokenBucket(requests, Math.Max(1, requests / 60), time);
        if (limits.TokensPerMinute is { } tokens)
            _tokens = new TokenBucket(tokens, Math.Max(1, tokens / 6), time);
    }

    public int InFlight => _slots.Taken;

    /// <summary>Requests that may be in flight at this moment.</summary>
    public int Concurrency => _slots.Limit;

    /// <summary>No more than so many at once, whatever the settings say.</summary>
    /// <returns>True when that is less than before.</returns>
    public bool Bound(int most)
    {
        lock (_gate)
        {
            if (most == _bound)
                return false;
            var lowers = most < Math.Min(_bound, _concurrency);
            _bound = most;
            Adapt();
            return lowers;
        }
    }

    /// <summary>Divides the limits among so many processes, this one included. Each may have one request in flight, however many they are.</summary>
    public void ShareAmong(int processes, int rank)
    {
        _sharers = Math.Max(1, processes);
        lock (_gate)
        {
            _rank = rank;
            Adapt();
        }
    }

    private void Adapt()
    {
        _adaptive.Most = Math.Min(_bound, (_concurrency / _sharers) + (_rank < _concurrency % _sharers ? 1 : 0));
        _slots.Limit = _adaptive.Current;
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
            await _requests.TakeAsync(_sharers, cancel); // where several processes share, each permit costs as many as there are sharers
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

    /// <summary>With a slot taken: waits for this request's turn, where the host showed how many it bears.</summary>
    /// <returns>False when no turn was needed.</returns>
    public async ValueTask<bool> TakeTurnAsync(CancellationToken cancel)
    {
        double wait;
        lock (_gate)
        {
            if (_adaptive.PerSecond is null)
                return false;
            var now = Seconds(_time.GetTimestamp());
            wait = _adaptive.Turn(now) - now;
        }

        if (wait > 0)
            await Task.Delay(TimeSpan.FromSeconds(wait) + TimeSpan.FromMilliseconds(1), _time, cancel);
        return true;
    }

    /// <param name="firstToken">How long the reply's first token took.</param>
    /// <param name="sent">When its request went out, by the clock's timestamps.</param>
    public void Succeeded(TimeSpan firstToken, long sent)
    {
        lock (_gate)
        {
            _adaptive.Succeeded(firstToken, busy: _slots.Taken >= _slots.Limit, Seconds(sent), Seconds(_time.GetTimestamp()));
            if (_slots.Limit != _adaptive.Current)
                _slots.Limit = _adaptive.Current;
        }
    }

    /// <returns>True when refusals are so frequent that all should pause.</returns>
    public bool Refused(long sent)
    {
        lock (_gate)
        {
            var tooMany = _adaptive.Refused(Seconds(sent), Seconds(_time.GetTimestamp()));
            _slots.Limit = _adaptive.Current;
            return tooMany;
        }
    }

    private double Seconds(long timestamp) => _time.GetElapsedTime(_started, timestamp).TotalSeconds;

    private async ValueTask<int> SetAsideAsync(TokenBucket tokens, int inputTokens, int? mostOutput, CancellationToken cancel)
    {
        var aside = inputTokens + (int)Math.Min(mostOutput ?? int.MaxValue, Volatile.Read(ref _meanOutput));
        // Replies that took more than was set aside are paid for by those who come next.
        var wanted = aside + Interlocked.Exchange(ref _tokenDebt, 0);
        if (wanted < 0)
            Interlocked.Add(ref _tokenDebt, wanted);
        await tokens.TakeAsync(wanted * _sharers, cancel);
        return aside;
    }
}
