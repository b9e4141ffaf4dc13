using System.IO.Compression;
using Showdown.Benchmarks.Code;
using Showdown.Sandboxing;
using Showdown.Sandboxing.Values;
using Showdown.Tests.Sandboxing;

namespace Showdown.Tests.Benchmarks.Code;

/// <summary>A sample of HumanEval+ and MBPP+; tests/Showdown.Performance judges all of it.</summary>
[Trait("Category", "Slow")]
public sealed class EvalPlusJudgingTests(SandboxFixture fixture)
{
    private const int SampleEach = 14;

    private static readonly Lazy<IReadOnlyList<EvalPlusProblem>?> _problems = new(() =>
        Repository.Mirror is null
            ? null
            : [.. Lines("humanevalplus/HumanEvalPlus.jsonl.gz").Concat(Lines("mbppplus/MbppPlus.jsonl.gz")).Select(EvalPlusProblem.Read)]
    );

    [Fact]
    public async Task CanonicalSolutions_Pass_AndBrokenOnesFail()
    {
        var problems = Problems();
        var sandbox = await fixture.RequireAsync();
        var sample = problems.Where((_, i) => i % SampleEach == 5).ToList();
        var notPassed = new List<string>();
        var notFailed = new List<string>();
        await Parallel.ForEachAsync(
            sample,
            new ParallelOptions { MaxDegreeOfParallelism = 3, CancellationToken = TestContext.Current.CancellationToken },
            async (problem, cancel) =>
            {
                var task = problem.ToTask();
                var right = await sandbox.TestAsync(task, problem.Prompt + problem.CanonicalSolution, cancel);
                var wrong = await sandbox.TestAsync(
                    task,
                    $"{problem.Prompt}{problem.CanonicalSolution}\n_right = {problem.EntryPoint}\ndef {problem.EntryPoint}(*arguments):\n    return [_right(*arguments)]\n",
                    cancel
                );
                lock (sample)
                {
                    if (right.Outcome != CodeOutcome.Passed)
                        notPassed.Add($"{problem.TaskId}: {right.Outcome}, {right.Reason}");
                    if (wrong.Outcome is CodeOutcome.Passed or CodeOutcome.CouldNotRun)
                        notFailed.Add($"{problem.TaskId}: {wrong.Outcome}");
                }
            }
        );
        Assert.Empty(notPassed);
        Assert.Empty(notFailed);
        Assert.InRange(sample.Count, 35, 45);
    }

    [Fact]
    public void EveryTaskIsRead()
    {
        var problems = Problems();
        Assert.Equal((164, 378), (problems.Count(p => !p.IsMbpp), problems.Count(p => p.IsMbpp)));
        Assert.Equal(
            (1570, 122_683),
            (problems.Where(p => !p.IsMbpp).Sum(p => p.BaseInputs.Count), problems.Where(p => !p.IsMbpp).Sum(p => p.PlusInputs.Count))
        );
        Assert.Equal(
            (1174, 39_841),
            (problems.Where(p => p.IsMbpp).Sum(p => p.BaseInputs.Count), problems.Where(p => p.IsMbpp).Sum(p => p.PlusInputs.Count))
        );
    }

    /// <summary>The same inputs stand in another file as Python literals. Python itself says which of those we do not have.</summary>
    [Fact]
    public async Task MbppInputs_AreTheRealPythonValues()
    {
        var problems = Problems().Where(p => p.IsMbpp).ToDictionary(p => p.TaskId);
        var sandbox = await fixture.RequireAsync();
        var tasks =
            from line in Lines("mbppplus/MbppPlus-OriginFmt.jsonl.gz")
            let row = (PyDict)PyJson.Read(line)
            let id = $"Mbpp/{row.Entries[new PyStr("task_id")]}"
            let literals = ((PyStr)row.Entries[new PyStr("test")]).Value.Split('\n').Single(l => l.StartsWith("inputs = ", StringComparison.Ordinal))
            let ours = problems[id].BaseInputs.Concat(problems[id].PlusInputs).Select(arguments => (PyValue)new PyList(arguments))
            where literals.Length < 100_000
            select (Id: id, Program: $"from math import inf, nan\n{literals}\n{_missing}", Ours: new PyList([.. ours]));
        var all = tasks.ToList();
        var wrong = new List<string>();
        foreach (var batch in all.Chunk(20)) // a process each would take longer than it is worth
        {
            var program =
                string.Concat(
                    batch.Select(
                        (task, i) =>
                            $"def f{i}(ours):\n    {task.Program.Replace("\n", "\n    ", StringComparison.Ordinal)}\n    return missing(ours)\n"
                    )
                ) + "def f(i, ours): return globals()['f%d' % i](ours)\n";
            var function = new FunctionTask
            {
                Id = "literals",
                EntryPoint = "f",
                Groups = [new TestGroup("tasks", [.. batch.Select((task, i) => CallTest.Of([new PyInt(i), task.Ours], new PyList([])))])],
            };
            var result = await sandbox.TestAsync(function, program, TestContext.Current.CancellationToken);
            if (result.Outcome != CodeOutcome.Passed)
                wrong.Add($"{batch[(result.Failure?.Number ?? 1) - 1].Id}: {result.Reason}");
        }
        Assert.Empty(wrong);
        Assert.InRange(all.Count, 370, 378);
    }

    private const string _missing = """
        def missing(ours):
            def typed(value):
                if isinstance(value, (list, tuple)): return (type(value).__name__, [typed(v) for v in value])
                if isinstance(value, dict): return ('dict', [(typed(k), typed(v)) for k, v in value.items()])
                if isinstance(value, complex): value += 0 # a literal such as (-0-1j) has lost the sign of its zero
                return (type(value).__name__, repr(value))
            have = [typed(list(o)) for o in ours]
            return [i for i in inputs if typed(list(i)) not in have]
        """;

    [Theory]
    //          task, got, expected, accepted
    [InlineData("HumanEval/2", "0.5000001", "0.5", true)] // tolerance 1e-6
    [InlineData("HumanEval/2", "0.51", "0.5", false)]
    [InlineData("HumanEval/32", "1.00001", "1.0", true)] // any root of the polynomial -1 + x
    [InlineData("HumanEval/32", "1.1", "1.1", false)]
    [InlineData("HumanEval/33", "[1, 2]", "[1, 2]", true)]
    [InlineData("Mbpp/2", "[5, 4, 4]", "[4, 5]", true)] // as sets
    [InlineData("Mbpp/2", "[5]", "[4, 5]", false)]
    [InlineData("Mbpp/2", "[[5]]", "[4, 5]", false)] // no set can hold a list
    [InlineData("Mbpp/794", "\"Found a match!\"", "true", true)] // text_starta_endb: something rather than nothing
    [InlineData("Mbpp/794", "null", "true", false)]
    [InlineData("Mbpp/794", "false", "true", false)]
    [InlineData("Mbpp/792", "3.0", "3", true)]
    public void Rules_AreThoseOfEvalPlus(string task, string got, string expected, bool accepted)
    {
        var problem = Problems().Single(p => p.TaskId == task);
        PyValue[] arguments = [new PyList([new PyInt(-1), new PyInt(1)])];
        Assert.Equal(
            accepted,
            problem.ToTask().Rule.Accepts(new ReturnedValue(arguments, PyJson.Read(got), PyJson.Read(expected), FloatsExpected: false))
        );
    }

    [Theory]
    [InlineData("[0.1, 0.2]", "[0.1, 0.2000000001]", true, true)]
    [InlineData("[0.1, 0.2]", "[0.1, 0.2000000001]", false, false)] // only once the group expects floats
    [InlineData("[0.1]", "[0.1, 0.2]", true, false)]
    [InlineData("1.0000000001", "1", true, false)] // not the same type
    [InlineData("[\"a\"]", "[\"b\"]", true, false)]
    [InlineData("[[0.1], [1e10]]", "[[0.1], [10000000001.0]]", true, true)] // relative tolerance 1e-7
    [InlineData("Infinity", "Infinity", true, true)]
    [InlineData("Infinity", "1.0", true, false)]
    public void Floats_AreCloseEnough(string got, string expected, bool floatsExpected, bool accepted)
    {
        var rule = new EvalPlusRule(isMbpp: false, "any", tolerance: 0);
        Assert.Equal(accepted, rule.Accepts(new ReturnedValue([], PyJson.Read(got), PyJson.Read(expected), floatsExpected)));
    }

    private static IReadOnlyList<EvalPlusProblem> Problems()
    {
        Assert.SkipWhen(_problems.Value is null, "There is no mirror of the datasets: set SHOWDOWN_DATASET_MIRROR.");
        return _problems.Value!;
    }

    private static IEnumerable<string> Lines(string path)
    {
        using var file = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(Repository.Mirror!, path)), CompressionMode.Decompress));
        while (file.ReadLine() is { } line)
            yield return line;
    }
}
