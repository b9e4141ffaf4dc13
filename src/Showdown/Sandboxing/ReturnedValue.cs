using Showdown.Sandboxing.Values;

namespace Showdown.Sandboxing;

/// <param name="Arguments">What the function was called with, as we sent it: the program cannot have changed it.</param>
/// <param name="FloatsExpected">True when this or an earlier test of the group expects a float, or a list or tuple of floats alone.</param>
public sealed record ReturnedValue(IReadOnlyList<PyValue> Arguments, PyValue Got, PyValue Expected, bool FloatsExpected)
{
    /// <summary>To compare what was returned by: it ends within a budget, whatever that is made of.</summary>
    public PyEquality Equality { get; init; } = PyEquality.Instance;

    public bool IsEqual => Equality.Equals(Got, Expected);
}
