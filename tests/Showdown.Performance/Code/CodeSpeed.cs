using System.Diagnostics;
using Showdown.Benchmarks.Code;
using Showdown.Sandboxing;
using Showdown.Sandboxing.Values;

namespace Showdown.Performance.Code;

/// <summary>Answers tested a second, beside one fresh sandboxed interpreter for each answer. Same programs, same inputs, in turns.</summary>
internal static class CodeSpeed
{
    private const string Fresh = """
        import marshal, sys
        import bisect, collections, copy, datetime, functools, heapq, itertools, math, operator, random, re, statistics, string, typing
        program, entry, inputs = marshal.loads(sys.stdin.buffer.read())
        scope = {"__name__": "program"}
        exec(program, scope)
        import struct, time
        began = time.process_time()
        results = [scope[entry](*marshal.loads(i)) for i in inputs]
        tests = time.process_time() - began
        sys.stdout.buffer.write(marshal.dumps(results, 2))
        sys.stdout.buffer.write(struct.pack("<dd", tests, time.process_time()))
        """;

    /// <summary>Milliseconds of CPU time that a problem's tests take by themselves, above which nothing around them matters much.</summary>
    private const double SlowTests = 50;

    public static async Task<int> RunAsync()
    {
        var problems = EvalPlusFiles
            .Problems()
            .Where(p => p.TaskId is not ("HumanEval/15" or "HumanEval/130" or "Mbpp/255"))
            .Where((_, i) => i % 9 == 0)
            .ToList();
        await using var pool = new SandboxPool(new SandboxOptions());
        var python = await pool.WarmAsync(CancellationToken.None);
        var sandbox = new CodeSandbox(pool, new ReferenceOutputs(pool, TimeProvider.System), TimeProvider.System);
        var answers = problems.Select(p => (Problem: p, Task: p.ToTask(), Program: p.Prompt + p.CanonicalSolution)).ToList();
        await CanonicalAcceptance.TestAllAsync(sandbox, answers.Select(a => (a.Task, a.Program))); // the references are run once
        var own = new Dictionary<string, double>();
        foreach (var (_, task, program) in answers)
            own[task.Id] = (await FreshAsync(python, task, program)).Tests;
        var slow = own.Where(o => o.Value > SlowTests).OrderByDescending(o => o.Value).ToList();
        Console.WriteLine(
            $"the tests' own CPU time is {own.Values.Average():0.0} ms an answer, {own.Values.Order().ElementAt(own.Count / 2):0.00} ms in the median; {slow.Count} answers take more than {SlowTests} ms, {slow.Sum(o => o.Value) / own.Values.Sum():P0} of all: {string.Join(", ", slow.Select(o => $"{o.Key} {o.Value:0} ms"))}"
        );
        var all = await RatioAsync("all", answers);
        await RatioAsync($"tests of up to {SlowTests} ms", [.. answers.Where(a => own[a.Task.Id] <= SlowTests)]);
        return all >= 3 ? 0 : 1;

        async Task<double> RatioAsync(string which, List<(EvalPlusProblem Problem, FunctionTask Task, string Program)> answers)
        {
            var ratios = new List<double>();
            for (var round = 1; round <= 3; round++)
            {
                var clock = Stopwatch.StartNew();
                var ours = Environment.CpuUsage.TotalTime;
                var tested = await CanonicalAcceptance.TestAllAsync(sandbox, answers.Select(a => (a.Task, a.Program)));
                var warm = tested.Count / clock.Elapsed.TotalSeconds;
                var host = (Environment.CpuUsage.TotalTime - ours).TotalMilliseconds / tested.Count;
                var runs = tested.Sum(t => t.Result.Cpu.TotalMilliseconds) / tested.Count;
                var (tests, whole) = (0.0, 0.0);
                clock.Restart();
                await Parallel.ForEachAsync(
                    answers,
                    new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
                    async (answer, _) =>
                    {
                        var cpu = await FreshAsync(python, answer.Task, answer.Program);
                        lock (ratios)
                            (tests, whole) = (tests + cpu.Tests, whole + cpu.Whole);
                    }
                );
                var fresh = answers.Count / clock.Elapsed.TotalSeconds;
                ratios.Add(warm / fresh);
                Console.WriteLine(
                    $"{which}, round {round}: {answers.Count} answers; sandbox {warm:0.0} a second, a fresh interpreter for each {fresh:0.0}, ratio {warm / fresh:0.0}; CPU time an answer: sandbox {runs + host:0.0} ms ({host:0.0} of it in the host), fresh {whole / answers.Count:0.0} ms without bubblewrap's, the tests' own {tests / answers.Count:0.0} ms"
                );
            }

            ratios.Sort();
            Console.WriteLine($"{which}: median ratio {ratios[1]:0.0}");
            return ratios[1];
        }
    }

    /// <returns>CPU milliseconds, as the program says.</returns>
    private static async Task<(double Tests, double Whole)> FreshAsync(PythonInterpreter python, FunctionTask task, string program)
    {
        string[] arguments =
        [
            "--unshare-all",
            "--cap-drop",
            "ALL",
            "--new-session",
            "--clearenv",
            "--ro-bind",
            "/usr",
            "/usr",
            "--symlink",
            "usr/lib",
            "/lib",
            "--symlink",
            "usr/lib64",
            "/lib64",
            .. python.Folders.SelectMany(f => new[] { "--ro-bind", f, f }),
            "--proc",
            "/proc",
            "--dev",
            "/dev",
            "--size",
            "67108864",
            "--tmpfs",
            "/tmp",
            python.Path,
            "-s",
            "-B",
            "-c",
            Fresh,
        ];
        using var process = Process.Start(new ProcessStartInfo("bwrap", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var inputs = task.Groups.SelectMany(g => g.Tests).Select(t => (PyValue)new PyBytes(t.Arguments.ToArray()));
        await process.StandardInput.BaseStream.WriteAsync(
            MarshalWriter.Write(new PyTuple([new PyStr(program), new PyStr(task.EntryPoint), new PyList([.. inputs])]))
        );
        process.StandardInput.Close();
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0 || output.Length == 0)
            throw new InvalidOperationException($"{task.Id} failed in a fresh interpreter.");
        var times = output.ToArray().AsSpan()[^16..];
        return (BitConverter.ToDouble(times) * 1000, BitConverter.ToDouble(times[8..]) * 1000);
    }
}
