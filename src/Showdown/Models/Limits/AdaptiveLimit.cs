namespace Showdown.Models.Limits;

/// <summary>
/// How many requests a host bears at once, learnt from its replies: starts low, doubles with every round of replies until the host objects, then grows by one a
/// round; takes a step back on "too many requests" and when first tokens keep coming much later than they did. Not safe for threads by itself.
/// </summary>
internal sealed class AdaptiveLimit
{
    /// <summary>Where it starts: a quarter of what is allowed, and so many at least.</summary>
    private const double Start = 16;
    private const double AfterRefusal = 0.7;
    private const double AfterDelay = 0.9;

    /// <summary>Share of replies that are refusals, over about the last fifty, from which on there are too many.</summary>
    private const double Frequent = 0.1;
    private const double Memory = 1 / 50.0;

    /// <summary>First tokens this many times later than at their best, and by this much, mean that requests queue up at the host.</summary>
    private const double TooLate = 3;
    private static readonly TimeSpan _slack = TimeSpan.FromMilliseconds(250);

    private double _most;
    private double _limit;
    private bool _doubling = true;
    private double _refusedShare;
    private long _lastCut;
    private TimeSpan? _best;
    private TimeSpan _sum;
    private int _count;
    private bool _wasLate;

    public AdaptiveLimit(int most)
    {
        _most = most;
        _limit = Math.Min(Math.Max(Start, most / 4), most);
    }

    public int Current => Math.Max(1, (int)_limit);

    /// <summary>The most the settings allow; from 1.</summary>
    public int Most
    {
        get => (int)_most;
        set
        {
            _most = Math.Max(1, value);
            _limit = Math.Min(_limit, _most);
        }
    }

    /// <summary>A reply came.</summary>
    /// <param name="firstToken">How long its first token took.</param>
    /// <param name="busy">True when all slots were taken: only then a higher limit would have been used.</param>
    public void Succeeded(TimeSpan firstToken, bool busy)
    {
        _refusedShare -= _refusedShare * Memory;
        _sum += firstToken;
        _count++;
        if (busy && _limit < _most)
            _limit = Math.Min(_most, _limit + (_doubling ? 1 : 1 / _limit));
        if (_count < Math.Max(20, 2 * Current))
            return;
        var mean = _sum / _count;
        (_sum, _count) = (TimeSpan.Zero, 0);
        // Once may be this machine, which stood still for a moment; a host that is asked too much stays late.
        var late = mean > (_best * TooLate) + _slack;
        if (late && _wasLate)
        {
            _doubling = false;
            _limit = Math.Max(1, _limit * AfterDelay);
        }

        _wasLate = late;

        // The best is forgotten slowly: a host may have become slower for good.
        _best = _best is null || mean < _best ? mean : _best * 1.01;
    }

    /// <summary>The host refused a request because there were too many. Rare refusals are that request's bad luck; frequent ones lower the limit.</summary>
    /// <param name="sent">When the request went out.</param>
    /// <param name="now">On the same clock.</param>
    /// <returns>True when refusals are frequent.</returns>
    public bool Refused(long sent, long now)
    {
        _refusedShare += (1 - _refusedShare) * Memory;
        if (_refusedShare < Frequent)
            return false;
        // One step back for all requests that were under way together.
        if (sent >= _lastCut)
        {
            _lastCut = now;
            _doubling = false;
            _limit = Math.Max(1, _limit * AfterRefusal);
        }

        return true;
    }
}
