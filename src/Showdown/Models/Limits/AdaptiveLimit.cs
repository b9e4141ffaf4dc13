namespace Showdown.Models.Limits;

/// <summary>
/// How many requests a host bears at once, learnt from its replies: starts low, doubles with every round of replies until the host objects, then
/// grows by one a
/// round; takes a step back on "too many requests" and when first tokens keep coming much later than they did. Not safe for threads by itself.
/// </summary>
internal sealed class AdaptiveLimit
{
    /// <summary>Where it starts: a quarter of what is allowed, and so many at least.</summary>
    private const double Start = 16;
    private const double AfterRefusal = 0.7;
    private const double AfterDelay = 0.9;

    /// <summary>
    /// Refusals among the latest replies that are more than bad luck: so many of the last three lower the limit, so many of the last six are a crowd.
    /// </summary>
    /// <remarks>
    /// A host with a limit refuses several in a row; one that refuses every tenth request whatever the load does so one request in a hundred. In a
    /// simulation of both, 64 at once
    /// against 20 a second meet 66 refusals in 1,000 requests, and where every tenth of 400 is refused a run takes 1.3 times as long as without.
    /// </remarks>
    private const int TooMany = 2;
    private const int OfLast = 3;
    private const int Crowd = 4;
    private const int OfLatest = 6;

    /// <summary>First tokens this many times later than at their best, and by this much, mean that requests queue up at the host.</summary>
    private const double TooLate = 3;
    private static readonly TimeSpan _slack = TimeSpan.FromMilliseconds(250);

    private double _most;
    private double _limit;
    private bool _doubling = true;
    private int _latest;
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
        Note(refused: false);
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

    /// <summary>
    /// The host refused a request because there were too many. One refusal is that request's bad luck; several among the latest replies lower the
    /// limit.
    /// </summary>
    /// <param name="sent">When the request went out.</param>
    /// <param name="now">On the same clock.</param>
    /// <returns>True when so many are refused that all should wait.</returns>
    public bool Refused(long sent, long now)
    {
        Note(refused: true);
        // One step back for all requests that were under way together.
        if (Among(OfLast) >= TooMany && sent >= _lastCut)
        {
            _lastCut = now;
            _doubling = false;
            _limit = Math.Max(1, _limit * AfterRefusal);
        }

        return Among(OfLatest) >= Crowd;
    }

    private void Note(bool refused) => _latest = (_latest << 1) | (refused ? 1 : 0);

    private int Among(int latest) => System.Numerics.BitOperations.PopCount((uint)(_latest & ((1 << latest) - 1)));
}
