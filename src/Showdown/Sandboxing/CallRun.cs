using System.Buffers.Binary;
using System.Text;
using Showdown.Sandboxing.Values;

namespace Showdown.Sandboxing;

/// <summary>How a run went: it answered so many tests, and then passed them all or did not.</summary>
/// <param name="Answered">Tests answered and accepted.</param>
internal sealed record RunResult(CodeOutcome Outcome, int Answered, string Reason, TimeSpan Cpu)
{
    /// <summary>True when more CPU time could change the outcome.</summary>
    public bool RanOutOfCpu { get; init; }
}

/// <summary>Asked for each returned value, in order. The bytes are valid only during the call.</summary>
/// <returns>Null to go on; what is wrong to stop.</returns>
internal delegate Task<string?> AnswerCheck(int test, ReadOnlyMemory<byte> value, double cpuSeconds);

/// <summary>Runs a program once and calls its function with test after test.</summary>
internal sealed class CallRun(SandboxPool pool, TimeProvider time)
{
    private const int TestsAhead = 32;

    /// <summary>True when another run waits for this one.</summary>
    public bool InsideAnother { get; init; }

    /// <param name="limit">CPU time for each test.</param>
    /// <param name="total">CPU time for all of them together.</param>
    /// <exception cref="SandboxFailedException">The sandbox or the host failed.</exception>
    public async Task<RunResult> RunAsync(FunctionTask task, string program, IReadOnlyList<CallTest> tests, Func<int, TimeSpan> limit, TimeSpan total, AnswerCheck check, CancellationToken cancel)
    {
        var request = RunRequest.Of(task, program, "calls", pool.Options, total, ("owner", new PyStr(task.Owner)), ("entry", new PyStr(task.EntryPoint)));
        await using var run = await pool.StartAsync(request, InsideAnother, cancel);
        await using var watch = new RunWatch(run, answered => answered == 0 ? task.Time.Floor : limit(Math.Min(answered, tests.Count) - 1), total, pool.Options.Threads, time);
        using var room = new SemaphoreSlim(TestsAhead);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var feeding = FeedAsync(run, tests, room, over.Token);
        try
        {
            return await ReadAsync(run, watch, tests.Count, room, check, cancel);
        }
        finally
        {
            await over.CancelAsync();
            await feeding;
        }
    }

    private static async Task<RunResult> ReadAsync(SandboxRun run, RunWatch watch, int tests, SemaphoreSlim room, AnswerCheck check, CancellationToken cancel)
    {
        var answered = -1; // the first frame says that the program is loaded
        while (await run.ReadAsync(cancel) is { } frame)
        {
            watch.Answered();
            if (frame.Kind is FrameKind.Error or FrameKind.Memory)
                return await EndAsync(frame.Kind == FrameKind.Memory ? CodeOutcome.OutOfMemory : CodeOutcome.Crashed, (answered < 0 ? "it does not load: " : "") + RunEnd.Text(frame));
            if (frame.Kind != (answered < 0 ? FrameKind.Ready : FrameKind.Value))
                return await EndAsync(CodeOutcome.Crashed, "it meddled with the channel of its answers");
            if (answered >= 0 && await check(answered, frame.Payload, frame.Seconds) is { } wrong)
                return await EndAsync(CodeOutcome.Wrong, wrong);
            if (++answered == tests)
                return await EndAsync(CodeOutcome.Passed, "");
            if (answered > 0)
                room.Release();
        }
        var exit = await run.EndAsync(grace: TimeSpan.FromSeconds(2));
        return RunEnd.Explain(run, exit, Math.Max(0, answered));

        async Task<RunResult> EndAsync(CodeOutcome outcome, string reason)
        {
            var exit = await run.EndAsync(grace: TimeSpan.Zero);
            return new RunResult(outcome, Math.Max(0, answered), reason, exit.Cpu);
        }
    }

    /// <summary>Sends the tests, a few ahead of the answers: all that the program can see of what is to come.</summary>
    private static async Task FeedAsync(SandboxRun run, IReadOnlyList<CallTest> tests, SemaphoreSlim room, CancellationToken cancel)
    {
        try
        {
            for (var sent = 0; sent < tests.Count;)
            {
                await room.WaitAsync(cancel);
                var count = 1;
                while (sent + count < tests.Count && room.Wait(0, CancellationToken.None))
                    count++;
                await run.SendAsync(Framed(tests, sent, count), cancel);
                sent += count;
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static byte[] Framed(IReadOnlyList<CallTest> tests, int first, int count)
    {
        var bytes = new byte[Enumerable.Range(first, count).Sum(i => 4 + tests[i].Arguments.Length)];
        var place = 0;
        for (var i = first; i < first + count; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(place), tests[i].Arguments.Length);
            tests[i].Arguments.Span.CopyTo(bytes.AsSpan(place + 4));
            place += 4 + tests[i].Arguments.Length;
        }
        return bytes;
    }
}

internal static class RunRequest
{
    public static PyValue Of(CodeTask task, string program, string kind, SandboxOptions options, TimeSpan total, params (string Name, PyValue Value)[] more)
    {
        (string Name, PyValue Value)[] fields =
        [
            ("kind", new PyStr(kind)),
            ("program", new PyStr(program)),
            ("prelude", new PyStr(task.Prelude)),
            ("recursion", new PyInt(task.RecursionLimit)),
            ("memory_bytes", new PyInt(options.MemoryBytes)),
            ("disk_bytes", new PyInt(options.DiskBytes)),
            ("threads", new PyInt(options.Threads)),
            ("cpu_seconds", new PyInt((int)Math.Ceiling(total.TotalSeconds) + RunEnd.SpareCpuSeconds)),
            .. more,
        ];
        return new PyDict(fields.Select(f => KeyValuePair.Create<PyValue, PyValue>(new PyStr(f.Name), f.Value)));
    }
}

/// <summary>Says why a run ended without finishing.</summary>
internal static class RunEnd
{
    /// <summary>The kernel's own limit on CPU time stands so far behind ours: it only matters when we have died.</summary>
    public const int SpareCpuSeconds = 5;

    private const int SigKill = 9;

    private static readonly Dictionary<int, string> _signals = new()
    {
        [4] = "SIGILL", [6] = "SIGABRT", [7] = "SIGBUS", [8] = "SIGFPE", [11] = "SIGSEGV", [24] = "SIGXCPU", [25] = "SIGXFSZ", [31] = "SIGSYS",
    };

    public static string Text(RunFrame frame) => PyRepr.Cut(Encoding.UTF8.GetString(frame.Payload.Span[..Math.Min(frame.Payload.Length, 2000)]), 500);

    /// <exception cref="SandboxFailedException">The host, not the program, ended it.</exception>
    public static RunResult Explain(SandboxRun run, RunExit exit, int answered)
    {
        RunResult Result(CodeOutcome outcome, string reason) => new(outcome, answered, reason, exit.Cpu);
        return run.Stopped switch
        {
            RunStop.Cpu => Result(CodeOutcome.TimedOut, "it ran out of CPU time") with { RanOutOfCpu = true },
            RunStop.Idle => Result(CodeOutcome.TimedOut, "it waited without doing anything"),
            RunStop.Threads => Result(CodeOutcome.Crashed, "it started too many threads"),
            RunStop.Output => Result(CodeOutcome.OutputLimit, "it put out more than is allowed"),
            RunStop.Silent => Result(CodeOutcome.Crashed, "it closed the channel of its answers"),
            RunStop.Starved => throw new SandboxFailedException("The host gave the program no processor for too long."),
            // No program can send this signal to itself: it is the first process of its namespace.
            _ when exit.Status == -SigKill => throw new SandboxFailedException("The program was killed from outside; most likely the host ran out of memory."),
            _ when exit.Status < 0 => Result(CodeOutcome.Crashed, $"its process was killed by {_signals.GetValueOrDefault(-exit.Status, $"signal {-exit.Status}")}"),
            _ => Result(CodeOutcome.Crashed, $"it ended its process (exit status {exit.Status})"),
        };
    }
}
