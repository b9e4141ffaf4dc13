using Showdown.Sandboxing.Values;

namespace Showdown.Sandboxing;

/// <summary>Measures how slow this host is just now, by a fixed piece of Python in the same sandbox.</summary>
/// <remarks>CPU time does not count waiting, but a busy sibling core, a stolen virtual processor or a slow machine stretch it all the same.</remarks>
internal sealed class FairClock(SandboxPool pool, TimeProvider time)
{
    /// <summary>CPU time of the work on an ordinary machine (a server core of 2022 under no load, Python 3.11).</summary>
    private static readonly TimeSpan _ordinary = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan _validFor = TimeSpan.FromSeconds(20);

    private const string Work = """
        def work(n):
            total, seen = 0, {}
            for i in range(n):
                total = (total * 31 + i) % 1000003
                seen[total % 1000] = str(i)
            return len(seen)
        """;

    private readonly Lock _lock = new();
    private Task<double>? _measurement;
    private long _measuredAt;

    /// <returns>1 on an ordinary machine and on any faster one; 3 where the same work takes three times the CPU time.</returns>
    public Task<double> SlownessAsync(CancellationToken cancel)
    {
        lock (_lock)
        {
            var usable =
                _measurement is { IsCompleted: false }
                || (_measurement is { IsCompletedSuccessfully: true } && time.GetElapsedTime(_measuredAt) < _validFor);
            if (!usable)
                (_measurement, _measuredAt) = (MeasureAsync(), time.GetTimestamp());
            return _measurement!.WaitAsync(cancel);
        }
    }

    private async Task<double> MeasureAsync()
    {
        var task = new FunctionTask
        {
            Id = "clock",
            EntryPoint = "work",
            Groups = [],
        };
        var seconds = 0.0;
        var limit = TimeSpan.FromMinutes(1);
        var result = await new CallRun(pool, time) { Timed = true }.RunAsync(
            task,
            Work,
            [CallTest.Of([new PyInt(300_000)])],
            _ => limit,
            limit,
            Keep,
            CancellationToken.None
        );
        return result.Outcome == CodeOutcome.Passed
            ? Math.Max(1, seconds / _ordinary.TotalSeconds)
            : throw new SandboxFailedException($"The clock could not be read: {result.Reason}.");

        ValueTask<Objection?> Keep(int _, Answer answer)
        {
            seconds = answer.Cpu.TotalSeconds;
            return default;
        }
    }
}
