using System.Text;
using Showdown.Sandboxing.Values;

namespace Showdown.Sandboxing;

/// <summary>Runs a program once as a script, with one standard input.</summary>
internal sealed class ScriptRun(SandboxPool pool, TimeProvider time)
{
    /// <returns>The result, and what was printed: UTF-8 with what is not replaced.</returns>
    /// <exception cref="SandboxFailedException">The sandbox or the host failed.</exception>
    public async Task<(RunResult Result, string Output)> RunAsync(ScriptTask task, string program, string input, TimeSpan limit, CancellationToken cancel)
    {
        var options = pool.Options;
        var request = RunRequest.Of(task, program, "script", options, limit, ("stdin", new PyBytes(Encoding.UTF8.GetBytes(input))));
        await using var run = await pool.StartAsync(request, insideAnother: false, cancel);
        await using var watch = new RunWatch(run, _ => limit, limit, options.Threads, time);
        var printing = run.ReadOutputAsync(options.OutputBytes, cancel);
        var words = await run.ReadAsync(cancel);
        var exit = await run.EndAsync(grace: Timeout.InfiniteTimeSpan); // the watch sees to it that there is an end
        var output = Encoding.UTF8.GetString((await printing).Span);
        return (Result(run, exit, words), output);
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
}
