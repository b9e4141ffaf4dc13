using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Showdown.Sandboxing.Values;

/// <summary>
/// Reads Python's marshal format, version 2, as far as it holds plain data. The bytes may come from anyone: whatever they say, reading ends, and
/// takes memory in proportion to them.
/// </summary>
/// <remarks>The format stands in CPython's Python/marshal.c; version 2 has been the same since Python 2.5 and has no references.</remarks>
public ref struct MarshalReader
{
    private const int MaxDepth = 2000;

    /// <summary>Of a ratio's two numbers: bringing them to lowest terms takes time that grows with the square of the length.</summary>
    private const int MaxRatioBits = 1 << 16;

    private static readonly UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _data;
    private readonly PyEquality _equality;
    private int _place;
    private int _depth;
    private long _announced;

    private MarshalReader(ReadOnlySpan<byte> data, PyEquality equality)
    {
        _data = data;
        _equality = equality;
    }

    /// <param name="equality">By which the items of sets and the keys of dicts are told apart, within its budget; null for data of ours.</param>
    /// <exception cref="FormatException">The bytes are not exactly one plain value.</exception>
    /// <exception cref="BudgetSpentException">The equality's budget is spent.</exception>
    public static PyValue Read(ReadOnlySpan<byte> data, PyEquality? equality = null)
    {
        var reader = new MarshalReader(data, equality ?? PyEquality.Instance);
        var value = reader.Value() ?? throw new FormatException("There is no value.");
        return reader._place == data.Length ? value : throw new FormatException("There is more after the value.");
    }

    /// <returns>Null for the mark that ends a dict.</returns>
    private PyValue? Value()
    {
        if (++_depth > MaxDepth)
            throw new FormatException("The value is nested too deeply.");
        PyValue? value = (char)Take(1)[0] switch
        {
            '0' => null,
            'N' => PyValue.None,
            'T' => PyValue.True,
            'F' => PyValue.False,
            '.' => new PyObject("ellipsis", "..."),
            'i' => new PyInt(Int32()),
            'l' => new PyInt(LongInteger()),
            'g' => new PyFloat(Double()),
            'y' => new PyComplex(new Complex(Double(), Double())),
            'u' => new PyStr(Text(Take(Count(1)))),
            's' => new PyBytes(Take(Count(1)).ToArray()),
            '[' => new PyList(Items()),
            '(' => Tuple(Items()),
            '<' or '>' => new PySet(Items(), _equality),
            '{' => Dict(),
            var other => throw new FormatException($"The type code {(int)other} is not that of plain data."),
        };
        _depth--;
        return value;
    }

    private PyValue[] Items()
    {
        // Each item takes a byte at least, so all counts together are no more than the bytes, or lists in lists would announce far more than
        // there is.
        var count = Count(1);
        if ((_announced += count) > _data.Length)
            throw new FormatException("The counts are larger than the data.");
        var items = new PyValue[count];
        for (var i = 0; i < items.Length; i++)
            items[i] = Value() ?? throw new FormatException("An item is missing.");
        return items;
    }

    /// <summary>The runner says with a tuple that starts with Ellipsis what marshal cannot say.</summary>
    private static PyValue Tuple(PyValue[] items) =>
        items switch
        {
            [PyObject { Type: "ellipsis" }, PyStr { Value: "fraction" }, PyInt numerator, PyInt { Value.Sign: 1 } denominator]
                when numerator.Value.GetBitLength() <= MaxRatioBits && denominator.Value.GetBitLength() <= MaxRatioBits => new PyFraction(
                numerator.Value,
                denominator.Value
            ),
            [PyObject { Type: "ellipsis" }, PyStr { Value: "object" }, PyStr type, PyStr text] => new PyObject(type.Value, text.Value),
            _ => new PyTuple(items),
        };

    private PyDict Dict()
    {
        var entries = new List<KeyValuePair<PyValue, PyValue>>();
        while (Value() is { } key)
            entries.Add(new(key, Value() ?? throw new FormatException("A dict lacks a value.")));
        return new PyDict(entries, _equality);
    }

    /// <summary>15 bits a digit, the least first; a negative count is a negative number.</summary>
    private BigInteger LongInteger()
    {
        var count = Int32();
        var size = Math.Abs((long)count);
        if (size * 2 > _data.Length - _place)
            throw new FormatException("An integer is longer than the data.");
        var digits = Take((int)size * 2);
        var bytes = new byte[size * 15 / 8 + 2];
        uint held = 0;
        var (bits, written) = (0, 0);
        for (var i = 0; i < digits.Length; i += 2)
        {
            held |= (uint)(BinaryPrimitives.ReadUInt16LittleEndian(digits[i..]) & 0x7FFF) << bits;
            for (bits += 15; bits >= 8; bits -= 8, held >>= 8)
                bytes[written++] = (byte)held;
        }
        bytes[written] = (byte)held;
        var value = new BigInteger(bytes, isUnsigned: true);
        return count < 0 ? -value : value;
    }

    private int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    private double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    private int Count(int bytesEach)
    {
        var count = Int32();
        return count >= 0 && (long)count * bytesEach <= _data.Length - _place ? count : throw new FormatException("A count is larger than the data.");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _data.Length - _place)
            throw new FormatException("The data end too early.");
        var taken = _data.Slice(_place, count);
        _place += count;
        return taken;
    }

    private static string Text(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return _strictUtf8.GetString(utf8);
        }
        catch (DecoderFallbackException)
        {
            return TextWithSurrogates(utf8);
        }
    }

    /// <summary>UTF-8 as Python's "surrogatepass" writes it: a lone surrogate is three bytes, ED A0..BF xx.</summary>
    private static string TextWithSurrogates(ReadOnlySpan<byte> utf8)
    {
        var text = new StringBuilder();
        while (!utf8.IsEmpty)
        {
            if (utf8 is [0xED, >= 0xA0 and <= 0xBF, >= 0x80 and <= 0xBF, ..])
            {
                text.Append((char)(0xD000 | (utf8[1] & 0x3F) << 6 | utf8[2] & 0x3F));
                utf8 = utf8[3..];
                continue;
            }
            if (Rune.DecodeFromUtf8(utf8, out var rune, out var used) != System.Buffers.OperationStatus.Done)
                throw new FormatException("A text is not UTF-8.");
            text.Append(rune);
            utf8 = utf8[used..];
        }
        return text.ToString();
    }
}
