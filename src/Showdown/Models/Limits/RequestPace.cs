namespace Showdown.Models.Limits;

/// <summary>What a <see cref="RequestPace"/> made of the latest replies.</summary>
internal enum PaceChange
{
    None,

    /// <summary>Fewer a second: so many are refused because there are too many.</summary>
    Lowered,

    /// <summary>Fewer a second were refused as often: these refusals do not come from the load.</summary>
    Freed,
}

/// <summary>
/// How many requests a second a host bears, learnt from its refusals; any number until it refuses more than a few. Replies are looked at in windows.
/// Where many are refused, requests go out as fast as the host accepted them. Where none is any more, the pace grows: at first by much, then by
/// little. Where as many are refused as before, they are refused whatever the load, and the pace is given up. Not safe for threads by itself.
/// </summary>
/// <remarks>
/// Hosts limit requests a minute or a second, not at once: of short replies one at a time may be too many. That a slower pace has to help before it
/// is kept is the idea of Dong et al. 2015, "PCC: Re-architecting Congestion Control for Consistent High Performance" (NSDI). The constants are those
/// with the fewest refusals and the least time over the hosts of <c>AdaptiveLimitTests</c>. Times are seconds on one monotonic clock.
/// </remarks>
internal sealed class RequestPace
{
    /// <summary>Replies in the first window, which decides whether there is a pace at all, and in each later one.</summary>
    private const int FirstWindow = 16;
    private const int Window = 32;

    /// <summary>Shares of a window that are refused: up to so many are bad luck; more are too many.</summary>
    private const double Few = 0.04;
    private const double TooMany = 0.35;

    /// <summary>A slower pace that leaves more than this of the share before has not helped; of hosts that refuse more than so many nobody believes
    /// that they do it whatever the load.</summary>
    private const double NoHelp = 0.7;
    private const double Believable = 0.35;
    private const double MostTolerated = 0.5;

    /// <summary>A little slower than what was accepted, so that what waits at the host can drain; and never less than this part of the pace
    /// before.</summary>
    private const double Ease = 0.9;
    private const double DeepestCut = 8;

    /// <summary>Requests a second to begin with, where not even so many were accepted, and at least at any time.</summary>
    private const double First = 2;
    private const double Least = 0.1;

    /// <summary>Growth from window to window: while the limit is searched for, and beside it (at least, and a second).</summary>
    private const double Fast = 1.7;
    private const double Slow = 1.03;
    private const double SlowASecond = 1.02;

    /// <summary>So many of the last six refused: all should wait.</summary>
    private const int Crowd = 5;
    private const int Latest = (1 << 6) - 1;

    private double? _whateverTheLoad;
    private double _shareBefore;
    private double _nextTurn;
    private double _judgedFrom;
    private double _windowFrom;
    private double _lastCrowd = double.NegativeInfinity;
    private int _answered;
    private int _refused;
    private int _latest;

    /// <summary>Requests a second; null: as many as there are.</summary>
    public double? PerSecond { get; private set; }

    /// <summary>True until the host's limit was met at a pace of ours: then growth is slow.</summary>
    public bool IsSearching { get; private set; } = true;

    // Chance makes more of what is refused whatever the load.
    private double Tolerated => _whateverTheLoad is { } share ? Math.Clamp((1.5 * share) + 0.1, TooMany, MostTolerated) : TooMany;

    /// <summary>When the next request may go out. Each call is one request.</summary>
    public double Turn(double now)
    {
        if (PerSecond is not { } pace)
            return now;
        var turn = Math.Max(now, _nextTurn);
        _nextTurn = turn + (1 / pace);
        return turn;
    }

    /// <param name="sent">When the request went out.</param>
    /// <param name="now">When its reply came.</param>
    public PaceChange Answered(double sent, double now)
    {
        _latest <<= 1;
        return Note(sent, now, refused: false);
    }

    /// <inheritdoc cref="Answered"/>
    public PaceChange Refused(double sent, double now, out bool crowd)
    {
        _latest = (_latest << 1) | 1;
        crowd = sent > _lastCrowd && System.Numerics.BitOperations.PopCount((uint)(_latest & Latest)) >= Crowd;
        if (crowd)
            _lastCrowd = now;
        return Note(sent, now, refused: true);
    }

    private PaceChange Note(double sent, double now, bool refused)
    {
        if (sent < _judgedFrom)
            return PaceChange.None; // sent before the present pace
        if (_answered + _refused == 0)
            _windowFrom = Math.Max(_windowFrom, sent); // a quiet time before it tells nothing
        (_answered, _refused) = refused ? (_answered, _refused + 1) : (_answered + 1, _refused);
        var replies = _answered + _refused;
        if (replies < (PerSecond is null ? FirstWindow : Window))
            return PaceChange.None;
        var seconds = Math.Max(now - _windowFrom, 0.001);
        var (share, accepted) = ((double)_refused / replies, _answered / seconds);
        (_answered, _refused, _windowFrom) = (0, 0, now);
        return PerSecond is { } pace ? Adjust(pace, share, accepted, seconds, now) : Begin(share, accepted, now);
    }

    private PaceChange Begin(double share, double accepted, double now)
    {
        if (share <= Tolerated)
            return PaceChange.None;
        IsSearching = true;
        return Set(Math.Max(First, accepted * Ease), share, now);
    }

    private PaceChange Adjust(double pace, double share, double accepted, double seconds, double now)
    {
        if (share <= Few)
        {
            _shareBefore = 0;
            // A pace that is not made use of is none; the next refusals would be judged by it.
            PerSecond = accepted < pace / 2 && pace > 4 * First ? null : pace * (IsSearching ? Fast : Growth(seconds));
            return PaceChange.None;
        }

        if (_whateverTheLoad is not null && share <= Tolerated)
        {
            PerSecond = pace * Fast;
            return PaceChange.None;
        }

        if (share < Believable && _shareBefore > 0 && share >= NoHelp * _shareBefore)
        {
            _whateverTheLoad = share;
            IsSearching = true;
            PerSecond = pace * Fast;
            return PaceChange.Freed;
        }

        IsSearching = false;
        _whateverTheLoad = null;
        return Set(Math.Max(Least, Math.Max(accepted * Ease, pace / DeepestCut)), share, now);
    }

    // Where replies are rare a window takes long: then growth goes by time.
    private static double Growth(double seconds) => Math.Clamp(Math.Pow(SlowASecond, seconds), Slow, 2);

    private PaceChange Set(double pace, double share, double now)
    {
        PerSecond = pace;
        _shareBefore = share;
        _judgedFrom = Math.Max(now, _nextTurn); // turns that are given out already go by the old pace
        return PaceChange.Lowered;
    }
}
