using Showdown.Domain;

namespace Showdown.Models.Replies;

/// <summary>
/// Ends one try when the first token, the next token or the end is late. A token costs it one write; the clock is only read when the timer fires.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    /// <summary>After the finish reason only usage is still to come; a host that goes silent there has answered all the same.</summary>
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(5);

    private readonly ModelTimeouts _timeouts;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _source;
    private readonly ITimer _timer;
    private readonly long _started;
    private long _lastToken;
    private volatile bool _finished;

    public Watchdog(ModelTimeouts timeouts, TimeProvider time, CancellationToken cancel)
    {
        (_timeouts, _time) = (timeouts, time);
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _started = time.GetTimestamp();
        _timer = time.CreateTimer(static me => ((Watchdog)me!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(Min(Min(timeouts.FirstToken, timeouts.BetweenTokens), timeouts.Total), Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Cancel => _source.Token;

    /// <summary>What was late, as the end of a sentence; null while nothing is.</summary>
    public string? Late { get; private set; }

    public void Token(long timestamp) => Volatile.Write(ref _lastToken, timestamp);

    public void Finished()
    {
        if (_finished)
            return;
        _finished = true;
        _timer.Change(Min(_grace, _timeouts.BetweenTokens), Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private void Look()
    {
        var last = Volatile.Read(ref _lastToken);
        var totalLeft = _timeouts.Total - _time.GetElapsedTime(_started);
        var nextLeft = last == 0 ? _timeouts.FirstToken - _time.GetElapsedTime(_started) : _timeouts.BetweenTokens - _time.GetElapsedTime(last);
        var left = Min(totalLeft, nextLeft);
        try
        {
            if (left > TimeSpan.Zero && !_finished)
            {
                // A token may come right after this look: be back before the next one is late. A timer may fire a moment early, hence the
                // millisecond.
                _timer.Change(Min(left, _timeouts.BetweenTokens) + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
                return;
            }

            Late =
                totalLeft <= TimeSpan.Zero ? $"did not finish within {Seconds(_timeouts.Total)}"
                : last == 0 ? $"sent no token within {Seconds(_timeouts.FirstToken)}"
                : $"went silent for {Seconds(_timeouts.BetweenTokens)} in the middle of the reply";
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The try ended while the timer was firing.
        }
    }

    private static string Seconds(TimeSpan span) => $"{span.TotalSeconds:0.###} s";
}
