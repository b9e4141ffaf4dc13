using System.Globalization;
using System.Text;

namespace Showdown.Scoring.Tools;

/// <summary>Texts in quotes, with their escapes.</summary>
internal sealed partial class PythonReader
{
    private Node Prefixed(string prefix)
    {
        var kind = prefix.ToLowerInvariant();
        if (kind is not ("r" or "u" or "b" or "br" or "rb" or "f" or "fr" or "rf"))
            throw Mistake($"'{prefix}' goes with no text");
        var text = new StringBuilder();
        Quoted(text, raw: kind.Contains('r', StringComparison.Ordinal));
        if (kind.Contains('f', StringComparison.Ordinal))
            return default; // would have to be evaluated
        if (kind.Contains('b', StringComparison.Ordinal))
            return new Node(new Literal.Other(text.ToString()));
        while (Skip() is '"' or '\'')
            Quoted(text, raw: false);
        return new Node(new Literal.Text(text.ToString()));
    }

    private void Quoted(StringBuilder text, bool raw)
    {
        var quote = _text[_at];
        var ends = Peek(1) == quote && Peek(2) == quote ? new string(quote, 3) : quote.ToString();
        _at += ends.Length;
        while (string.CompareOrdinal(_text, _at, ends, 0, ends.Length) != 0)
        {
            var c = Peek();
            if (c < 0 || (c == '\n' && ends.Length == 1))
                throw Mistake("a text does not end");
            _at++;
            if (c != '\\')
                text.Append((char)c);
            else if (raw && Peek() >= 0)
                text.Append('\\').Append(_text[_at++]);
            else
                Escape(text);
        }

        _at += ends.Length;
    }

    private void Escape(StringBuilder text)
    {
        var c = Peek();
        _at++;
        switch (c)
        {
            case -1:
                throw Mistake("a text does not end");
            case '\n':
                return;
            case 'n':
                text.Append('\n');
                return;
            case 't':
                text.Append('\t');
                return;
            case 'r':
                text.Append('\r');
                return;
            case 'b':
                text.Append('\b');
                return;
            case 'f':
                text.Append('\f');
                return;
            case 'v':
                text.Append('\v');
                return;
            case 'a':
                text.Append('\a');
                return;
            case '\\' or '\'' or '"':
                text.Append((char)c);
                return;
            case 'x':
                text.Append((char)Hex(2));
                return;
            case 'u':
                text.Append((char)Hex(4));
                return;
            case 'U':
                text.Append(Hex(8) is <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF) and var rune ? char.ConvertFromUtf32(rune) : "\uFFFD");
                return;
            case >= '0' and <= '7':
                var value = c - '0';
                for (var n = 0; n < 2 && Peek() is >= '0' and <= '7'; n++)
                    value = (value * 8) + (_text[_at++] - '0');
                text.Append((char)value);
                return;
            default:
                text.Append('\\').Append((char)c); // Python keeps what is no escape
                return;
        }
    }

    private int Hex(int digits)
    {
        if (
            _at + digits <= _text.Length
            && int.TryParse(_text.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
        )
        {
            _at += digits;
            return value;
        }

        throw Mistake("an escape has too few digits");
    }
}
