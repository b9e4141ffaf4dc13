using System.Diagnostics;
using System.Text.Json;
using Showdown.Sandboxing;

namespace Showdown.Performance.Code;

/// <summary>
/// Broken canonical solutions: the sandbox has to reject those that plain Python finds to answer some input differently, and pass those that answer
/// none differently.
/// </summary>
internal static class MutantAcceptance
{
    public static async Task<int> RunAsync()
    {
        var problems = EvalPlusFiles.Problems().ToDictionary(p => p.TaskId);
        var mutants = await MutantsAsync();
        await using var pool = new SandboxPool(new SandboxOptions());
        var sandbox = new CodeSandbox(pool, new ReferenceOutputs(pool, TimeProvider.System), TimeProvider.System);
        var mistakes = 0;
        foreach (var group in mutants.Where(m => m.Verdict is not null).GroupBy(m => m.Verdict!))
        {
            var clock = Stopwatch.StartNew();
            var tested = await CanonicalAcceptance.TestAllAsync(sandbox, group.Select(m => (problems[m.Id].ToTask(), m.Program!)));
            Console.WriteLine(
                $"Mutants found by plain Python to answer {(group.Key == "differs" ? "some input differently" : "every input the same")}: {tested.Count}, in {clock.Elapsed.TotalSeconds:0.0} s"
            );
            foreach (var outcome in tested.GroupBy(t => t.Result.Outcome).OrderBy(g => g.Key))
                Console.WriteLine($"  {outcome.Key}: {outcome.Count()}");
            foreach (
                var (task, result) in tested.Where(t =>
                    t.Result.Outcome == CodeOutcome.CouldNotRun || (t.Result.Outcome == CodeOutcome.Passed) == (group.Key == "differs")
                )
            )
            {
                mistakes++;
                Console.WriteLine($"  {task.Id}: {result.Outcome}, {result.Reason}; {group.First(m => m.Id == task.Id).Change}");
            }
        }
        foreach (var reason in mutants.Where(m => m.LeftOut is not null).GroupBy(m => m.LeftOut))
            Console.WriteLine($"Tasks left out, {reason.Key}: {reason.Count()}");
        return mistakes;
    }

    /// <summary>The script runs mutants of the datasets' own programs: read-only, without network, nothing kept.</summary>
    private static async Task<List<Mutant>> MutantsAsync()
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Code", "mutants.py");
        var start = new ProcessStartInfo(
            "bwrap",
            [
                "--unshare-all",
                "--ro-bind",
                "/",
                "/",
                "--proc",
                "/proc",
                "--dev",
                "/dev",
                "--tmpfs",
                "/tmp",
                "python3",
                script,
                Path.GetFullPath(EvalPlusFiles.Mirror),
            ]
        )
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var mutants = new List<Mutant>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            mutants.Add(JsonSerializer.Deserialize<Mutant>(line, _json)!);
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? mutants : throw new InvalidOperationException($"mutants.py ended with {process.ExitCode}.");
    }

    private static readonly JsonSerializerOptions _json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private sealed record Mutant(string Id, string? Verdict, string? Change, string? Program, string? LeftOut);
}
