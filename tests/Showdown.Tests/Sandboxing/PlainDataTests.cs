using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Showdown.Sandboxing.Values;

namespace Showdown.Tests.Sandboxing;

public sealed class PlainDataTests
{
    [Theory]
    //          a                b                equal in Python
    [InlineData("1", "1.0", true)]
    [InlineData("1", "true", true)]
    [InlineData("0.0", "-0.0", true)]
    [InlineData("9007199254740993", "9007199254740992.0", false)] // exact, not rounded to a float
    [InlineData("1e300", "1000000000000000000000", false)]
    [InlineData("0.1", "0.1", true)]
    [InlineData("0.5", "0.25", false)]
    [InlineData("NaN", "NaN", false)]
    [InlineData("Infinity", "Infinity", true)]
    [InlineData("Infinity", "-Infinity", false)]
    [InlineData("\"1\"", "1", false)]
    [InlineData("null", "0", false)]
    [InlineData("null", "null", true)]
    [InlineData("[]", "null", false)]
    [InlineData("[1, [2, \"a\"]]", "[1.0, [2, \"a\"]]", true)]
    [InlineData("[1, 2]", "[2, 1]", false)]
    [InlineData("[1]", "[1, 1]", false)]
    [InlineData("{\"a\": 1, \"b\": 2}", "{\"b\": 2.0, \"a\": 1}", true)]
    [InlineData("{\"a\": 1}", "{\"a\": 2}", false)]
    [InlineData("{\"a\": 1}", "{\"a\": 1, \"b\": 1}", false)]
    public void Equality_IsPythons(string a, string b, bool equal)
    {
        var (x, y) = (PyJson.Read(a), PyJson.Read(b));
        Assert.Equal(equal, PyEquality.Instance.Equals(x, y));
        Assert.Equal(equal, PyEquality.Instance.Equals(y, x));
        Assert.True(!equal || PyEquality.Instance.GetHashCode(x) == PyEquality.Instance.GetHashCode(y));
    }

    public static TheoryData<PyValue, PyValue, bool> AcrossTypes =>
        new()
        {
            { new PyTuple([One]), new PyList([One]), false },
            { new PySet([One, new PyFloat(1), PyValue.True]), new PySet([One]), true },
            { new PySet([new PyTuple([One])]), new PySet([new PyTuple([new PyFloat(1)])]), true },
            { new PyFraction(2, 4), new PyFloat(0.5), true },
            { new PyFraction(1, 3), new PyFloat(1.0 / 3), false },
            { new PyFraction(6, 3), new PyInt(2), true },
            { new PyFloat(double.Epsilon), new PyFraction(1, BigInteger.Pow(2, 1074)), true },
            { new PyComplex(new Complex(1, 0)), One, true },
            { new PyComplex(new Complex(1, 2)), new PyComplex(new Complex(1, 2)), true },
            { new PyComplex(new Complex(1, 2)), One, false },
            { new PyBytes([1]), new PyBytes([1]), true },
            { new PyObject("A", ""), new PyObject("A", ""), false },
            { new PyDict([new(One, One), new(new PyFloat(1), PyValue.None)]), new PyDict([new(PyValue.True, PyValue.None)]), true },
        };

    private static PyValue One => new PyInt(1);

    [Theory]
    [MemberData(nameof(AcrossTypes))]
    public void Equality_KeepsTypesApart_ButNotNumbers(PyValue a, PyValue b, bool equal)
    {
        Assert.Equal(equal, PyEquality.Instance.Equals(a, b));
        Assert.True(!equal || PyEquality.Instance.GetHashCode(a) == PyEquality.Instance.GetHashCode(b));
    }

    [Theory]
    // marshal.dumps(value, 2) of CPython
    [InlineData("4E", "None")]
    [InlineData("54", "True")]
    [InlineData("69D6FFFFFF", "-42")]
    [InlineData("6C03000000 0000 0000 0400", "4294967296")]
    [InlineData("6CFBFFFFFF0000000000000000 1000", "-18446744073709551616")]
    [InlineData("67000000000000F83F", "1.5")]
    [InlineData("79000000000000F03F00000000000000C0", "(1.0-2.0j)")]
    [InlineData("7503000000C3A962", "'éb'")]
    [InlineData("7503000000EDA080", "'\\ud800'")]
    [InlineData("7302000000 0001", "b'0001' (hex)")]
    [InlineData("2801000000 69 01000000", "(1,)")]
    [InlineData("5B02000000 4E 46", "[None, False]")]
    [InlineData("7B 7501000000 61 6901000000 30", "{'a': 1}")]
    [InlineData("3C00000000", "set()")]
    [InlineData("3E01000000 6905000000", "{5}")]
    [InlineData("28040000002E75080000006672616374696F6E69010000006904000000", "Fraction(1, 4)")]
    public void Marshal_IsReadAndWritten(string hex, string shown)
    {
        var bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        var value = MarshalReader.Read(bytes);
        Assert.Equal(shown, value.ToString());
        if (value is not (PyFraction or PySet))
            Assert.Equal(bytes, MarshalWriter.Write(value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("69010000")] // too short
    [InlineData("4E4E")] // more after the value
    [InlineData("5BFFFFFFFF")] // a count below zero
    [InlineData("5BFFFFFF7F")] // a count far above the data
    [InlineData("75FFFFFF7F61")]
    [InlineData("6CFFFFFF7F")]
    [InlineData("6C000000800000")]
    [InlineData("7501000000FF")] // not UTF-8
    [InlineData("7B4E")] // a dict without end
    [InlineData("7B30")]
    [InlineData("30")]
    [InlineData("63")] // code
    [InlineData("E9")] // a reference flag
    public void Marshal_RefusesWhatIsNotPlainData(string hex)
    {
        if (hex == "7B30")
            Assert.Equal("{}", MarshalReader.Read(Convert.FromHexString(hex)).ToString());
        else
            Assert.Throws<FormatException>(() => MarshalReader.Read(Convert.FromHexString(hex)));
    }

    [Fact]
    public void Marshal_EndsOnAnyBytes() =>
        Prop.ForAll<byte[]>(bytes =>
            {
                try
                {
                    MarshalReader.Read(bytes).ToString();
                }
                catch (FormatException) { }
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Marshal_GivesBackEveryInteger() =>
        Prop.ForAll<byte[]>(bytes =>
            {
                var number = new BigInteger(bytes);
                return MarshalReader.Read(MarshalWriter.Write(new PyInt(number))) is PyInt read && read.Value == number;
            })
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("12345678901234567890123", "12345678901234567890123")]
    [InlineData("1.0", "1.0")]
    [InlineData("1E2", "100.0")]
    [InlineData("-0.0", "-0.0")]
    [InlineData(" [ 1 , {\"a\" : null} ] ", "[1, {'a': None}]")]
    [InlineData("\"\\u00e9\\n\\ud83d\\ude00\\ud800\\\"\\\\\"", "'é\\n😀\\ud800\"\\\\'")]
    [InlineData("[Infinity, -Infinity, NaN]", "[inf, -inf, nan]")]
    public void Json_IsReadAsPythonReadsIt(string json, string shown) => Assert.Equal(shown, PyJson.Read(json).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("[1,]")]
    [InlineData("[1")]
    [InlineData("{1: 2}")]
    [InlineData("\"a")]
    [InlineData("\"\\x\"")]
    [InlineData("tru")]
    [InlineData("1 2")]
    [InlineData("--1")]
    public void Json_RefusesWhatIsNotJson(string json) => Assert.Throws<FormatException>(() => PyJson.Read(json));

    [Theory]
    //          expected         printed          same
    [InlineData("1\n2\n", "1\n2", true)]
    [InlineData("1 2 3", "1  2 3 ", true)] // as numbers; as text it would differ
    [InlineData("a b", "a  b", false)]
    [InlineData("1.0", "1", true)]
    [InlineData("0.10", "1e-1", true)]
    [InlineData("1000000000000000000001", "1000000000000000000000", false)]
    [InlineData("0.1", "0.1000000001", false)] // there is no tolerance
    [InlineData("-0", "0.00", true)]
    [InlineData("1e5", "100_000", true)]
    [InlineData("inf", "Infinity", true)]
    [InlineData("inf", "-inf", false)]
    [InlineData("nan", "NaN", false)]
    [InlineData("1 2", "1", false)]
    [InlineData("Yes", "YES", false)]
    [InlineData("a\n\nb", "a\nb", false)]
    [InlineData(" a \n b ", "a\nb", true)]
    [InlineData("", "\n\n", true)]
    [InlineData("1.", "1", true)]
    [InlineData(".", "..", false)]
    [InlineData("1e999999999999999999999", "2", false)]
    public void PrintedText_IsComparedLineByLine(string expected, string printed, bool same) =>
        Assert.Equal(same, Showdown.Sandboxing.PrintedText.Difference(expected, printed) is null);
}
