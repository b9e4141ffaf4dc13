using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Showdown.Sandboxing.Values;

/// <summary>Writes plain data in Python's marshal format, version 2.</summary>
public static class MarshalWriter
{
    public static byte[] Write(PyValue value)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(output, value);
        return output.WrittenSpan.ToArray();
    }

    private static void Write(ArrayBufferWriter<byte> output, PyValue value)
    {
        switch (value)
        {
            case PyNone:
                Code(output, 'N');
                break;
            case PyBool flag:
                Code(output, flag.Value ? 'T' : 'F');
                break;
            case PyInt number when number.Value >= int.MinValue && number.Value <= int.MaxValue:
                Code(output, 'i');
                Int32(output, (int)number.Value);
                break;
            case PyInt number:
                Code(output, 'l');
                LongInteger(output, number.Value);
                break;
            case PyFloat number:
                Code(output, 'g');
                Double(output, number.Value);
                break;
            case PyComplex number:
                Code(output, 'y');
                Double(output, number.Value.Real);
                Double(output, number.Value.Imaginary);
                break;
            case PyStr text:
                Code(output, 'u');
                Text(output, text.Value);
                break;
            case PyBytes bytes:
                Code(output, 's');
                Int32(output, bytes.Value.Length);
                output.Write(bytes.Value);
                break;
            case PyList list:
                Items(output, '[', list.Items);
                break;
            case PyTuple tuple:
                Items(output, '(', tuple.Items);
                break;
            case PySet set:
                Items(output, '<', set.Items);
                break;
            case PyDict dict:
                Code(output, '{');
                foreach (var (key, item) in dict.Entries)
                {
                    Write(output, key);
                    Write(output, item);
                }
                Code(output, '0');
                break;
            default:
                throw new ArgumentException($"{value.GetType().Name} cannot be given to a program.", nameof(value));
        }
    }

    private static void Items(ArrayBufferWriter<byte> output, char code, IReadOnlyCollection<PyValue> items)
    {
        Code(output, code);
        Int32(output, items.Count);
        foreach (var item in items)
            Write(output, item);
    }

    private static void LongInteger(ArrayBufferWriter<byte> output, BigInteger value)
    {
        var bytes = BigInteger.Abs(value).ToByteArray(isUnsigned: true);
        var digits = new List<ushort>();
        uint held = 0;
        var bits = 0;
        foreach (var piece in bytes)
        {
            held |= (uint)piece << bits;
            if ((bits += 8) >= 15)
            {
                digits.Add((ushort)(held & 0x7FFF));
                (held, bits) = (held >> 15, bits - 15);
            }
        }
        if (held != 0)
            digits.Add((ushort)held);
        while (digits.Count > 0 && digits[^1] == 0)
            digits.RemoveAt(digits.Count - 1);
        Int32(output, value.Sign < 0 ? -digits.Count : digits.Count);
        foreach (var digit in digits)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(output.GetSpan(2), digit);
            output.Advance(2);
        }
    }

    /// <summary>UTF-8; a lone surrogate as the three bytes that Python's "surrogatepass" reads.</summary>
    private static void Text(ArrayBufferWriter<byte> output, string text)
    {
        var bytes = new ArrayBufferWriter<byte>(text.Length + 3);
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var used) == OperationStatus.Done)
            {
                bytes.Advance(rune.EncodeToUtf8(bytes.GetSpan(4)));
            }
            else
            {
                var unit = rest[0];
                bytes.Write([(byte)(0xE0 | unit >> 12), (byte)(0x80 | unit >> 6 & 0x3F), (byte)(0x80 | unit & 0x3F)]);
            }
            rest = rest[used..];
        }
        Int32(output, bytes.WrittenCount);
        output.Write(bytes.WrittenSpan);
    }

    private static void Code(ArrayBufferWriter<byte> output, char code) => output.Write([(byte)code]);

    private static void Int32(ArrayBufferWriter<byte> output, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(output.GetSpan(4), value);
        output.Advance(4);
    }

    private static void Double(ArrayBufferWriter<byte> output, double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(output.GetSpan(8), value);
        output.Advance(8);
    }
}
