using Showdown.Sandboxing;
using Showdown.Sandboxing.Values;
using Showdown.Tests.Sandboxing;

[assembly: AssemblyFixture(typeof(SandboxFixture))]

namespace Showdown.Tests.Sandboxing;

/// <summary>One warm sandbox for all tests that run programs; they are skipped, with the reason, where there can be none.</summary>
public sealed class SandboxFixture : IAsyncDisposable
{
    private readonly Lazy<Task<SandboxCheck>> _check;

    public SandboxFixture()
    {
        Pool = new SandboxPool(
            new SandboxOptions
            {
                MemoryBytes = 384L << 20,
                OutputBytes = 16 << 20,
                Parallel = 2,
            }
        );
        References = new ReferenceOutputs(Pool, TimeProvider.System);
        Sandbox = new CodeSandbox(Pool, References, TimeProvider.System);
        _check = new(() => SandboxProbe.CheckAsync(Pool, TimeProvider.System, CancellationToken.None));
    }

    public SandboxPool Pool { get; }

    public ReferenceOutputs References { get; }

    public CodeSandbox Sandbox { get; }

    public async Task<CodeSandbox> RequireAsync()
    {
        var check = await _check.Value;
        Assert.SkipUnless(check.Usable, check.Message);
        return Sandbox;
    }

    /// <summary>A function <c>f</c>, called with one argument a test.</summary>
    public static FunctionTask Function(params (PyValue Argument, PyValue Expected)[] tests) =>
        new()
        {
            Id = "test",
            EntryPoint = "f",
            Time = new TimeRule { Floor = TimeSpan.FromSeconds(1), Total = TimeSpan.FromSeconds(10) },
            Groups = [new TestGroup("base", [.. tests.Select(t => CallTest.Of([t.Argument], t.Expected))])],
        };

    public static PyValue Number(long value) => new PyInt(value);

    public static PyValue Text(string value) => new PyStr(value);

    public ValueTask DisposeAsync() => Pool.DisposeAsync();
}
