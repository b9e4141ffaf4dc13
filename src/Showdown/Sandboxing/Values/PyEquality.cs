using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Showdown.Sandboxing.Values;

/// <summary>
/// Python's <c>==</c> on plain data: numbers are equal across types when they are exactly the same number, a list is never a tuple, NaN equals
/// nothing.
/// </summary>
/// <remarks>
/// The values may have been made to be slow to compare. All hashes are keyed: they come from <see
/// cref="string.GetHashCode(ReadOnlySpan{char})"/>, Marvin
/// with a key of this process, and never from combining unkeyed ones, so nobody can make many that are alike. What equals nothing is hashed by
/// its identity.
/// </remarks>
public sealed class PyEquality : IEqualityComparer<PyValue>
{
    private const int StepsBetweenLooks = 1 << 12;

    private readonly CancellationToken _cancel;
    private readonly long? _budget;
    private long _steps;

    private PyEquality() { }

    /// <param name="budget">Comparisons of two values, parts included, until <see cref="BudgetSpentException"/>.</param>
    public PyEquality(long budget, CancellationToken cancel) => (_budget, _cancel) = (budget, cancel);

    /// <summary>For values of ours: without a bound.</summary>
    public static PyEquality Instance { get; } = new();

    public bool Equals(PyValue? x, PyValue? y)
    {
        Step();
        return (x, y) switch
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
    }

    public int GetHashCode(PyValue obj) =>
        obj.Hash ??= obj switch
        {
            PyNone => 1,
            PyStr text => string.GetHashCode(text.Value.AsSpan()),
            PyBytes bytes => Keyed(bytes.Value),
            PyList list => InOrder(1, list.Items),
            PyTuple tuple => InOrder(2, tuple.Items),
            PySet set => AnyOrder(3, set.Items.Select(GetHashCode)),
            PyDict dict => AnyOrder(4, dict.Entries.Select(entry => Keyed([GetHashCode(entry.Key), GetHashCode(entry.Value)]))),
            _ => Number(obj)?.GetHashCode() ?? RuntimeHelpers.GetHashCode(obj),
        };

    private int InOrder(int kind, IReadOnlyList<PyValue> items)
    {
        Step();
        var hashes = new int[items.Count + 1];
        hashes[0] = kind;
        for (var i = 0; i < items.Count; i++)
            hashes[i + 1] = GetHashCode(items[i]);
        return Keyed(hashes);
    }

    // The sum is keyed once more, or the sets { {1, 2}, {3} } and { {1}, {2, 3} } were alike, and so all ways of parting one set in two.
    private static int AnyOrder(int kind, IEnumerable<int> hashes) => Keyed([kind, hashes.Aggregate(0, (sum, hash) => unchecked(sum + hash))]);

    private void Step()
    {
        if (_budget is null)
            return;
        if (++_steps > _budget)
            throw new BudgetSpentException();
        if (_steps % StepsBetweenLooks == 0)
            _cancel.ThrowIfCancellationRequested();
    }

    private static int Keyed(ReadOnlySpan<int> hashes) => string.GetHashCode(MemoryMarshal.Cast<int, char>(hashes));

    private static int Keyed(byte[] bytes)
    {
        var chars = MemoryMarshal.Cast<byte, char>(bytes.AsSpan());
        var hash = string.GetHashCode(chars);
        return bytes.Length % 2 == 0 ? hash : Keyed([hash, bytes[^1]]);
    }

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

    private static ExactNumber? Number(PyValue? value) =>
        value switch
        {
            PyBool flag => new ExactNumber(flag.Value ? 1 : 0),
            PyInt number => new ExactNumber(number.Value),
            PyFloat number => double.IsNaN(number.Value) ? null : ExactNumber.Of(number.Value),
            PyFraction number => new ExactNumber(number.Numerator, number.Denominator),
            PyComplex number when double.IsNaN(number.Value.Real) || double.IsNaN(number.Value.Imaginary) => null,
            PyComplex { Value.Imaginary: 0 } number => ExactNumber.Of(number.Value.Real),
            PyComplex number => new ExactNumber(number.Value.Real, number.Value.Imaginary),
            _ => null,
        };

    /// <summary>A finite number as an exact ratio in lowest terms; what has no ratio (infinite, NaN, complex) as floats.</summary>
    private readonly record struct ExactNumber(BigInteger Numerator, BigInteger Denominator, double Real, double Imaginary)
    {
        public ExactNumber(BigInteger value)
            : this(value, BigInteger.One, 0, 0) { }

        public ExactNumber(BigInteger numerator, BigInteger denominator)
            : this(numerator, denominator, 0, 0) { }

        public ExactNumber(double real, double imaginary)
            : this(BigInteger.Zero, BigInteger.Zero, real, imaginary) { }

        // The record would compare its floats with Equals, to which NaN is NaN.
        public bool Equals(ExactNumber other) =>
            Numerator == other.Numerator && Denominator == other.Denominator && Real == other.Real && Imaginary == other.Imaginary;

        public override int GetHashCode() =>
            Keyed([
                Keyed(Numerator.ToByteArray()),
                Keyed(Denominator.ToByteArray()),
                Keyed(BitConverter.GetBytes(Real + 0.0)),
                Keyed(BitConverter.GetBytes(Imaginary + 0.0)), // no zero is negative
            ]);

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
