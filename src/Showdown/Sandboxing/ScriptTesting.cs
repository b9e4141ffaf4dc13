using Showdown.Sandboxing.Values;

namespace Showdown.Sandboxing;

/// <summary>The testing of one program that reads standard input and prints.</summary>
internal sealed class ScriptTesting(SandboxPool pool, FairClock clock, TimeProvider time, ScriptTask task, string program)
{
    private const string Group = "tests";
    private const int ShownChars = 400;
    private const double Noise = 1.1;

    public async Task<ProgramResult> TestAsync(CancellationToken cancel)
    {
        var cpu = TimeSpan.Zero;
        for (var i = 0; i < task.Tests.Count; i++)
        {
            var test = task.Tests[i];
            var (result, printed) = await RunAsync(test, task.Time.Floor, cancel);
            if (result.RanOutOfCpu && await clock.SlownessAsync(cancel) is var slowness and > Noise)
                (result, printed) = await RunAsync(test, task.Time.Floor * slowness, cancel);
            cpu += result.Cpu;
            var difference = result.Outcome == CodeOutcome.Passed ? PrintedText.Difference(test.Expected, printed) : result.Reason;
            if (difference is null)
                continue;
            var outcome = result.Outcome == CodeOutcome.Passed ? CodeOutcome.Wrong : result.Outcome;
            return new ProgramResult(outcome, $"test {i + 1} of {task.Tests.Count}: {difference}")
            {
                Groups = [new GroupResult(Group, outcome, i, task.Tests.Count)],
                Failure = new FailedTest(Group, i + 1, PyRepr.Cut(test.Input, ShownChars), PyRepr.Cut(test.Expected, ShownChars), PyRepr.Cut(printed, ShownChars)),
                Cpu = cpu,
            };
        }
        return new ProgramResult(CodeOutcome.Passed, $"all {task.Tests.Count} tests passed")
        {
            Groups = [new GroupResult(Group, CodeOutcome.Passed, task.Tests.Count, task.Tests.Count)],
            Cpu = cpu,
        };
    }

    private Task<(RunResult Result, string Output)> RunAsync(ScriptTest test, TimeSpan limit, CancellationToken cancel) =>
        new ScriptRun(pool, time).RunAsync(task, program, test.Input, limit, cancel);
}
