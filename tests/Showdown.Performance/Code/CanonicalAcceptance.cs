using System.Diagnostics;
using Showdown.Sandboxing;

namespace Showdown.Performance.Code;

/// <summary>Holds the code sandbox against everything in the mirror: each canonical solution has to pass, idle and under load.</summary>
internal static class CanonicalAcceptance
{
    public static async Task<int> CanonicalAsync(bool busy)
    {
        var problems = EvalPlusFiles.Problems();
        await using var pool = new SandboxPool(new SandboxOptions());
        var sandbox = new CodeSandbox(pool, new ReferenceOutputs(pool, TimeProvider.System), TimeProvider.System);
        using var load = busy ? new BusyProcessors() : null;
        var clock = Stopwatch.StartNew();
        var tested = await TestAllAsync(sandbox, problems.Select(p => (p.ToTask(), p.Prompt + p.CanonicalSolution)));
        Report(busy ? "Canonical solutions, all processors kept busy beside" : "Canonical solutions", tested, clock.Elapsed);
        return tested.Count(t => t.Result.Outcome != CodeOutcome.Passed);
    }

    /// <summary>HumanEval+ with nothing kept of its references, then with what that pass kept, each in a fresh sandbox; most seconds: 35 and
    /// 20.</summary>
    /// <returns>0 when both are within that and every solution passes.</returns>
    public static async Task<int> ColdAsync()
    {
        var folder = Directory.CreateTempSubdirectory("showdown-references-").FullName;
        try
        {
            var good = true;
            foreach (var (title, most) in ((string, double)[])[("HumanEval+ cold", 35), ("HumanEval+ warm", 20)])
            {
                await using var pool = new SandboxPool(new SandboxOptions());
                var sandbox = new CodeSandbox(pool, new ReferenceOutputs(pool, TimeProvider.System, folder), TimeProvider.System);
                var clock = Stopwatch.StartNew();
                var tested = await TestAllAsync(sandbox, EvalPlusFiles.HumanEval().Select(p => (p.ToTask(), p.Prompt + p.CanonicalSolution)));
                good &= clock.Elapsed.TotalSeconds <= most && tested.TrueForAll(t => t.Result.Outcome == CodeOutcome.Passed);
                Report(title, tested, clock.Elapsed);
            }
            return good ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    internal static async Task<List<(FunctionTask Task, ProgramResult Result)>> TestAllAsync(
        CodeSandbox sandbox,
        IEnumerable<(FunctionTask Task, string Program)> answers
    )
    {
        var tested = new List<(FunctionTask, ProgramResult)>();
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(
            answers,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount + 1 },
            async (answer, cancel) =>
            {
                var began = clock.Elapsed;
                var result = await sandbox.TestAsync(answer.Task, answer.Program, cancel);
                lock (tested)
                {
                    tested.Add((answer.Task, result));
                    if (tested.Count % 50 == 0 || clock.Elapsed - began > TimeSpan.FromSeconds(30))
                        Console.Error.WriteLine(
                            $"{tested.Count} tested in {clock.Elapsed.TotalSeconds:0} s; {answer.Task.Id} took {(clock.Elapsed - began).TotalSeconds:0.0} s, {result.Cpu.TotalSeconds:0.0} s of CPU time, {result.Outcome}"
                        );
                }
            }
        );
        return tested;
    }

    internal static void Report(string title, List<(FunctionTask Task, ProgramResult Result)> tested, TimeSpan elapsed)
    {
        Console.WriteLine(
            $"{title}: {tested.Count} in {elapsed.TotalSeconds:0.0} s, {tested.Count / elapsed.TotalSeconds:0.0} a second, CPU time of the programs {tested.Sum(t => t.Result.Cpu.TotalSeconds):0.0} s"
        );
        foreach (var outcome in tested.GroupBy(t => t.Result.Outcome).OrderBy(g => g.Key))
            Console.WriteLine($"  {outcome.Key}: {outcome.Count()}");
        foreach (var (task, result) in tested.Where(t => t.Result.Outcome != CodeOutcome.Passed).Take(20))
            Console.WriteLine($"  {task.Id}: {result.Outcome}, {result.Reason}");
    }
}

/// <summary>Keeps every processor busy with something else while it lives.</summary>
internal sealed class BusyProcessors : IDisposable
{
    private readonly List<Process> _processes =
    [
        .. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Process.Start("sh", ["-c", "while :; do :; done"])),
    ];

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            process.Kill();
            process.Dispose();
        }
    }
}
