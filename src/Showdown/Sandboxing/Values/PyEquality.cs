using System.Numerics;

namespace Showdown.Sandboxing.Values;

/// <summary>Python's <c>==</c> on plain data: numbers are equal across types when they are exactly the same number, a list is never a tuple, NaN equals nothing.</summary>
public sealed class PyEquality : IEqualityComparer<PyValue>
{
    private PyEquality()
    {
    }

    public static PyEquality Instance { get; } = new();

    public bool Equals(PyValue? x, PyValue? y) => (x, y) switch
    {
        (PyNone, PyNone) => true,
        (PyStr a, PyStr b) => a.Value == b.Value,
        (PyInt a, PyInt b) => a.Value == b.Value,
        (PyFloat a, PyFloat b) => a.Value == b.Value,
        (PyBytes a, PyBytes b) => a.Value.AsSpan().SequenceEqual(b.Value),
        (PyList a, PyList b) => SameItems(a.Items, b.Items),
        (PyTuple a, PyTuple b) => SameItems(a.Items, b.Items),
        (PySet a, PySet b) => a.Items.Count == b.Items.Count && a.Items.All(b.Items.Contains),
        (PyDict a, PyDict b) => a.Entries.Count == b.Entries.Count
            && a.Entries.All(entry => b.Entries.TryGetValue(entry.Key, out var other) && Equals(entry.Value, other)),
        _ => Number(x) is { } a && Number(y) is { } b && a == b,
    };

    public int GetHashCode(PyValue obj) => obj switch
    {
        PyStr text => text.Value.GetHashCode(StringComparison.Ordinal),
        PyBytes bytes => bytes.Value.Aggregate(17, HashCode.Combine),
        PyList list => list.Items.Aggregate(1, (hash, item) => HashCode.Combine(hash, GetHashCode(item))),
        PyTuple tuple => tuple.Items.Aggregate(2, (hash, item) => HashCode.Combine(hash, GetHashCode(item))),
        PySet set => set.Items.Aggregate(3, (hash, item) => hash ^ GetHashCode(item)),
        PyDict dict => dict.Entries.Aggregate(4, (hash, entry) => hash ^ GetHashCode(entry.Key)),
        _ => Number(obj)?.GetHashCode() ?? 5,
    };

    private bool SameItems(IReadOnlyList<PyValue> a, IReadOnlyList<PyValue> b)
    {
        if (a.Count != b.Count)
            return false;
        for (var i = 0; i < a.Count; i++)
        {
            if (!Equals(a[i], b[i]))
                return false;
        }
        return true;
    }

    private static ExactNumber? Number(PyValue? value) => value switch
    {
        PyBool flag => new ExactNumber(flag.Value ? 1 : 0),
        PyInt number => new ExactNumber(number.Value),
        PyFloat number => ExactNumber.Of(number.Value),
        PyFraction number => new ExactNumber(number.Numerator, number.Denominator),
        PyComplex { Value.Imaginary: 0 } number => ExactNumber.Of(number.Value.Real),
        PyComplex number => new ExactNumber(number.Value.Real, number.Value.Imaginary),
        _ => null,
    };

    /// <summary>A finite number as an exact ratio in lowest terms; what has no ratio (infinite, NaN, complex) as floats.</summary>
    private readonly record struct ExactNumber(BigInteger Numerator, BigInteger Denominator, double Real, double Imaginary)
    {
        public ExactNumber(BigInteger value)
            : this(value, BigInteger.One, 0, 0)
        {
        }

        public ExactNumber(BigInteger numerator, BigInteger denominator)
            : this(numerator, denominator, 0, 0)
        {
        }

        public ExactNumber(double real, double imaginary)
            : this(BigInteger.Zero, BigInteger.Zero, real, imaginary)
        {
        }

        // The record would compare its floats with Equals, to which NaN is NaN.
        public bool Equals(ExactNumber other) =>
            Numerator == other.Numerator && Denominator == other.Denominator && Real == other.Real && Imaginary == other.Imaginary;

        public override int GetHashCode() => HashCode.Combine(Numerator, Denominator, Real, Imaginary);

        public static ExactNumber Of(double value)
        {
            if (!double.IsFinite(value))
                return new ExactNumber(value, 0.0);
            if (Math.Floor(value) == value)
                return new ExactNumber(new BigInteger(value));
            var bits = BitConverter.DoubleToInt64Bits(value);
            var exponent = Math.Max(1, (int)(bits >> 52 & 0x7FF)) - 1075;
            var mantissa = (bits & 0xFFFFFFFFFFFFF) | ((bits & 0x7FF0000000000000) == 0 ? 0 : 1L << 52);
            // Not a whole number, so the exponent is below zero, and taking out the twos leaves lowest terms.
            var twos = BitOperations.TrailingZeroCount(mantissa);
            return new ExactNumber(bits < 0 ? -(mantissa >> twos) : mantissa >> twos, BigInteger.One << (-exponent - twos));
        }
    }
}
