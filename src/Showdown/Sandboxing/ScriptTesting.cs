using Showdown.Sandboxing.Values;

namespace Showdown.Sandboxing;

/// <summary>The testing of one program that reads standard input and prints.</summary>
internal sealed class ScriptTesting(SandboxPool pool, FairClock clock, TimeProvider time, ScriptTask task, string program)
{
    private const string Group = "tests";
    private const int ShownChars = 400;
    private const double Noise = 1.1;

    private TimeSpan _cpu;
    private TimeSpan _busy; // with the time that it waited

    public async Task<ProgramResult> TestAsync(CancellationToken cancel)
    {
        for (var i = 0; i < task.Tests.Count; i++)
        {
            var (result, printed) = await RunFairlyAsync(task.Tests[i], cancel);
            var difference = result.Outcome == CodeOutcome.Passed ? printed.Difference() : result.Reason;
            if (difference is null)
                continue;
            var outcome = result.Outcome == CodeOutcome.Passed ? CodeOutcome.Wrong : result.Outcome;
            return Failed(i, outcome, difference, printed.Start);
        }
        return new ProgramResult(CodeOutcome.Passed, $"all {task.Tests.Count} tests passed")
        {
            Groups = [new GroupResult(Group, CodeOutcome.Passed, task.Tests.Count, task.Tests.Count)],
            Cpu = _cpu,
        };
    }

    private ProgramResult Failed(int test, CodeOutcome outcome, string difference, string printed) =>
        new(outcome, $"test {test + 1} of {task.Tests.Count}: {difference}")
        {
            Groups = [new GroupResult(Group, outcome, test, task.Tests.Count)],
            Failure = new FailedTest(Group, test + 1, Cut(task.Tests[test].Input), Cut(task.Tests[test].Expected), printed),
            Cpu = _cpu,
        };

    private static string Cut(string text) => PyRepr.Cut(text, ShownChars);

    private async Task<(RunResult Result, PrintedText Printed)> RunFairlyAsync(ScriptTest test, CancellationToken cancel)
    {
        var (result, printed) = await RunAsync(test, task.Time, cancel);
        if (result.RanOutOfCpu && await clock.SlownessAsync(cancel) is var slowness and > Noise)
            (result, printed) = await RunAsync(test, task.Time.Scaled(slowness), cancel);
        return (result, printed);
    }

    private async Task<(RunResult Result, PrintedText Printed)> RunAsync(ScriptTest test, TimeRule rule, CancellationToken cancel)
    {
        var printed = new PrintedText(test.Expected);
        var left = rule.Total - _busy;
        var result =
            left <= TimeSpan.Zero
                ? new RunResult(CodeOutcome.TimedOut, 0, "all tests together ran out of time", TimeSpan.Zero) { RanOutOfCpu = true }
                : await new ScriptRun(pool, time).RunAsync(task, program, test.Input, left < rule.Floor ? left : rule.Floor, printed, cancel);
        _cpu += result.Cpu;
        _busy += result.Cpu + result.Idle;
        return (result, printed);
    }
}
