using Showdown.Sandboxing.Values;

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

/// <param name="Name">Such as "base" and "plus".</param>
public sealed record TestGroup(string Name, IReadOnlyList<CallTest> Tests);

/// <param name="Arguments">A tuple in marshal format.</param>
/// <param name="Expected">A value in marshal format; null when the reference decides.</param>
public sealed record CallTest(ReadOnlyMemory<byte> Arguments, ReadOnlyMemory<byte>? Expected = null)
{
    public static CallTest Of(IReadOnlyList<PyValue> arguments, PyValue? expected = null) =>
        new(MarshalWriter.Write(new PyTuple(arguments)), expected is null ? default(ReadOnlyMemory<byte>?) : MarshalWriter.Write(expected));
}

/// <summary>The program is a script: it reads standard input and prints. Each test is a fresh process.</summary>
public sealed record ScriptTask : CodeTask
{
    public required IReadOnlyList<ScriptTest> Tests { get; init; }

    internal override long TestBytes => Tests.Sum(t => sizeof(char) * ((long)t.Input.Length + t.Expected.Length));
}

public sealed record ScriptTest(string Input, string Expected);

/// <summary>CPU time that a program may use. Waiting for a processor costs it nothing.</summary>
public sealed record TimeRule
{
    /// <summary>
    /// For one test at least, and for loading the program. On a host that is slower than an ordinary machine it grows with the slowness.
    /// </summary>
    public TimeSpan Floor { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>For one test also this many times what the reference uses.</summary>
    public double ReferenceFactor { get; init; } = 4;

    /// <summary>For all tests of a group together, or for all tests of a script; waiting without doing anything counts here too.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromSeconds(60);

    internal TimeRule Scaled(double factor) =>
        this with
        {
            Floor = Floor * factor,
            ReferenceFactor = ReferenceFactor * factor,
            Total = Total * factor,
        };

    internal TimeSpan ForTest(TimeSpan reference) => reference * ReferenceFactor > Floor ? reference * ReferenceFactor : Floor;
}

/// <summary>Decides whether a returned value is right.</summary>
public interface IValueRule
{
    /// <remarks>Not asked when the two are the same byte for byte: that is always right.</remarks>
    bool Accepts(ReturnedValue returned);
}

/// <param name="Arguments">What the function was called with, as we sent it: the program cannot have changed it.</param>
/// <param name="FloatsExpected">True when this or an earlier test of the group expects a float, or a list or tuple of floats alone.</param>
public sealed record ReturnedValue(IReadOnlyList<PyValue> Arguments, PyValue Got, PyValue Expected, bool FloatsExpected)
{
    /// <summary>To compare what was returned by: it ends within a budget, whatever that is made of.</summary>
    public PyEquality Equality { get; init; } = PyEquality.Instance;

    public bool IsEqual => Equality.Equals(Got, Expected);
}

/// <summary>Python's equality.</summary>
public sealed class ExactRule : IValueRule
{
    private ExactRule() { }

    public static ExactRule Instance { get; } = new();

    public bool Accepts(ReturnedValue returned) => returned.IsEqual;
}
