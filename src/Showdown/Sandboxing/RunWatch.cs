namespace Showdown.Sandboxing;

/// <summary>Keeps the clock of a run from outside, and stops the run when it has used up what it may use.</summary>
/// <remarks>
/// CPU time counts, not time on the wall: a loaded host takes nothing from a program. A test's clock starts at the first look after the one before
/// was answered, so lateness of ours favours the program. Time on the wall is only a backstop, and then the kernel is asked whether the program
/// slept or starved.
/// </remarks>
internal sealed class RunWatch : IAsyncDisposable
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(50);

    private readonly SandboxRun _run;
    private readonly Func<int, TimeSpan> _limit;
    private readonly TimeSpan _total;
    private readonly int _threads;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _watching;
    private int _answered;

    /// <param name="limit">CPU time for the test that is next when so many are answered.</param>
    public RunWatch(SandboxRun run, Func<int, TimeSpan> limit, TimeSpan total, int threads, TimeProvider time)
    {
        (_run, _limit, _total, _threads, _time) = (run, limit, total, threads, time);
        _watching = WatchAsync();
    }

    public void Answered() => Interlocked.Increment(ref _answered);

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _watching;
        _ended.Dispose();
    }

    /// <summary>The backstop: how long one test may take on the wall when it may use so much CPU time.</summary>
    private static TimeSpan Patience(TimeSpan cpu) => cpu * 15 + TimeSpan.FromSeconds(15);

    private async Task WatchAsync()
    {
        var began = _time.GetTimestamp();
        var seen = new Moment(-1, TimeSpan.Zero, began);
        using var timer = new PeriodicTimer(_look, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token))
            {
                var answered = Volatile.Read(ref _answered);
                var cpu = _run.Clock.Cpu();
                var limit = _limit(answered);
                if (cpu > _total)
                    _run.Stop(RunStop.Cpu);
                else if (_run.Clock.Threads() > _threads)
                    _run.Stop(RunStop.Threads);
                else if (answered != seen.Answered)
                    seen = new Moment(answered, cpu, _time.GetTimestamp());
                else if (cpu - seen.Cpu > limit)
                    _run.Stop(RunStop.Cpu);
                else if (_time.GetElapsedTime(seen.Timestamp) > Patience(limit) || _time.GetElapsedTime(began) > Patience(_total))
                    _run.Stop(WhyItTookSoLong(began, cpu));
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private RunStop WhyItTookSoLong(long began, TimeSpan cpu) =>
        cpu + _run.Clock.Starved() > _time.GetElapsedTime(began) / 2 ? RunStop.Starved : RunStop.Idle;

    private readonly record struct Moment(int Answered, TimeSpan Cpu, long Timestamp);
}
