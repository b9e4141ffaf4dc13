using Showdown.Domain;

namespace Showdown.Sandboxing;

/// <param name="ForTest">CPU time for the test that is next when so many are answered.</param>
/// <param name="Total">CPU time and idle time for the whole run.</param>
internal sealed record RunLimits(Func<int, TimeSpan> ForTest, TimeSpan Total, int Threads)
{
    /// <summary>How long it may wait in one test without doing anything.</summary>
    public static TimeSpan Idle(TimeSpan cpu) => cpu * 2 + TimeSpan.FromSeconds(2);

    /// <summary>
    /// The backstop for a host that is busy beyond measure: how long something may take on the wall when it may use so much CPU time.
    /// </summary>
    public static TimeSpan Wall(TimeSpan cpu) => cpu * 15 + TimeSpan.FromSeconds(15);
}

/// <summary>Keeps the clock of a run from outside, and stops the run when it has used up what it may use.</summary>
/// <remarks>
/// CPU time counts, not time on the wall: a loaded host takes nothing from a program. A test's clock starts at the first look after the one before
/// was answered, so lateness of ours favours the program. A program that sleeps is stopped too: time counts as idle when it neither ran nor
/// waited for a
/// processor, and had nothing to wait for from us. Of the time between two looks no more counts than there should be, so a host that keeps us
/// waiting takes nothing.
/// </remarks>
internal sealed class RunWatch : IAsyncDisposable
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(50);

    private readonly SandboxRun _run;
    private readonly RunLimits _limits;
    private readonly Func<bool> _waitsForUs;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _watching;
    private int _answered;

    /// <param name="waitsForUs">True when it may be waiting for something that we have not sent or read yet.</param>
    public RunWatch(SandboxRun run, RunLimits limits, Func<bool> waitsForUs, TimeProvider time)
    {
        (_run, _limits, _waitsForUs, _time) = (run, limits, waitsForUs, time);
        _watching = WatchAsync();
    }

    public void Answered() => Interlocked.Increment(ref _answered);

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _watching;
        _ended.Dispose();
    }

    private async Task WatchAsync()
    {
        var began = _time.GetTimestamp();
        var test = new Look(-1, TimeSpan.Zero, TimeSpan.Zero, began);
        var last = test;
        using var timer = new PeriodicTimer(_look, _time).Until(_ended.Token);
        while (await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            var now = Next(last);
            if (now.Answered != test.Answered)
                test = now;
            if (WhyStop(began, test, now) is { } reason)
                _run.Stop(reason);
            last = now;
        }
    }

    private Look Next(Look last)
    {
        var now = new Look(Volatile.Read(ref _answered), _run.Clock.Cpu(), last.Idle, _time.GetTimestamp());
        var passed = _time.GetElapsedTime(last.Timestamp, now.Timestamp);
        var idle = (passed < 2 * _look ? passed : 2 * _look) - (now.Cpu - last.Cpu);
        if (idle > TimeSpan.Zero && now.Answered == last.Answered && !_waitsForUs() && _run.Clock.Sleeps())
        {
            now = now with { Idle = last.Idle + idle };
            _run.Idle = now.Idle;
        }
        return now;
    }

    private RunStop? WhyStop(long began, Look test, Look now)
    {
        var limit = _limits.ForTest(now.Answered);
        if (now.Cpu > _limits.Total || now.Cpu - test.Cpu > limit)
            return RunStop.Cpu;
        if (_run.Clock.Threads() > _limits.Threads)
            return RunStop.Threads;
        if (now.Idle - test.Idle > RunLimits.Idle(limit) || now.Cpu + now.Idle > _limits.Total + RunLimits.Idle(limit))
            return RunStop.Idle;
        var isLate = _time.GetElapsedTime(test.Timestamp) > RunLimits.Wall(limit) || _time.GetElapsedTime(began) > RunLimits.Wall(_limits.Total);
        return !isLate ? null
            : now.Cpu + _run.Clock.Starved() > _time.GetElapsedTime(began) / 2 ? RunStop.Starved
            : RunStop.Idle;
    }

    private readonly record struct Look(int Answered, TimeSpan Cpu, TimeSpan Idle, long Timestamp);
}
