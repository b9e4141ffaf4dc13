using System.Numerics;

namespace Showdown.Sandboxing.Values;

/// <summary>
/// A Python value as plain data, its type kept. Whatever a program returns becomes one of these before it is compared, so nothing of the program
/// takes part.
/// </summary>
public abstract class PyValue
{
    private protected PyValue() { }

    /// <summary>Worked out once: a value inside many others would be hashed again for each.</summary>
    internal int? Hash { get; set; }

    public static PyValue None { get; } = new PyNone();

    public static PyValue True { get; } = new PyBool(true);

    public static PyValue False { get; } = new PyBool(false);

    /// <summary>Python's notation, cut where it gets long.</summary>
    public override string ToString() => PyRepr.Of(this, maxChars: 400);
}

public sealed class PyNone : PyValue
{
    internal PyNone() { }
}

public sealed class PyBool : PyValue
{
    internal PyBool(bool value) => Value = value;

    public bool Value { get; }
}

public sealed class PyInt(BigInteger value) : PyValue
{
    public BigInteger Value { get; } = value;
}

public sealed class PyFloat(double value) : PyValue
{
    public double Value { get; } = value;
}

public sealed class PyComplex(Complex value) : PyValue
{
    public Complex Value { get; } = value;
}

/// <summary>A Fraction or a finite Decimal: an exact ratio in lowest terms, the denominator above zero.</summary>
public sealed class PyFraction : PyValue
{
    public PyFraction(BigInteger numerator, BigInteger denominator)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(denominator, BigInteger.One);
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        (Numerator, Denominator) = (numerator / divisor, denominator / divisor);
    }

    public BigInteger Numerator { get; }

    public BigInteger Denominator { get; }
}

/// <summary>Text as UTF-16; a lone surrogate stays one.</summary>
public sealed class PyStr(string value) : PyValue
{
    public string Value { get; } = value;
}

public sealed class PyBytes(byte[] value) : PyValue
{
    public byte[] Value { get; } = value;
}

/// <summary>A list or a tuple.</summary>
public abstract class PySequence : PyValue
{
    private protected PySequence(IReadOnlyList<PyValue> items) => Items = items;

    public IReadOnlyList<PyValue> Items { get; }
}

public sealed class PyList(IReadOnlyList<PyValue> items) : PySequence(items);

public sealed class PyTuple(IReadOnlyList<PyValue> items) : PySequence(items);

/// <summary>A set or a frozenset: equal to each other in Python, so one here.</summary>
public sealed class PySet(IEnumerable<PyValue> items, PyEquality? equality = null) : PyValue
{
    public IReadOnlySet<PyValue> Items { get; } = new HashSet<PyValue>(items, equality ?? PyEquality.Instance);
}

/// <summary>Later entries of an equal key win.</summary>
public sealed class PyDict : PyValue
{
    private readonly Dictionary<PyValue, PyValue> _entries;

    public PyDict(IEnumerable<KeyValuePair<PyValue, PyValue>> entries, PyEquality? equality = null)
    {
        _entries = new(equality ?? PyEquality.Instance);
        foreach (var (key, value) in entries)
            _entries[key] = value;
    }

    public IReadOnlyDictionary<PyValue, PyValue> Entries => _entries;
}

/// <summary>Something that is not plain data: equal to nothing, not even to itself.</summary>
/// <param name="type">The name of its type, as the program says.</param>
/// <param name="text">What the program prints for it, cut.</param>
public sealed class PyObject(string type, string text) : PyValue
{
    public string Type { get; } = type;

    public string Text { get; } = text;
}
