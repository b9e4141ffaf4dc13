using System.Text;
using Showdown.Sandboxing.Values;

namespace Showdown.Sandboxing;

/// <summary>Runs a program once as a script, with one standard input.</summary>
internal sealed class ScriptRun(SandboxPool pool, TimeProvider time)
{
    /// <param name="printed">Takes what is printed as it comes: UTF-8, with what is not replaced.</param>
    /// <exception cref="SandboxFailedException">The sandbox or the host failed.</exception>
    public async Task<RunResult> RunAsync(
        ScriptTask task,
        string program,
        string input,
        TimeSpan limit,
        PrintedText printed,
        CancellationToken cancel
    )
    {
        var options = pool.Options;
        var stdin = new PyBytes(Encoding.UTF8.GetBytes(input));
        var request = RunRequest.Of(task, program, "script", options, options.OutputBytes, limit, ("stdin", stdin));
        await using var run = await pool.StartAsync(request, options.OutputBytes, insideAnother: false, cancel);
        await using var watch = new RunWatch(run, new RunLimits(_ => limit, limit, options.Threads), () => run.HasUnread, time);
        var printing = run.ReadOutputAsync(options.OutputBytes, new TextPipe(printed).Add, cancel);
        var words = await run.ReadAsync(cancel);
        var exit = await run.EndAsync(grace: Timeout.InfiniteTimeSpan); // the watch sees to it that there is an end
        await printing;
        return Result(run, exit, words) with { Idle = run.Idle };
    }

    private static RunResult Result(SandboxRun run, RunExit exit, RunFrame? words)
    {
        if (run.Stopped is not null || exit.Status < 0)
            return RunEnd.Explain(run, exit, answered: 0);
        return words switch
        {
            { Kind: FrameKind.Memory } frame => new RunResult(CodeOutcome.OutOfMemory, 0, RunEnd.Text(frame), exit.Cpu),
            { Kind: FrameKind.Error } frame => new RunResult(CodeOutcome.Crashed, 0, RunEnd.Text(frame), exit.Cpu),
            _ when exit.Status != 0 => RunEnd.Explain(run, exit, answered: 0),
            _ => new RunResult(CodeOutcome.Passed, 1, "", exit.Cpu), // what it printed decides
        };
    }

    private sealed class TextPipe(PrintedText printed)
    {
        private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
        private readonly char[] _chars = new char[(1 << 16) + 16];

        public void Add(ReadOnlySpan<byte> bytes) => printed.Add(_chars.AsSpan(0, _decoder.GetChars(bytes, _chars, flush: false)));
    }
}
