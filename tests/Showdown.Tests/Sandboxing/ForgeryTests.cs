using Showdown.Sandboxing;
using static Showdown.Tests.Sandboxing.SandboxFixture;

namespace Showdown.Tests.Sandboxing;

/// <summary>Programs that do not know the answer and try to pass all the same, or to make their failure look like ours.</summary>
[Trait("Category", "Chaos")]
[Trait("Category", "Slow")]
public sealed class ForgeryTests(SandboxFixture fixture)
{
    public static TheoryData<string, string> Attacks =>
        new()
        {
            { "exit at once", "import sys; print('passed'); sys.exit(0)" },
            { "os._exit at once", "import os; os._exit(0)" },
            { "the exit status of a run that cannot be confined", "import os\ndef f(x): os._exit(71)" },
            { "print success", "def f(x):\n    print('OK', 'passed', '1 passed in 0.01s')\n    return 'passed'" },
            {
                "equal to everything",
                "class A:\n    def __eq__(self, other): return True\n    def __hash__(self): return 0\n    def __repr__(self): return 'SECRET-1'\ndef f(x): return A()"
            },
            {
                "an int equal to everything",
                "class A(int):\n    def __eq__(self, other): return True\n    __hash__ = int.__hash__\ndef f(x): return A(1)"
            },
            {
                "a text equal to everything",
                "class A(str):\n    def __eq__(self, other): return True\n    def __str__(self): return 'SECRET-1'\n    __hash__ = str.__hash__\ndef f(x): return A('a')"
            },
            {
                "a list equal to everything",
                "class A(list):\n    def __eq__(self, other): return True\n    def __iter__(self): raise SystemExit(0)\ndef f(x): return A()"
            },
            {
                "numbers that claim to be anything",
                "import numbers\nclass A(numbers.Integral):\n    pass\nA.__abstractmethods__ = frozenset()\nA.__int__ = lambda self: 1\ndef f(x): return A()"
            },
            {
                "an exception named after success",
                "class passed(BaseException):\n    def __str__(self): return 'SECRET-1'\ndef f(x): raise passed()"
            },
            { "an exception that fails to be shown", "class E(Exception):\n    def __str__(self): raise SystemExit(0)\ndef f(x): raise E()" },
            {
                "patched encoder",
                "import gc, types\nfor o in gc.get_objects():\n    if isinstance(o, types.FunctionType) and o.__name__ in ('_encode', '_plain', '_answer_calls'):\n        o.__code__ = (lambda *a: b'T').__code__\nimport marshal\nmarshal.dumps = lambda *a: b'T'\ndef f(x): return x"
            },
            {
                "frames of its own",
                "import os, struct, marshal\ndef f(x):\n    for guess in range(50):\n        data = marshal.dumps('SECRET-%d' % guess, 2)\n        os.write(3, struct.pack('<IBd', len(data), 1, 0.0) + data)\n    os._exit(0)"
            },
            { "ready again and again", "import os, struct\ndef f(x):\n    os.write(3, struct.pack('<IBd', 0, 0, 0.0) * 10)\n    os._exit(0)" },
            {
                "a frame without end",
                "import os, struct\ndef f(x):\n    os.write(3, struct.pack('<IBd', 4294967295, 1, 0.0))\n    while True: os.write(3, b'x' * 65536)"
            },
            {
                "a frame of no known kind",
                "import os, struct\ndef f(x):\n    os.write(3, struct.pack('<IBd', 4, 200, 0.0) + b'pass')\n    os._exit(0)"
            },
            {
                "marshalled code",
                "import os, struct, marshal\ndef f(x):\n    data = marshal.dumps(f.__code__)\n    os.write(3, struct.pack('<IBd', len(data), 1, 0.0) + data)\n    os._exit(0)"
            },
            {
                "a count that is a lie",
                "import os, struct\ndef f(x):\n    data = b'[' + struct.pack('<i', 2 ** 31 - 1)\n    os.write(3, struct.pack('<IBd', len(data), 1, 0.0) + data)\n    os._exit(0)"
            },
            {
                "nesting without end",
                "import os, struct\ndef f(x):\n    data = b'[\\x01\\0\\0\\0' * 1000000 + b'N'\n    os.write(3, struct.pack('<IBd', len(data), 1, 0.0) + data)\n    os._exit(0)"
            },
            { "a cycle", "def f(x):\n    a = []\n    a.append(a)\n    return a" },
            { "closing the channel", "import os\ndef f(x):\n    os.close(3)\n    return x" },
            {
                "looking for the answer in all objects",
                "import gc, sys\ndef f(x):\n    for o in gc.get_objects():\n        for t in (list(o.values()) if type(o) is dict else o if type(o) in (list, tuple, set) else ()):\n            if type(t) in (str, bytes) and ('SECRET-' if type(t) is str else b'SECRET-') in t and t is not None and len(t) < 12:\n                return t\n    return None"
            },
            {
                "looking for the answer in the frames",
                "import sys\ndef f(x):\n    frame = sys._getframe()\n    while frame:\n        for t in list(frame.f_locals.values()) + list(frame.f_globals.values()):\n            if 'SECRET-' in repr(t)[:100000] and not callable(t): return t\n        frame = frame.f_back"
            },
            {
                "looking for the answer in memory",
                "import ctypes, re\ndef f(x):\n    base = id(object())\n    for way in (1, -1):\n        place = base & ~4095\n        for _ in range(256):\n            text = ctypes.string_at(place, 4096) if _ < 32 else b''\n            got = re.search(rb'SECRET-[0-9]', text)\n            if got: return got.group().decode()\n            place += way * 4096\n    return None"
            },
            {
                "looking for the answer in files",
                "import os\ndef f(x):\n    for top in ('/tmp', '/run', '/proc', '/root', '/home', '/var', '/etc'):\n        for folder, _, names in os.walk(top):\n            for name in names:\n                try:\n                    text = open(os.path.join(folder, name), 'rb').read(100000)\n                except OSError: continue\n                if b'SECRET-' in text: return text"
            },
            {
                "looking for the answer in descriptors",
                "import os\ndef f(x):\n    for d in range(256):\n        if d in (0, 1, 2): continue\n        try:\n            os.set_blocking(d, False)\n            if b'SECRET-' in os.read(d, 100000): return 'found'\n        except OSError: pass"
            },
            {
                "killing everything",
                "import os, signal\ndef f(x):\n    for target in (-1, 0, 1, 2, os.getppid(), os.getpid()):\n        try: os.kill(target, signal.SIGKILL)\n        except OSError: pass\n    return x"
            },
            { "stopping itself", "import os, signal\ndef f(x):\n    os.kill(os.getpid(), signal.SIGSTOP)\n    return x" },
            {
                "a CPU limit of its own, to be killed by the kernel",
                "import resource\nresource.setrlimit(resource.RLIMIT_CPU, (1, 1))\nresource.prlimit(0, resource.RLIMIT_CPU, (1, 1))\ndef f(x):\n    while True: pass"
            },
            {
                "a timer that kills",
                "import ctypes\nlibc = ctypes.CDLL(None)\ndef f(x):\n    event = (ctypes.c_int * 16)(0, 0, 9, 0)\n    timer = ctypes.c_void_p()\n    libc.timer_create(0, event, ctypes.byref(timer))\n    libc.timer_settime(timer, 0, (ctypes.c_long * 4)(0, 0, 0, 1000), None)\n    while True: pass"
            },
            { "aborting", "import os\ndef f(x): os.abort()" },
            {
                "a thread that goes on answering",
                "import threading, os, struct, time\ndef go():\n    while True:\n        os.write(3, struct.pack('<IBd', 1, 1, 0.0) + b'T')\nthreading.Thread(target=go, daemon=True).start()\ntime.sleep(0.01)\ndef f(x): return x"
            },
            { "closing everything and waiting", "import os\ndef f(x):\n    os.closerange(0, 64)\n    while True: pass" },
            {
                "another prelude",
                "import builtins, sys\nbuiltins.compile = builtins.exec = lambda *a, **k: None\nsys.modules['marshal'] = None\ndef f(x): return x"
            },
            {
                "profile and trace hooks",
                "import sys\ndef hook(frame, event, arg):\n    if event == 'return': frame.f_locals['value'] = 'SECRET-1'\n    return hook\nsys.settrace(hook)\nsys.setprofile(hook)\ndef f(x): return x"
            },
        };

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task AProgramWithoutTheAnswer_FailsByItsOwnFault(string attack, string program)
    {
        var sandbox = await fixture.RequireAsync();
        var secret = Random.Shared.Next(1_000_000_000);
        var task = Function((Number(1), Text($"SECRET-{secret}")), (Number(2), Text($"SECRET-{secret + 1}")));
        var result = await sandbox.TestAsync(task, program, TestContext.Current.CancellationToken);
        Assert.True(result.Outcome is not (CodeOutcome.Passed or CodeOutcome.CouldNotRun), $"{attack}: {result.Outcome}, {result.Reason}");

        // and the sandbox is none the worse for it
        var next = await sandbox.TestAsync(Function((Number(1), Number(2))), "def f(x): return x + 1", TestContext.Current.CancellationToken);
        Assert.Equal(CodeOutcome.Passed, next.Outcome);
    }

    [Theory]
    [InlineData("print('passed')")]
    [InlineData("import sys; sys.exit(0)")]
    [InlineData("import os, struct; os.write(3, struct.pack('<IBd', 0, 1, 0.0)); os._exit(0)")]
    [InlineData("import os\nos.close(3)\nprint('SECRET-1')")]
    [InlineData(
        "import os\nfor top in ('/tmp', '/run', '/proc', '/etc'):\n    for folder, _, names in os.walk(top):\n        for name in names: print(name, open(os.path.join(folder, name), 'rb').read(1000))"
    )]
    public async Task AScriptWithoutTheAnswer_FailsByItsOwnFault(string program)
    {
        var sandbox = await fixture.RequireAsync();
        var task = new ScriptTask
        {
            Id = "test",
            Tests = [new("1\n", $"SECRET-{Random.Shared.Next(1_000_000_000)}")],
            Time = new TimeRule { Floor = TimeSpan.FromSeconds(1) },
        };
        var result = await sandbox.TestAsync(task, program, TestContext.Current.CancellationToken);
        Assert.True(result.Outcome is not (CodeOutcome.Passed or CodeOutcome.CouldNotRun), $"{result.Outcome}, {result.Reason}");
    }

    [Fact]
    public async Task NothingIsLeft_OfOneAnswer_ForTheNext()
    {
        var sandbox = await fixture.RequireAsync();
        var leave = await sandbox.TestAsync(
            Function((Number(1), Number(1))),
            """
            import os, builtins, collections, marshal
            open('/tmp/left', 'w').write('LEFT-BEHIND')
            builtins.left = collections.left = 'LEFT-BEHIND'
            def f(x): return x
            """,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(CodeOutcome.Passed, leave.Outcome);
        var look = await sandbox.TestAsync(
            Function((Number(1), Number(0))),
            """
            import os, builtins, collections, gc
            needle = '-'.join(['LEFT', 'BEHIND'])
            def f(x):
                strings = [s for o in gc.get_objects() if type(o) in (list, tuple, dict) for s in (o.values() if type(o) is dict else o) if type(s) in (str, bytes)]
                return len(os.listdir('/tmp')) + hasattr(builtins, 'left') + hasattr(collections, 'left') + sum(needle in s for s in strings if type(s) is str and s is not needle)
            """,
            TestContext.Current.CancellationToken
        );
        Assert.Equal((CodeOutcome.Passed, "all 1 tests passed"), (look.Outcome, look.Reason));
    }
}
