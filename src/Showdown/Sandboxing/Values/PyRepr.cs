using System.Globalization;
using System.Text;

namespace Showdown.Sandboxing.Values;

/// <summary>Python's notation of plain data, for people to read in a reason. Bounded in length and in work.</summary>
public static class PyRepr
{
    public static string Of(PyValue value, int maxChars)
    {
        var text = new StringBuilder();
        Write(value, text, maxChars);
        return Cut(text.ToString(), maxChars);
    }

    /// <summary>The first characters, with a mark when there were more.</summary>
    public static string Cut(string text, int maxChars) => text.Length <= maxChars ? text : text[..maxChars] + "…";

    private static void Write(PyValue value, StringBuilder text, int maxChars)
    {
        if (text.Length > maxChars)
            return;
        switch (value)
        {
            case PyNone:
                text.Append("None");
                break;
            case PyBool flag:
                text.Append(flag.Value ? "True" : "False");
                break;
            case PyInt number:
                // Converting to decimal takes time that grows with the square of the length.
                var bits = number.Value.GetBitLength();
                text.Append(bits > 20_000 ? $"<int of {bits} bits>" : number.Value.ToString(CultureInfo.InvariantCulture));
                break;
            case PyFloat number:
                text.Append(Float(number.Value));
                break;
            case PyComplex number:
                text.Append('(')
                    .Append(Float(number.Value.Real))
                    .Append(number.Value.Imaginary < 0 ? "" : "+")
                    .Append(Float(number.Value.Imaginary))
                    .Append("j)");
                break;
            case PyFraction number:
                text.Append("Fraction(").Append(new PyInt(number.Numerator)).Append(", ").Append(new PyInt(number.Denominator)).Append(')');
                break;
            case PyStr str:
                text.Append(Quoted(Cut(str.Value, maxChars)));
                break;
            case PyBytes bytes:
                text.Append("b'")
                    .Append(Cut(Convert.ToHexStringLower(bytes.Value.AsSpan(0, Math.Min(bytes.Value.Length, maxChars))), maxChars))
                    .Append("' (hex)");
                break;
            case PyList list:
                WriteAll(list.Items, "[", "]", text, maxChars);
                break;
            case PyTuple tuple:
                WriteAll(tuple.Items, "(", tuple.Items.Count == 1 ? ",)" : ")", text, maxChars);
                break;
            case PySet set:
                WriteAll(set.Items, set.Items.Count == 0 ? "set(" : "{", set.Items.Count == 0 ? ")" : "}", text, maxChars);
                break;
            case PyDict dict:
                WriteAll(dict.Entries, text, maxChars);
                break;
            case PyObject thing:
                text.Append('<').Append(thing.Type).Append(" object: ").Append(thing.Text).Append('>');
                break;
        }
    }

    private static void WriteAll(IEnumerable<PyValue> items, string open, string close, StringBuilder text, int maxChars)
    {
        text.Append(open);
        var separator = "";
        foreach (var item in items.TakeWhile(_ => text.Length <= maxChars))
        {
            text.Append(separator);
            Write(item, text, maxChars);
            separator = ", ";
        }
        text.Append(close);
    }

    private static void WriteAll(IReadOnlyDictionary<PyValue, PyValue> entries, StringBuilder text, int maxChars)
    {
        text.Append('{');
        var separator = "";
        foreach (var (key, value) in entries.TakeWhile(_ => text.Length <= maxChars))
        {
            text.Append(separator);
            Write(key, text, maxChars);
            text.Append(": ");
            Write(value, text, maxChars);
            separator = ", ";
        }
        text.Append('}');
    }

    private static string Float(double value)
    {
        if (double.IsNaN(value))
            return "nan";
        if (double.IsInfinity(value))
            return value > 0 ? "inf" : "-inf";
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text.Replace("E", "e", StringComparison.Ordinal);
    }

    private static string Quoted(string value)
    {
        var text = new StringBuilder("'");
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (c is '\'' or '\\')
                text.Append('\\').Append(c);
            else if (c == '\n')
                text.Append("\\n");
            else if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
                text.Append(c).Append(value[++i]);
            else if (char.IsControl(c) || char.IsSurrogate(c))
                text.Append($"\\u{(int)c:x4}");
            else
                text.Append(c);
        }
        return text.Append('\'').ToString();
    }
}
