namespace Showdown.Models.Limits;

/// <summary>
/// How much a host bears, learnt from its replies. At once: starts low, doubles with every round of replies until the host objects, then grows by one
/// a round; takes a step back when first tokens keep coming much later than they did. A second: as its refusals tell (<see cref="RequestPace"/>), and
/// then no more at once than that pace needs. Not safe for threads by itself.
/// </summary>
internal sealed class AdaptiveLimit
{
    /// <summary>Where it starts: a quarter of what is allowed, and so many at least.</summary>
    private const double Start = 16;
    private const double AfterDelay = 0.9;

    /// <summary>First tokens this many times later than at their best, and by this much, mean that requests queue up at the host.</summary>
    private const double TooLate = 3;
    private static readonly TimeSpan _slack = TimeSpan.FromMilliseconds(250);

    private readonly RequestPace _pace = new();
    private double _most;
    private double _limit;
    private bool _doubling = true;
    private double? _meanSeconds;
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

    /// <summary>Requests a second; null: the host has not objected.</summary>
    public double? PerSecond => _pace.PerSecond;

    /// <summary>When one more request may go out; seconds on a monotonic clock, as all times here.</summary>
    public double Turn(double now) => _pace.Turn(now);

    /// <summary>A reply came.</summary>
    /// <param name="firstToken">How long its first token took.</param>
    /// <param name="busy">True when all slots were taken: only then a higher limit would have been used.</param>
    /// <param name="sent">When its request went out.</param>
    /// <param name="now">When it was complete.</param>
    public void Succeeded(TimeSpan firstToken, bool busy, double sent, double now)
    {
        _meanSeconds = _meanSeconds is { } mean ? (0.9 * mean) + (0.1 * (now - sent)) : now - sent;
        Follow(_pace.Answered(sent, now));
        if (busy && _limit < _most)
            _limit = Math.Min(_most, _limit + (_doubling ? 1 : 1 / _limit));
        _sum += firstToken;
        if (++_count >= Math.Max(20, 2 * Current))
            JudgeDelay();
    }

    /// <summary>The host refused a request because there were too many. One refusal is that request's bad luck.</summary>
    /// <param name="sent">When the request went out.</param>
    /// <param name="now">When the refusal came.</param>
    /// <returns>True when so many are refused that all should wait.</returns>
    public bool Refused(double sent, double now)
    {
        Follow(_pace.Refused(sent, now, out var crowd));
        return crowd;
    }

    private void Follow(PaceChange change)
    {
        if (change == PaceChange.None)
            return;
        _doubling = _pace.IsSearching;
        // At once are as many as come in the time that one takes: Little's law.
        if (change == PaceChange.Lowered)
            _limit = Math.Clamp((_pace.PerSecond!.Value * (_meanSeconds ?? 1)) + 1, 1, _limit);
    }

    private void JudgeDelay()
    {
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
}
