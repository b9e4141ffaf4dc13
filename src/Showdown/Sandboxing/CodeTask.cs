namespace Showdown.Sandboxing;

/// <summary>What a program has to do, and how it is tested.</summary>
public abstract record CodeTask
{
    public required string Id { get; init; }

    /// <summary>Python that runs before the program in the same scope: the imports that a protocol grants.</summary>
    public string Prelude { get; init; } = "";

    /// <summary>Python's recursion limit; 0 leaves its own.</summary>
    public int RecursionLimit { get; init; }

    public TimeRule Time { get; init; } = new();

    /// <summary>Memory that its tests take, about; in bytes.</summary>
    internal abstract long TestBytes { get; }
}

/// <summary>The program defines a function, which is called with each test's arguments.</summary>
public sealed record FunctionTask : CodeTask
{
    public required string EntryPoint { get; init; }

    /// <summary>A class whose method the function is, where the program defines that class.</summary>
    public string Owner { get; init; } = "";

    /// <summary>Tested in this order, each in a fresh process; the first failure ends the testing.</summary>
    public required IReadOnlyList<TestGroup> Groups { get; init; }

    /// <summary>A right program: what it returns is expected where a test does not say. It is timed in the same sandbox.</summary>
    public string? Reference { get; init; }

    public IValueRule Rule { get; init; } = ExactRule.Instance;

    internal override long TestBytes => Groups.Sum(g => g.Tests.Sum(t => (long)t.Arguments.Length + (t.Expected?.Length ?? 0)));
}

/// <summary>The program is a script: it reads standard input and prints. Each test is a fresh process.</summary>
public sealed record ScriptTask : CodeTask
{
    public required IReadOnlyList<ScriptTest> Tests { get; init; }

    internal override long TestBytes => Tests.Sum(t => sizeof(char) * ((long)t.Input.Length + t.Expected.Length));
}
