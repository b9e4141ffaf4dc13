using System.Numerics;
using Showdown.Sandboxing.Values;

namespace Showdown.Tests.Sandboxing;

/// <summary>Values made to be slow: reading and comparing them takes steps and memory in proportion to their bytes.</summary>
[Trait("Category", "Chaos")]
[Trait("Category", "Slow")]
public sealed class ForeignValueTests
{
    private const int Count = 120_000;

    public static TheoryData<string, PyValue> Hostile() =>
        new()
        {
            { "dicts of one key", new PyTuple(Many(i => new PyDict([new(new PyStr("k"), new PyInt(i))]))) },
            { "dicts of one value", new PyTuple(Many(i => new PyDict([new(new PyInt(i), PyValue.None)]))) },
            { "NaNs", new PyTuple(Many(_ => new PyFloat(double.NaN))) },
            { "complex NaNs", new PyTuple(Many(_ => new PyComplex(new Complex(double.NaN, 0)))) },
            { "things that are no plain data", new PyTuple(Many(_ => new PyObject("A", ""))) },
            {
                "floats that .NET hashes alike",
                new PyTuple(Many(i => new PyFloat(BitConverter.Int64BitsToDouble(((long)i << 32 | (uint)i) & 0x7FEFFFFFFFFFFFFF))))
            },
            { "bytes", new PyTuple(Many(i => new PyBytes(BitConverter.GetBytes(i)))) },
            { "sets that cancel each other out", new PyTuple(Many(i => new PySet([new PyInt(i), new PyInt(i ^ 1)]))) },
            {
                "sets that part one set in two",
                new PyTuple(Many(i => new PySet([Ints(bit => (i >> bit & 1) == 0), Ints(bit => (i >> bit & 1) == 1)])))
            },
            { "long numbers", new PyTuple(Many(i => new PyInt(new BigInteger(i) << 64 | new BigInteger(i)))) },
            { "tuples", new PyTuple(Many(i => new PyTuple([new PyInt(i), new PyInt(-i)]))) },
        };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void ASetOfManyValues_TakesFewSteps(string what, PyValue items)
    {
        var equality = new PyEquality(budget: 20L * Count, TestContext.Current.CancellationToken);
        var set = new PySet(((PyTuple)items).Items, equality);
        Assert.True(set.Items.Count >= Count / 2, what);
        equality.Equals(set, new PySet(((PyTuple)items).Items, equality));
    }

    [Fact]
    public void ListsInLists_CannotAnnounceMoreThanThereIs()
    {
        var bytes = new byte[1 << 20];
        for (var at = 0; at + 5 <= bytes.Length; at += 5)
        {
            bytes[at] = (byte)'[';
            BitConverter.TryWriteBytes(bytes.AsSpan(at + 1), bytes.Length - at - 5);
        }
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<FormatException>(() => MarshalReader.Read(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16L << 20);
    }

    [Fact]
    public void ARatioOfLongNumbers_IsRefused()
    {
        var forged = MarshalWriter.Write(
            new PyTuple([PyValue.None, new PyStr("fraction"), new PyInt(BigInteger.One << 4_000_000), new PyInt((BigInteger.One << 3_999_999) + 1)])
        );
        forged[5] = (byte)'.'; // Ellipsis in place of None
        Assert.IsNotType<PyFraction>(MarshalReader.Read(forged));
    }

    [Fact]
    public void AComparison_EndsWithItsBudget_AndWhenItIsCancelled()
    {
        var list = new PyList(Many(i => new PyInt(i)));
        Assert.Throws<BudgetSpentException>(() => new PyEquality(1000, CancellationToken.None).Equals(list, new PyList(list.Items)));
        Assert.Throws<OperationCanceledException>(() =>
            new PyEquality(long.MaxValue, new CancellationToken(canceled: true)).Equals(list, new PyList(list.Items))
        );
        Assert.True(new PyEquality(2 * Count, CancellationToken.None).Equals(list, new PyList(list.Items)));
    }

    private static PySet Ints(Func<int, bool> chosen) => new(Enumerable.Range(0, 18).Where(chosen).Select(i => new PyInt(i)));

    private static PyValue[] Many(Func<int, PyValue> make) => [.. Enumerable.Range(0, Count).Select(make)];
}
