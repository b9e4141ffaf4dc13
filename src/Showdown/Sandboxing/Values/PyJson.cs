using System.Globalization;
using System.Numerics;
using System.Text;

namespace Showdown.Sandboxing.Values;

/// <summary>
/// Reads JSON as Python's json module does: integers of any size, integers and floats told apart, Infinity and NaN, lone surrogates.
/// System.Text.Json does none of these, and the datasets need them.
/// </summary>
public ref struct PyJson
{
    private const int MaxDepth = 1000;

    private readonly ReadOnlySpan<char> _text;
    private int _place;
    private int _depth;

    private PyJson(ReadOnlySpan<char> text) => _text = text;

    /// <exception cref="FormatException">The text is not exactly one JSON value; the message gives the place.</exception>
    public static PyValue Read(ReadOnlySpan<char> text)
    {
        var reader = new PyJson(text);
        var value = reader.Value();
        reader.SkipSpace();
        return reader._place == text.Length ? value : throw reader.Error("there is more after the value");
    }

    private PyValue Value()
    {
        if (++_depth > MaxDepth)
            throw Error("nested too deeply");
        SkipSpace();
        PyValue value = Peek() switch
        {
            '{' => Object(),
            '[' => Array(),
            '"' => new PyStr(Text()),
            't' => Word("true", PyValue.True),
            'f' => Word("false", PyValue.False),
            'n' => Word("null", PyValue.None),
            'N' => Word("NaN", new PyFloat(double.NaN)),
            'I' => Word("Infinity", new PyFloat(double.PositiveInfinity)),
            '-' when _text[_place..].StartsWith("-Infinity") => Word("-Infinity", new PyFloat(double.NegativeInfinity)),
            _ => Number(),
        };
        _depth--;
        return value;
    }

    private PyDict Object()
    {
        var entries = new List<KeyValuePair<PyValue, PyValue>>();
        _place++;
        SkipSpace();
        if (Accept('}'))
            return new PyDict(entries);
        do
        {
            SkipSpace();
            if (Peek() != '"')
                throw Error("a name in quotes was expected");
            var name = new PyStr(Text());
            SkipSpace();
            if (!Accept(':'))
                throw Error("':' was expected");
            entries.Add(new(name, Value()));
            SkipSpace();
        } while (Accept(','));
        return Accept('}') ? new PyDict(entries) : throw Error("',' or '}' was expected");
    }

    private PyList Array()
    {
        var items = new List<PyValue>();
        _place++;
        SkipSpace();
        if (Accept(']'))
            return new PyList(items);
        do
        {
            items.Add(Value());
            SkipSpace();
        } while (Accept(','));
        return Accept(']') ? new PyList(items) : throw Error("',' or ']' was expected");
    }

    private PyValue Word(string word, PyValue value)
    {
        if (!_text[_place..].StartsWith(word))
            throw Error("a value was expected");
        _place += word.Length;
        return value;
    }

    private PyValue Number()
    {
        var start = _place;
        while (_place < _text.Length && (char.IsAsciiDigit(_text[_place]) || _text[_place] is '-' or '+' or '.' or 'e' or 'E'))
            _place++;
        var text = _text[start.._place];
        if (
            text.IndexOfAny('.', 'e', 'E') < 0
            && BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
        )
            return new PyInt(whole);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? new PyFloat(number)
            : throw Error("a value was expected");
    }

    private string Text()
    {
        var end = ++_place;
        while (end < _text.Length && _text[end] is not ('"' or '\\'))
            end++;
        if (end < _text.Length && _text[end] == '"')
        {
            var plain = _text[_place..end].ToString();
            _place = end + 1;
            return plain;
        }
        var text = new StringBuilder();
        while (Peek() is var c and not '"')
        {
            _place++;
            text.Append(c == '\\' ? Escaped() : c);
        }
        _place++;
        return text.ToString();
    }

    private char Escaped()
    {
        var c = Peek();
        _place++;
        switch (c)
        {
            case '"' or '\\' or '/':
                return c;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u'
                when _place + 4 <= _text.Length
                    && ushort.TryParse(_text.Slice(_place, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                _place += 4;
                return (char)unit;
            default:
                throw Error("an escape is not known");
        }
    }

    private readonly char Peek() => _place < _text.Length ? _text[_place] : throw Error("the text ends too early");

    private bool Accept(char c)
    {
        if (_place >= _text.Length || _text[_place] != c)
            return false;
        _place++;
        return true;
    }

    private void SkipSpace()
    {
        while (_place < _text.Length && _text[_place] is ' ' or '\t' or '\n' or '\r')
            _place++;
    }

    private readonly FormatException Error(string what) => new($"Not JSON at character {_place}: {what}.");
}
