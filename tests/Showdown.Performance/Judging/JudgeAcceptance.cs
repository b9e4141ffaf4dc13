using System.Diagnostics;
using Showdown.Sandboxing;

namespace Showdown.Performance.Judging;

/// <summary>Holds the code judge against everything in the mirror: each canonical solution has to pass, idle and under load.</summary>
internal static class JudgeAcceptance
{
    public static async Task<int> CanonicalAsync(bool busy)
    {
        var problems = EvalPlusFiles.Problems();
        await using var pool = new SandboxPool(new SandboxOptions());
        var judge = new CodeJudge(pool, new ReferenceOutputs(pool, TimeProvider.System), TimeProvider.System);
        using var load = busy ? new BusyProcessors() : null;
        var clock = Stopwatch.StartNew();
        var judged = await JudgeAllAsync(judge, problems.Select(p => (p.ToTask(), p.Prompt + p.CanonicalSolution)));
        Report(busy ? "Canonical solutions, all processors kept busy beside" : "Canonical solutions", judged, clock.Elapsed);
        return judged.Count(j => j.Judgement.Outcome != CodeOutcome.Passed);
    }

    internal static async Task<List<(FunctionTask Task, Judgement Judgement)>> JudgeAllAsync(CodeJudge judge, IEnumerable<(FunctionTask Task, string Program)> answers)
    {
        var judged = new List<(FunctionTask, Judgement)>();
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(answers, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount + 1 }, async (answer, cancel) =>
        {
            var began = clock.Elapsed;
            var judgement = await judge.JudgeAsync(answer.Task, answer.Program, cancel);
            lock (judged)
            {
                judged.Add((answer.Task, judgement));
                if (judged.Count % 50 == 0 || clock.Elapsed - began > TimeSpan.FromSeconds(30))
                    Console.Error.WriteLine($"{judged.Count} judged in {clock.Elapsed.TotalSeconds:0} s; {answer.Task.Id} took {(clock.Elapsed - began).TotalSeconds:0.0} s, {judgement.Cpu.TotalSeconds:0.0} s of CPU time, {judgement.Outcome}");
            }
        });
        return judged;
    }

    internal static void Report(string title, List<(FunctionTask Task, Judgement Judgement)> judged, TimeSpan elapsed)
    {
        Console.WriteLine($"{title}: {judged.Count} in {elapsed.TotalSeconds:0.0} s, {judged.Count / elapsed.TotalSeconds:0.0} a second, CPU time of the programs {judged.Sum(j => j.Judgement.Cpu.TotalSeconds):0.0} s");
        foreach (var outcome in judged.GroupBy(j => j.Judgement.Outcome).OrderBy(g => g.Key))
            Console.WriteLine($"  {outcome.Key}: {outcome.Count()}");
        foreach (var (task, judgement) in judged.Where(j => j.Judgement.Outcome != CodeOutcome.Passed).Take(20))
            Console.WriteLine($"  {task.Id}: {judgement.Outcome}, {judgement.Reason}");
    }
}

/// <summary>Keeps every processor busy with something else while it lives.</summary>
internal sealed class BusyProcessors : IDisposable
{
    private readonly List<Process> _processes = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Process.Start("sh", ["-c", "while :; do :; done"]))];

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            process.Kill();
            process.Dispose();
        }
    }
}
