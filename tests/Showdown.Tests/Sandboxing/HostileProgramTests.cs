using Showdown.Sandboxing;
using Showdown.Sandboxing.Values;
using static Showdown.Tests.Sandboxing.SandboxFixture;

namespace Showdown.Tests.Sandboxing;

/// <summary>Programs that attack what tests them: each ends, none is right, and the next one is tested as if nothing had been.</summary>
[Trait("Category", "Chaos")]
[Trait("Category", "Slow")]
public sealed class HostileProgramTests(SandboxFixture fixture)
{
    private const string Raw =
        "import os, struct, marshal\ndef send(payload, kind=1):\n    data = memoryview(struct.pack('<IBd', len(payload), kind, 0.0) + payload)\n    while data: data = data[os.write(3, data):]\n";

    /// <summary>What each of them does is wait, for as long as it may: so all do it side by side.</summary>
    private static readonly (string What, string Program)[] _waiting =
    [
        ("len replaced", "import builtins\nbuiltins.len = lambda x: 0\ndef f(x): return x + 2"),
        ("sleeping in a test", "import time\ndef f(x): time.sleep(1000)"),
        ("sleeping while it loads", "import time\ntime.sleep(1000)\ndef f(x): return x + 1"),
        ("a lock that is never freed", "import threading\nl = threading.Lock()\nl.acquire()\ndef f(x): l.acquire()"),
        (
            "threads that sleep",
            "import threading, time\ndef f(x):\n    for _ in range(20): threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()\n    time.sleep(1000)"
        ),
        ("waiting for tests that never come", "import os\ndef f(x):\n    while True: os.read(3, 1 << 16)"),
        (
            "the main thread gone",
            "import ctypes, threading, time\ndef f(x):\n    threading.Thread(target=time.sleep, args=(1000,)).start()\n    ctypes.CDLL(None).pthread_exit(0)"
        ),
        ("a selector on nothing", "import select\ndef f(x): select.poll().poll()"),
        ("a pipe that nobody writes to", "import os\ndef f(x):\n    r, w = os.pipe()\n    return os.read(r, 1)"),
        ("signals that are waited for", "import signal\ndef f(x): signal.pause()"),
    ];

    [Fact]
    public async Task ProgramsThatOnlyWait_HoldTheirPlacesForABoundedTime_AndAreNeverRight()
    {
        await fixture.RequireAsync();
        await using var pool = new SandboxPool(fixture.Pool.Options with { Parallel = _waiting.Length });
        var sandbox = new CodeSandbox(pool, new ReferenceOutputs(pool, TimeProvider.System), TimeProvider.System);
        await Task.WhenAll(_waiting.Select(w => IsNeverRightAsync(sandbox, w.What, w.Program)));
    }

    [Theory]
    [InlineData("a flood of answers", Raw + "def f(x):\n    while True: send(b'N')")]
    [InlineData("a long forged answer", Raw + "def f(x): send(b'N' * (1 << 20))")]
    [InlineData("lists in lists that announce too much", Raw + "def f(x): send((b'[' + struct.pack('<i', 900000)) * 200000)")]
    [InlineData(
        "a set of dicts of one key",
        Raw
            + "def f(x):\n    one = b''.join(b'{' + marshal.dumps('k', 2) + marshal.dumps(i, 2) + b'0' for i in range(60000))\n    send(b'<' + struct.pack('<i', 60000) + one)"
    )]
    [InlineData("a set of NaNs", "def f(x): return {float('nan') for _ in range(100000)}")]
    [InlineData("a ratio of long numbers", Raw + "def f(x): send(marshal.dumps((..., 'fraction', 3 ** 1000000, 2 ** 1000001 + 1), 2))")]
    [InlineData("an integer of a megabyte", "def f(x): return 1 << 8000000")]
    [InlineData("nesting without end", "def f(x):\n    a = []\n    for _ in range(100000): a = [a]\n    return a")]
    [InlineData("a list that holds itself", "def f(x):\n    a = []\n    a.append(a)\n    return a")]
    [InlineData("frames cut in the middle", "import os\ndef f(x):\n    os.write(3, b'\\xff\\xff\\x00\\x00\\x01')\n    os._exit(0)")]
    [InlineData("an endless error text", "def f(x): raise ValueError('x' * (1 << 27))")]
    [InlineData("an error that cannot be shown", "class E(Exception):\n    def __str__(self):\n        while True: pass\ndef f(x): raise E()")]
    [InlineData(
        "a value that is slow to look at",
        "import numbers\nclass N:\n    def __repr__(self):\n        while True: pass\ndef f(x): return N()"
    )]
    public async Task AProgram_HoldsItsPlaceForABoundedTime_AndIsNeverRight(string what, string program) =>
        await IsNeverRightAsync(await fixture.RequireAsync(), what, program);

    private static async Task IsNeverRightAsync(CodeSandbox sandbox, string what, string program)
    {
        var task = Function((Number(1), Number(2)), (Number(2), Number(3)));
        var result = await sandbox.TestAsync(task, program, TestContext.Current.CancellationToken);
        Assert.False(result.Outcome is CodeOutcome.Passed or CodeOutcome.CouldNotRun, $"{what}: {result.Outcome}, {result.Reason}");
        Assert.InRange(result.Reason.Length, 1, 1000);
        Assert.Equal(CodeOutcome.Passed, (await sandbox.TestAsync(task, "def f(x): return x + 1", TestContext.Current.CancellationToken)).Outcome);
    }

    [Theory]
    [InlineData("while True: print('1 ' * 10000, end='')", "1 2 3", CodeOutcome.OutputLimit)]
    [InlineData("print('1 ' * 6000000)", "1 2 3", CodeOutcome.Wrong)]
    [InlineData("print('\\n' * 12000000)", "", CodeOutcome.Passed)]
    [InlineData("print('\\n' * 12000000 + 'x')", "a", CodeOutcome.Wrong)]
    [InlineData("print('a' + '\\n' * 12000000 + 'x')", "a", CodeOutcome.Wrong)]
    [InlineData("print('9' * 12000000)", "9", CodeOutcome.Wrong)]
    [InlineData("import sys\nsys.stdout.buffer.write(b'\\xff' * 12000000)", "9", CodeOutcome.Wrong)]
    [InlineData("import time\nprint('5', flush=True)\ntime.sleep(1000)", "5", CodeOutcome.TimedOut)]
    [InlineData("import time\nwhile True:\n    print('5', flush=True)\n    time.sleep(0.3)", "5", CodeOutcome.TimedOut)]
    public async Task AScriptThatFloods_IsComparedAsItPrints(string program, string expected, CodeOutcome outcome)
    {
        var sandbox = await fixture.RequireAsync();
        var task = new ScriptTask
        {
            Id = "test",
            Tests = [new("", expected)],
            Time = new TimeRule { Floor = TimeSpan.FromSeconds(2), Total = TimeSpan.FromSeconds(4) },
        };
        var result = await sandbox.TestAsync(task, program, TestContext.Current.CancellationToken);
        Assert.True(outcome == result.Outcome, result.Reason);
    }

    [Fact]
    public async Task Testing_CanBeCancelled_WhileAnAnswerIsCompared()
    {
        var sandbox = await fixture.RequireAsync();
        using var cancel = new CancellationTokenSource();
        var task = Function((Number(1), new PySet([.. Enumerable.Range(0, 50_000).Select(i => new PyInt(i))]))) with
        {
            Rule = new CancellingRule(cancel),
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            sandbox.TestAsync(task, "def f(x): return set(map(float, range(50000)))", cancel.Token)
        );
    }

    [Fact]
    public async Task WhatFailsTwiceByItself_IsToldOfThatProgramAlone()
    {
        var sandbox = await fixture.RequireAsync();
        var task = Function((Number(1), Number(2))) with { Rule = new FailingRule() };
        var result = await sandbox.TestAsync(task, "def f(x): return 3", TestContext.Current.CancellationToken);
        Assert.Equal(CodeOutcome.CouldNotRun, result.Outcome);
        Assert.Contains("failed twice: InvalidDataException", result.Reason, StringComparison.Ordinal);
    }

    /// <summary>Cancels as a person may who waits for a comparison that does not end.</summary>
    private sealed class CancellingRule(CancellationTokenSource cancel) : IValueRule
    {
        public bool Accepts(ReturnedValue returned)
        {
            cancel.Cancel();
            while (true)
                _ = returned.IsEqual;
        }
    }

    private sealed class FailingRule : IValueRule
    {
        public bool Accepts(ReturnedValue returned) => throw new InvalidDataException();
    }
}
