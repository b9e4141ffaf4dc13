using Showdown.Sandboxing;
using static Showdown.Tests.Sandboxing.SandboxFixture;

namespace Showdown.Tests.Sandboxing;

[Trait("Category", "Slow")]
public sealed class CodeSandboxTests(SandboxFixture fixture)
{
    private static readonly FunctionTask _double = Function((Number(1), Number(2)), (Number(21), Number(42)), (Text("a"), Text("aa")));

    [Theory]
    [InlineData("def f(x): return x * 2", CodeOutcome.Passed, "all 3 tests passed")]
    [InlineData("def f(x): return x + x", CodeOutcome.Passed, "")]
    [InlineData("def f(x): return x + 1", CodeOutcome.Wrong, "base test 2 of 3: f(21) gives 22, not 42")]
    [InlineData("def f(x): return str(x * 2)", CodeOutcome.Wrong, "f(1) gives '2', not 2")]
    [InlineData("def f(x): return x * 2.0 if x == 1 else x * 2", CodeOutcome.Passed, "")]
    [InlineData("def f(x): pass", CodeOutcome.Wrong, "gives None")]
    [InlineData(
        "def f(x): return 2 // (21 - x) if x != 1 else 2",
        CodeOutcome.Crashed,
        "ZeroDivisionError: integer division or modulo by zero (line 1)"
    )]
    [InlineData("def f(x) return x", CodeOutcome.Crashed, "it does not load: SyntaxError")]
    [InlineData("def g(x): return x", CodeOutcome.Crashed, "it does not load: KeyError: 'f'")]
    [InlineData("import no_such_module\ndef f(x): return x", CodeOutcome.Crashed, "ModuleNotFoundError")]
    [InlineData("def f(x):\n    while True: pass", CodeOutcome.TimedOut, "base test 1 of 3: it ran out of CPU time")]
    [InlineData("while True: pass", CodeOutcome.TimedOut, "it ran out of CPU time")]
    [InlineData("def f(x): return f(x)", CodeOutcome.Crashed, "RecursionError")]
    [InlineData("def f(x): return bytearray(1 << 33)", CodeOutcome.OutOfMemory, "MemoryError")]
    [InlineData("def f(x): return 'x' * (1 << 25)", CodeOutcome.OutputLimit, "an answer of 33554437 bytes, where 5 are expected")]
    [InlineData("def f(x):\n    print('x' * (1 << 25))\n    return x * 2", CodeOutcome.Passed, "")]
    [InlineData("import ctypes\ndef f(x): ctypes.string_at(0)", CodeOutcome.Crashed, "SIGSEGV")]
    [InlineData("def f(x): return input()", CodeOutcome.Crashed, "EOFError")]
    [InlineData("import sys\ndef f(x): sys.exit(0)", CodeOutcome.Crashed, "SystemExit: 0")]
    [InlineData("import os\ndef f(x): os._exit(0)", CodeOutcome.Crashed, "it ended its process (exit status 0)")]
    [InlineData("def f(x):\n    raise MemoryError()", CodeOutcome.OutOfMemory, "MemoryError")]
    [InlineData("if __name__ == '__main__':\n    raise Exception('not a script')\ndef f(x): return x * 2", CodeOutcome.Passed, "")]
    [InlineData("from __future__ import annotations\ndef f(x: NoSuch): return x * 2", CodeOutcome.Passed, "")]
    [InlineData(
        "import threading\ndef f(x):\n    got = []\n    t = threading.Thread(target=lambda: got.append(x * 2))\n    t.start()\n    t.join()\n    return got[0]",
        CodeOutcome.Passed,
        ""
    )]
    public async Task Judge_TellsOutcomesApart(string program, CodeOutcome outcome, string reason)
    {
        var sandbox = await fixture.RequireAsync();
        var result = await sandbox.TestAsync(_double, program, TestContext.Current.CancellationToken);
        Assert.Equal(outcome, result.Outcome);
        Assert.Contains(reason, result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failure_ShowsInputExpectedAndGot_CutToABound()
    {
        var sandbox = await fixture.RequireAsync();
        var task = Function((Text(new string('i', 5000)), Text(new string('e', 5000))));
        var result = await sandbox.TestAsync(task, "def f(x): return 'g' * 5000", TestContext.Current.CancellationToken);
        var failure = Assert.IsType<FailedTest>(result.Failure);
        Assert.Equal(("base", 1), (failure.Group, failure.Number));
        Assert.StartsWith("f('iii", failure.Input, StringComparison.Ordinal);
        Assert.StartsWith("'eee", failure.Expected, StringComparison.Ordinal);
        Assert.StartsWith("'ggg", failure.Got, StringComparison.Ordinal);
        Assert.All([failure.Input, failure.Expected, failure.Got!], text => Assert.InRange(text.Length, 100, 500));
    }

    [Fact]
    public async Task Reference_SaysWhatIsExpected_AndLaterGroupsAreNotRunAfterAFailure()
    {
        var sandbox = await fixture.RequireAsync();
        CallTest[] small = [.. Enumerable.Range(0, 40).Select(i => CallTest.Of([Number(i)]))];
        CallTest[] large = [.. Enumerable.Range(1000, 300).Select(i => CallTest.Of([Number(i)]))];
        var task = Function() with { Groups = [new("base", small), new("plus", large)], Reference = "def f(x): return [x ** 2, {x: (x,)}]" };

        var right = await sandbox.TestAsync(task, "def f(x): return [x * x, {x: (x,)}]", TestContext.Current.CancellationToken);
        Assert.Equal(CodeOutcome.Passed, right.Outcome);
        Assert.Equal([("base", 40), ("plus", 300)], right.Groups.Select(g => (g.Name, g.TestsPassed)));

        var half = await sandbox.TestAsync(task, "def f(x): return [x * x, {x: (x,)} if x < 1100 else {}]", TestContext.Current.CancellationToken);
        Assert.Equal(CodeOutcome.Wrong, half.Outcome);
        Assert.True(half.Passed("base"));
        Assert.Equal(100, half.Groups[1].TestsPassed);

        var wrong = await sandbox.TestAsync(task, "def f(x): return [x * x, [x]]", TestContext.Current.CancellationToken);
        Assert.Equal(["base"], wrong.Groups.Select(g => g.Name));
    }

    [Fact]
    public async Task LongAnswers_AreComparedByHash_AndByValueWhenTheHashDiffers()
    {
        var sandbox = await fixture.RequireAsync();
        var task = Function() with
        {
            Groups = [new("base", [CallTest.Of([Number(50_000)])])],
            Reference = "def f(n): return [float(i) for i in range(n)]",
        };
        Assert.Equal(
            CodeOutcome.Passed,
            (await sandbox.TestAsync(task, "def f(n): return [i + 0.0 for i in range(n)]", TestContext.Current.CancellationToken)).Outcome
        );
        Assert.Equal(
            CodeOutcome.Passed,
            (await sandbox.TestAsync(task, "def f(n): return list(range(n))", TestContext.Current.CancellationToken)).Outcome
        );
        Assert.Equal(
            CodeOutcome.Wrong,
            (await sandbox.TestAsync(task, "def f(n): return [i + 0.5 for i in range(n)]", TestContext.Current.CancellationToken)).Outcome
        );
    }

    [Theory]
    [InlineData("def f(x): return [float(i) for i in range(50000)]", CodeOutcome.Passed)]
    [InlineData("def f(x): return list(range(1, 50001))", CodeOutcome.Wrong)]
    public async Task ALongExpectedValue_ThatTheTestItselfGives_IsComparedByValue(string program, CodeOutcome outcome)
    {
        var sandbox = await fixture.RequireAsync();
        var task = Function((Number(1), new Showdown.Sandboxing.Values.PyList([.. Enumerable.Range(0, 50_000).Select(i => Number(i))])));
        Assert.Equal(outcome, (await sandbox.TestAsync(task, program, TestContext.Current.CancellationToken)).Outcome);
    }

    [Fact]
    public async Task AReferenceThatFails_IsOurFailure()
    {
        var sandbox = await fixture.RequireAsync();
        var task = Function() with { Groups = [new("base", [CallTest.Of([Number(1)])])], Reference = "def f(x): return x / 0" };
        var result = await sandbox.TestAsync(task, "def f(x): return x", TestContext.Current.CancellationToken);
        Assert.Equal(CodeOutcome.CouldNotRun, result.Outcome);
        Assert.Contains("ZeroDivisionError", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutBubblewrap_NothingRuns_AndTheReasonIsGiven()
    {
        await using var pool = new SandboxPool(new SandboxOptions { Bubblewrap = "no-such-bwrap" });
        var sandbox = new CodeSandbox(pool, new ReferenceOutputs(pool, TimeProvider.System), TimeProvider.System);
        var result = await sandbox.TestAsync(_double, "def f(x): return x", TestContext.Current.CancellationToken);
        Assert.Equal(CodeOutcome.CouldNotRun, result.Outcome);
        Assert.Contains(OperatingSystem.IsLinux() ? "Install bubblewrap" : "Linux", result.Reason, StringComparison.Ordinal);
        Assert.False((await SandboxProbe.CheckAsync(pool, TimeProvider.System, TestContext.Current.CancellationToken)).Usable);
    }

    [Theory]
    //          program                                                            outcome             reason
    [InlineData("print(int(input()) * 2)", CodeOutcome.Passed, "")]
    [InlineData("import sys\nprint(int(sys.stdin.read()) * 2)\nsys.exit(1)", CodeOutcome.Passed, "")]
    [InlineData("import sys\ndata = sys.stdin.buffer.readline()\nsys.stdout.write(str(int(data) * 2))\nexit()", CodeOutcome.Passed, "")]
    [InlineData("if __name__ == '__main__':\n    print(2 * int(open(0).read()), end='  \\n\\n')", CodeOutcome.Passed, "")]
    [InlineData(
        "n = 0\ndef main():\n    global n\n    n = int(input())\n    print(n * 2)\nimport threading\nthreading.Thread(target=main).start()",
        CodeOutcome.Passed,
        ""
    )]
    [InlineData("print(float(input()) * 2)", CodeOutcome.Passed, "")]
    [InlineData("import os\nprint(int(input()) * 2, flush=True)\nos._exit(0)", CodeOutcome.Passed, "")]
    [InlineData("print(int(input()) + 1)", CodeOutcome.Wrong, "test 2 of 2: line 1 is \"22\", not \"42\"")]
    [InlineData("print(int(input()) * 2)\nprint()\nprint(1)", CodeOutcome.Wrong, "3 lines in place of 1")]
    [InlineData("print(int(input()) * 2)\n1 / 0", CodeOutcome.Crashed, "ZeroDivisionError: division by zero (line 2)")]
    [InlineData("print(input() + input())", CodeOutcome.Crashed, "EOFError")]
    [InlineData("print(int(input()) * 2)\nwhile True: pass", CodeOutcome.TimedOut, "it ran out of CPU time")]
    [InlineData("while True: print('y' * 1000)", CodeOutcome.OutputLimit, "")]
    [InlineData("import os\nos._exit(3)", CodeOutcome.Crashed, "exit status 3")]
    public async Task Script_IsJudgedByWhatItPrints(string program, CodeOutcome outcome, string reason)
    {
        var sandbox = await fixture.RequireAsync();
        var task = new ScriptTask
        {
            Id = "test",
            Tests = [new("1\n", "2\n"), new("21", "42")],
            Time = new TimeRule { Floor = TimeSpan.FromSeconds(1) },
        };
        var result = await sandbox.TestAsync(task, program, TestContext.Current.CancellationToken);
        Assert.Equal(outcome, result.Outcome);
        Assert.Contains(reason, result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FillingTheMemory_IsTold()
    {
        var sandbox = await fixture.RequireAsync();
        const string program = "kept = []\ndef f(x):\n    while True: kept.append(bytearray(1 << 20))";
        var time = new TimeRule { Floor = TimeSpan.FromSeconds(30) }; // a page fault can be dear
        var result = await sandbox.TestAsync(Function((Number(1), Number(1))) with { Time = time }, program, TestContext.Current.CancellationToken);
        Assert.Equal(CodeOutcome.OutOfMemory, result.Outcome);
        var script = new ScriptTask
        {
            Id = "test",
            Tests = [new("", "")],
            Time = time,
        };
        result = await sandbox.TestAsync(script, program + "\nf(1)", TestContext.Current.CancellationToken);
        Assert.Equal(CodeOutcome.OutOfMemory, result.Outcome);
    }

    [Fact]
    public async Task Script_MayRecurseDeeply_AsTheProtocolAllows()
    {
        var sandbox = await fixture.RequireAsync();
        var task = new ScriptTask
        {
            Id = "test",
            Tests = [new("45000", "45000")],
            RecursionLimit = 50_000,
        };
        var result = await sandbox.TestAsync(
            task,
            "def depth(n): return 0 if n == 0 else 1 + depth(n - 1)\nprint(depth(int(input())))",
            TestContext.Current.CancellationToken
        );
        Assert.Equal(CodeOutcome.Passed, result.Outcome);
    }
}
