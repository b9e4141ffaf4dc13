using System.Diagnostics;
using Showdown.Sandboxing;
using Showdown.Sandboxing.Values;

namespace Showdown.Performance.Judging;

/// <summary>Answers judged a second, beside one fresh sandboxed interpreter for each answer. Same programs, same inputs, in turns.</summary>
internal static class JudgeSpeed
{
    private const string Fresh = """
        import marshal, sys
        import bisect, collections, copy, datetime, functools, heapq, itertools, math, operator, random, re, statistics, string, typing
        program, entry, inputs = marshal.loads(sys.stdin.buffer.read())
        scope = {"__name__": "program"}
        exec(program, scope)
        sys.stdout.buffer.write(marshal.dumps([scope[entry](*marshal.loads(i)) for i in inputs], 2))
        import struct, time
        sys.stdout.buffer.write(struct.pack("<d", time.process_time()))
        """;

    public static async Task<int> RunAsync()
    {
        var problems = EvalPlusFiles.Problems().Where(p => p.TaskId is not ("HumanEval/15" or "HumanEval/130" or "Mbpp/255")).Where((_, i) => i % 9 == 0).ToList();
        await using var pool = new SandboxPool(new SandboxOptions());
        var python = await pool.WarmAsync(CancellationToken.None);
        var judge = new CodeJudge(pool, new ReferenceOutputs(pool, TimeProvider.System), TimeProvider.System);
        var answers = problems.Select(p => (Problem: p, Task: p.ToTask(), Program: p.Prompt + p.CanonicalSolution)).ToList();
        await JudgeAcceptance.JudgeAllAsync(judge, answers.Select(a => (a.Task, a.Program))); // the references are run once
        var ratios = new List<double>();
        for (var round = 1; round <= 3; round++)
        {
            var clock = Stopwatch.StartNew();
            var ours = Environment.CpuUsage.TotalTime;
            var judged = await JudgeAcceptance.JudgeAllAsync(judge, answers.Select(a => (a.Task, a.Program)));
            var warm = judged.Count / clock.Elapsed.TotalSeconds;
            var warmCpu = judged.Sum(j => j.Judgement.Cpu.TotalMilliseconds) + (Environment.CpuUsage.TotalTime - ours).TotalMilliseconds;
            var freshCpu = 0.0;
            clock.Restart();
            await Parallel.ForEachAsync(answers, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (answer, _) =>
            {
                var milliseconds = await FreshAsync(python, answer.Task, answer.Program);
                lock (answers)
                    freshCpu += milliseconds;
            });
            var fresh = answers.Count / clock.Elapsed.TotalSeconds;
            ratios.Add(warm / fresh);
            Console.WriteLine($"round {round}: {answers.Count} answers; judge {warm:0.0} a second, a fresh interpreter for each {fresh:0.0} a second, ratio {warm / fresh:0.0}; CPU time an answer {warmCpu / answers.Count:0.0} ms ({(warmCpu - judged.Sum(j => j.Judgement.Cpu.TotalMilliseconds)) / answers.Count:0.0} of it ours) and {freshCpu / answers.Count:0.0} ms (without bubblewrap's and ours)");
        }
        ratios.Sort();
        Console.WriteLine($"median ratio {ratios[1]:0.0}");
        return ratios[1] >= 3 ? 0 : 1;
    }

    private static async Task<double> FreshAsync(PythonInterpreter python, FunctionTask task, string program)
    {
        string[] arguments =
        [
            "--unshare-all", "--cap-drop", "ALL", "--new-session", "--clearenv", "--ro-bind", "/usr", "/usr", "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64",
            .. python.Folders.SelectMany(f => new[] { "--ro-bind", f, f }),
            "--proc", "/proc", "--dev", "/dev", "--size", "67108864", "--tmpfs", "/tmp", python.Path, "-s", "-B", "-c", Fresh,
        ];
        using var process = Process.Start(new ProcessStartInfo("bwrap", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var inputs = task.Groups.SelectMany(g => g.Tests).Select(t => (PyValue)new PyBytes(t.Arguments.ToArray()));
        await process.StandardInput.BaseStream.WriteAsync(MarshalWriter.Write(new PyTuple([new PyStr(program), new PyStr(task.EntryPoint), new PyList([.. inputs])])));
        process.StandardInput.Close();
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0 || output.Length == 0)
            throw new InvalidOperationException($"{task.Id} failed in a fresh interpreter.");
        return BitConverter.ToDouble(output.ToArray().AsSpan()[^8..]) * 1000;
    }
}
