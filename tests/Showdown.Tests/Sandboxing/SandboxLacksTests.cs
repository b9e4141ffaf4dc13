using Showdown.Sandboxing;
using static Showdown.Tests.Sandboxing.SandboxFixture;

namespace Showdown.Tests.Sandboxing;

/// <summary>What a machine does not have is never a program's fault, and somebody is told of it.</summary>
[Trait("Category", "Slow")]
public sealed class SandboxLacksTests(SandboxFixture fixture)
{
    private const string Package = "no_such_package";

    [Theory]
    //          program                                                                              outcome
    [InlineData("import no_such_package\ndef f(x): return x", CodeOutcome.CouldNotRun)]
    [InlineData("def f(x):\n    import no_such_package.linalg as la\n    return la.x", CodeOutcome.CouldNotRun)]
    [InlineData("from no_such_package import array\ndef f(x): return x", CodeOutcome.CouldNotRun)]
    [InlineData("try:\n    import no_such_package\nexcept ImportError:\n    pass\ndef f(x): return x", CodeOutcome.Passed)]
    [InlineData("try:\n    import no_such_package\nexcept ImportError:\n    pass\ndef f(x): return x + 1", CodeOutcome.Wrong)]
    [InlineData("import no_such_package_of_anybody\ndef f(x): return x", CodeOutcome.Crashed)]
    [InlineData("import another_package\ndef f(x): return x", CodeOutcome.Crashed)]
    public async Task AProgramThatImportsWhatTheSandboxLacks_IsNotWrong(string program, CodeOutcome outcome)
    {
        await fixture.RequireAsync();
        await using var pool = new SandboxPool(
            new SandboxOptions
            {
                Packages = [Package, "json"],
                Parallel = 1,
                MemoryBytes = 384L << 20,
            }
        );
        var sandbox = new CodeSandbox(pool, new ReferenceOutputs(pool, TimeProvider.System), TimeProvider.System);
        var result = await sandbox.TestAsync(Function((Number(1), Number(1))), program, TestContext.Current.CancellationToken);
        Assert.True(outcome == result.Outcome, result.Reason);
        if (outcome == CodeOutcome.CouldNotRun)
            Assert.Contains($"imports {Package}, which the sandbox's Python", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheCheck_SaysWhatIsMissing()
    {
        await fixture.RequireAsync();
        await using var pool = new SandboxPool(new SandboxOptions { Packages = [Package, "json"] });
        var check = await SandboxProbe.CheckAsync(pool, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.True(check.Usable);
        Assert.Contains($"It lacks {Package}, ", check.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import numpy as np\ndef f(x): return int(np.arange(5).sum()) - 10 + x")]
    [InlineData("import numpy as np\ndef f(x): return float(np.linalg.norm(np.array([3.0, 4.0]))) - 5 + x")]
    public async Task Numpy_Works_WhereItIsInstalled(string program)
    {
        await fixture.RequireAsync();
        // The first python3 in PATH may be somebody's own; the system's is the one that tests/run gives numpy to.
        await using var pool = new SandboxPool(new SandboxOptions { Python = "/usr/bin/python3" });
        var python = await pool.WarmAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(python.Lacks.Count > 0, $"{python.Path} has no numpy");
        var sandbox = new CodeSandbox(pool, new ReferenceOutputs(pool, TimeProvider.System), TimeProvider.System);
        var result = await sandbox.TestAsync(Function((Number(1), Number(1))), program, TestContext.Current.CancellationToken);
        Assert.True(result.Outcome == CodeOutcome.Passed, result.Reason);
    }

    [Theory]
    [InlineData("/proc/no-such-folder", "needs a few kilobytes in /proc/no-such-folder")]
    [InlineData("/dev/null", "needs a few kilobytes in /dev/null")]
    [InlineData("LONG", "needs a few kilobytes in")] // no socket can have so long a path
    public async Task AFolderThatCannotBeWrittenTo_IsNoSandbox_WithTheReason(string folder, string reason)
    {
        await fixture.RequireAsync();
        using var temporary = new TemporaryFolder();
        if (folder == "LONG")
            folder = Directory.CreateDirectory(Path.Combine(temporary.Path, new string('x', 120))).FullName;
        await using var pool = new SandboxPool(new SandboxOptions { Folder = folder });
        var result = await new CodeSandbox(pool, new ReferenceOutputs(pool, TimeProvider.System), TimeProvider.System).TestAsync(
            Function((Number(1), Number(1))),
            "def f(x): return x",
            TestContext.Current.CancellationToken
        );
        Assert.Equal(CodeOutcome.CouldNotRun, result.Outcome);
        Assert.Contains(reason, result.Reason, StringComparison.Ordinal);
        Assert.False((await SandboxProbe.CheckAsync(pool, TimeProvider.System, TestContext.Current.CancellationToken)).Usable);
    }

    [Theory]
    [InlineData("print(int(open('/dev/stdin').read()) * 2)")]
    [InlineData("import sys\nsys.stdin = open('/dev/stdin')\nprint(int(input()) * 2)")]
    [InlineData("from pathlib import Path\nprint(int(Path('/dev/stdin').read_text()) * 2)")]
    [InlineData("with open('/dev/stdin', 'rb') as file: n = int(file.readline())\nprint(n * 2)")]
    [InlineData("import os\nprint(int(os.read(os.open('/dev/stdin', os.O_RDONLY), 100)) * 2)")]
    [InlineData("import fileinput\nprint(int(next(iter(fileinput.input('/dev/stdin')))) * 2)")]
    [InlineData("print(int(input()) * 2, file=open('/dev/stdout', 'w'))")]
    [InlineData("with open('/dev/stdout', 'w') as out: out.write(str(int(input()) * 2))")]
    [InlineData("with open('/dev/stdout', 'ab') as out: out.write(b'%d' % (int(input()) * 2))")]
    [InlineData("import sys\nprint('note', file=open('/dev/stderr', 'w'))\nsys.stdout.write(str(int(sys.stdin.readline()) * 2))")]
    [InlineData("import io\nprint(int(io.open('/dev/stdin', encoding='utf-8').read()) * 2)")]
    [InlineData("open('/tmp/x', 'w').write('42')\nprint(open('/tmp/x').read())")]
    public async Task StandardStreams_CanBeOpenedByName(string program)
    {
        var sandbox = await fixture.RequireAsync();
        var task = new ScriptTask { Id = "test", Tests = [new("21\n", "42")] };
        var result = await sandbox.TestAsync(task, program, TestContext.Current.CancellationToken);
        Assert.True(result.Outcome == CodeOutcome.Passed, result.Reason);
    }
}
