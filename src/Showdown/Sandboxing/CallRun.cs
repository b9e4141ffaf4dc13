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

    /// <summary>How long it was seen to wait without doing anything.</summary>
    public TimeSpan Idle { get; init; }

    /// <summary>True when the process ended without saying where it was: a few tests may have been answered that we have not heard of.</summary>
    public bool WithoutAWord { get; init; }
}

/// <summary>
/// What a program says that its function returned: the value in marshal format, or of a very long one the hash and the length of that.
/// </summary>
/// <param name="Value">Valid only while it is being checked; null when there is only a hash.</param>
/// <param name="Cpu">As the run says, when it was asked to time itself; only reference programs are taken at their word.</param>
internal readonly record struct Answer(ReadOnlyMemory<byte>? Value, ReadOnlyMemory<byte> Hash, long Length, TimeSpan Cpu)
{
    private const int HashBytes = 32;

    /// <returns>Null when the frame is none of an answer.</returns>
    public static Answer? Of(RunFrame frame) =>
        frame.Kind switch
        {
            FrameKind.Value => new Answer(frame.Payload, default, frame.Payload.Length, Claimed(frame)),
            FrameKind.Digest when frame.Payload.Length == HashBytes + sizeof(long) => new Answer(
                null,
                frame.Payload[..HashBytes],
                BinaryPrimitives.ReadInt64LittleEndian(frame.Payload.Span[HashBytes..]),
                Claimed(frame)
            ),
            _ => null,
        };

    private static TimeSpan Claimed(RunFrame frame) => frame.Seconds is >= 0 and < 1e6 ? TimeSpan.FromSeconds(frame.Seconds) : TimeSpan.Zero;
}

/// <param name="Outcome">Wrong or OutputLimit.</param>
internal sealed record Objection(CodeOutcome Outcome, string Reason);

/// <summary>Asked for each answer, in order.</summary>
/// <returns>Null to go on; what is wrong to stop.</returns>
internal delegate ValueTask<Objection?> AnswerCheck(int test, Answer answer);

/// <summary>Runs a program once and calls its function with test after test.</summary>
internal sealed class CallRun(SandboxPool pool, TimeProvider time)
{
    /// <summary>How far the tests run ahead of the answers: far enough to spare switching between two processes, and no further.</summary>
    private const int TestsAhead = 256;

    /// <summary>True when another run waits for this one.</summary>
    public bool InsideAnother { get; init; }

    /// <summary>True to have the program say how long each answer took it.</summary>
    public bool Timed { get; init; }

    /// <summary>True to get each answer before the next test begins, so that it is known which one never comes.</summary>
    public bool Singly { get; init; }

    /// <summary>Longest answer that is sent; of a longer one its hash is.</summary>
    public int AnswerBytes { get; init; } = pool.Options.OutputBytes;

    /// <param name="limit">CPU time for each test.</param>
    /// <param name="total">CPU time for all of them together.</param>
    /// <exception cref="SandboxFailedException">The sandbox or the host failed.</exception>
    public async Task<RunResult> RunAsync(
        FunctionTask task,
        string program,
        IReadOnlyList<CallTest> tests,
        Func<int, TimeSpan> limit,
        TimeSpan total,
        AnswerCheck check,
        CancellationToken cancel
    )
    {
        var request = RunRequest.Of(
            task,
            program,
            "calls",
            pool.Options,
            AnswerBytes,
            total,
            ("owner", new PyStr(task.Owner)),
            ("entry", new PyStr(task.EntryPoint)),
            ("timed", Timed ? PyValue.True : PyValue.False),
            ("singly", Singly ? PyValue.True : PyValue.False)
        );
        await using var run = await pool.StartAsync(request, AnswerBytes, InsideAnother, cancel);
        var feeder = new TestFeeder(run, tests, test => limit(test) > task.Time.Floor, TestsAhead);
        TimeSpan ForTest(int answered) => answered == 0 ? task.Time.Floor : limit(Math.Min(answered, tests.Count) - 1);
        var limits = new RunLimits(ForTest, total, pool.Options.Threads);
        await using var watch = new RunWatch(run, limits, () => feeder.IsAwaited || run.HasUnread, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var feeding = feeder.FeedAsync(over.Token);
        try
        {
            return await ReadAsync(run, watch, tests.Count, feeder, check, cancel) with { Idle = run.Idle };
        }
        finally
        {
            await over.CancelAsync();
            await feeding;
            feeder.Dispose();
        }
    }

    private static async Task<RunResult> ReadAsync(
        SandboxRun run,
        RunWatch watch,
        int tests,
        TestFeeder feeder,
        AnswerCheck check,
        CancellationToken cancel
    )
    {
        var answered = -1; // the first frame says that the program is loaded
        while (await run.ReadAsync(cancel) is { } frame)
        {
            if (frame.Kind is FrameKind.Error or FrameKind.Memory)
                return await EndAsync(
                    frame.Kind == FrameKind.Memory ? CodeOutcome.OutOfMemory : CodeOutcome.Crashed,
                    (answered < 0 ? "it does not load: " : "") + RunEnd.Text(frame)
                );
            var answer = Answer.Of(frame);
            if (answered < 0 ? frame.Kind != FrameKind.Ready : answer is null)
                return await EndAsync(CodeOutcome.Crashed, "it meddled with the channel of its answers");
            if (answered >= 0 && await check(answered, answer!.Value) is { } objection)
                return await EndAsync(objection.Outcome, objection.Reason);
            if (++answered == tests)
                return await EndAsync(CodeOutcome.Passed, "");
            watch.Answered(); // after the check, which is none of the program's time
            feeder.Answered(answered);
        }
        var exit = await run.EndAsync(grace: TimeSpan.FromSeconds(2));
        return RunEnd.Explain(run, exit, Math.Max(0, answered)) with { WithoutAWord = true };

        async Task<RunResult> EndAsync(CodeOutcome outcome, string reason)
        {
            var exit = await run.EndAsync(grace: TimeSpan.Zero);
            return new RunResult(outcome, Math.Max(0, answered), reason, exit.Cpu);
        }
    }
}

/// <summary>Sends tests to a run, a few ahead of the answers: all that the program can see of what is to come.</summary>
/// <param name="alone">True for a test that is sent only when all before it are answered: one with a time limit of its own.</param>
internal sealed class TestFeeder(SandboxRun run, IReadOnlyList<CallTest> tests, Func<int, bool> alone, int ahead) : IDisposable
{
    private readonly SemaphoreSlim _news = new(0);
    private int _answered = -1; // that it is loaded comes first
    private int _sent;

    /// <summary>True when all that was sent is answered, so that the run can do nothing but wait for us.</summary>
    public bool IsAwaited => Volatile.Read(ref _answered) >= Volatile.Read(ref _sent);

    public void Answered(int count)
    {
        Volatile.Write(ref _answered, count);
        if (_news.CurrentCount == 0)
            _news.Release();
    }

    public void Dispose() => _news.Dispose();

    public async Task FeedAsync(CancellationToken cancel)
    {
        try
        {
            for (var sent = 0; sent < tests.Count; )
            {
                var unanswered = alone(sent) || (sent > 0 && alone(sent - 1)) ? 0 : ahead / 2;
                while (sent - Math.Max(0, Volatile.Read(ref _answered)) > unanswered)
                    await _news.WaitAsync(cancel);
                var end = sent + 1;
                while (end < tests.Count && end - Math.Max(0, Volatile.Read(ref _answered)) < ahead && !alone(end) && !alone(end - 1))
                    end++;
                Volatile.Write(ref _sent, end);
                await run.SendAsync(Framed(sent, end), cancel);
                sent = end;
            }
        }
        catch (OperationCanceledException) { }
    }

    private byte[] Framed(int start, int end)
    {
        var bytes = new byte[Enumerable.Range(start, end - start).Sum(i => 4 + tests[i].Arguments.Length)];
        var place = 0;
        for (var i = start; i < end; i++)
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
    public static PyValue Of(
        CodeTask task,
        string program,
        string kind,
        SandboxOptions options,
        int answerBytes,
        TimeSpan total,
        params (string Name, PyValue Value)[] more
    )
    {
        (string Name, PyValue Value)[] fields =
        [
            ("kind", new PyStr(kind)),
            ("program", new PyStr(program)),
            ("prelude", new PyStr(task.Prelude)),
            ("recursion", new PyInt(task.RecursionLimit)),
            ("memory_bytes", new PyInt(options.MemoryBytes)),
            ("disk_bytes", new PyInt(options.DiskBytes)),
            ("output_bytes", new PyInt(answerBytes)),
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
        [4] = "SIGILL",
        [6] = "SIGABRT",
        [7] = "SIGBUS",
        [8] = "SIGFPE",
        [11] = "SIGSEGV",
        [24] = "SIGXCPU",
        [25] = "SIGXFSZ",
        [31] = "SIGSYS",
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
            _ when exit.Status == -SigKill => throw new SandboxFailedException(
                "The program was killed from outside; most likely the host ran out of memory."
            ),
            _ when exit.Status < 0 => Result(
                CodeOutcome.Crashed,
                $"its process was killed by {_signals.GetValueOrDefault(-exit.Status, $"signal {-exit.Status}")}"
            ),
            _ => Result(CodeOutcome.Crashed, $"it ended its process (exit status {exit.Status})"),
        };
    }
}
