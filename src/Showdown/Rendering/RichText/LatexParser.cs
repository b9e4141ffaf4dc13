using System.Text;
using static Showdown.Rendering.RichText.LatexMath;

namespace Showdown.Rendering.RichText;

/// <summary>Reads one formula from left to right and writes MathML as it goes.</summary>
internal sealed partial class LatexParser(string source, bool display)
{
    private const int Deepest = 60;

    private int _at;
    private int _depth;

    public string Whole()
    {
        var body = Row();
        return _at == source.Length ? body : throw new LatexException($"'{source[_at]}' closes nothing");
    }

    private char Peek => _at < source.Length ? source[_at] : '\0';

    /// <summary>A sequence, until something that belongs to whoever called: a closing brace, a cell's or a row's end, \right, \end.</summary>
    private string Row()
    {
        if (++_depth > Deepest)
            throw new LatexException("too deep");
        var row = new StringBuilder();
        while (true)
        {
            SkipSpace();
            if (_at >= source.Length || Peek is '}' or '&' || Ahead("\\\\") || Ahead("\\right") || Ahead("\\end") || Ahead("\\middle"))
                break;
            row.Append(WithScripts(Atom(out var takesLimits), takesLimits));
        }
        _depth--;
        return row.ToString();
    }

    private string WithScripts(string atom, bool takesLimits)
    {
        string? below = null,
            above = null;
        while (true)
        {
            SkipSpace();
            if (Peek == '\'')
            {
                var primes = 0;
                for (; Peek == '\''; _at++)
                    primes++;
                above = Element("mo", new string('′', Math.Min(primes, 4))) + above;
            }
            else if (Peek is '_' or '^')
            {
                var isBelow = source[_at++] == '_';
                if ((isBelow ? below : above) is { } && !(above is not null && above.Contains('′', StringComparison.Ordinal)))
                    throw new LatexException("two scripts in one place");
                var script = Argument();
                (below, above) = isBelow ? (script, above) : (below, (above ?? "") + script);
            }
            else if (Ahead("\\limits") || Ahead("\\nolimits"))
            {
                Command();
            }
            else
            {
                break;
            }
        }
        var under = takesLimits && display;
        return (below, above) switch
        {
            (null, null) => atom,
            ({ } b, null) => Wrap(under ? "munder" : "msub", atom, b),
            (null, { } a) => Wrap(under ? "mover" : "msup", atom, a),
            ({ } b, { } a) => Wrap(under ? "munderover" : "msubsup", atom, b, a),
        };
    }

    /// <summary>What a script or a command takes: a group in braces or the next sign alone.</summary>
    private string Argument()
    {
        SkipSpace();
        if (Peek == '\0' || Peek is '}' or '&' or '^' or '_')
            throw new LatexException("an argument is missing");
        // Of a number without braces a script takes the first digit: x^10 is x¹0.
        if (char.IsAsciiDigit(Peek))
            return Element("mn", source[_at++].ToString());
        if (++_depth > Deepest)
            throw new LatexException("too deep");
        var atom = Atom(out _);
        _depth--;
        return $"<mrow>{atom}</mrow>";
    }

    private string Atom(out bool takesLimits)
    {
        takesLimits = false;
        var c = Peek;
        switch (c)
        {
            case '{':
                return Group();
            case '\\':
                return OfCommand(Command(), out takesLimits);
            case '~':
                _at++;
                return Space("0.33em");
            case '$' or '#' or '%':
                throw new LatexException($"'{c}' in a formula");
            case '^' or '_':
                return "<mrow></mrow>";
            case var _ when char.IsAsciiDigit(c) || c == '.' && _at + 1 < source.Length && char.IsAsciiDigit(source[_at + 1]):
                return Element("mn", Number());
            case var _ when char.IsLetter(c):
                return Element("mi", Letter());
            default:
                return Element(
                    "mo",
                    Letter() switch
                    {
                        "-" => "−",
                        "*" => "∗",
                        "'" => "′",
                        "`" => "‘",
                        var sign => sign,
                    }
                );
        }
    }

    private string Group()
    {
        Expect('{');
        var row = Row();
        Expect('}');
        return $"<mrow>{row}</mrow>";
    }

    private string Number()
    {
        var start = _at;
        while (char.IsAsciiDigit(Peek) || Peek == '.' && _at + 1 < source.Length && char.IsAsciiDigit(source[_at + 1]))
            _at++;
        return source[start.._at];
    }

    /// <summary>One sign; a pair of surrogates is one.</summary>
    private string Letter()
    {
        var length = char.IsHighSurrogate(Peek) && _at + 1 < source.Length ? 2 : 1;
        _at += length;
        return source.Substring(_at - length, length);
    }

    /// <summary>The name behind a backslash: letters, or one sign.</summary>
    private string Command()
    {
        Expect('\\');
        var start = _at;
        while (char.IsAsciiLetter(Peek))
            _at++;
        if (_at == start)
        {
            if (_at >= source.Length)
                throw new LatexException("a backslash at the end");
            _at++;
        }
        return source[start.._at];
    }

    /// <summary>The text of a group as it stands, for \text and the like.</summary>
    private string RawGroup()
    {
        SkipSpace();
        Expect('{');
        var start = _at;
        for (var depth = 1; ; _at++)
        {
            if (_at >= source.Length)
                throw new LatexException("a brace is not closed");
            if (Peek == '\\')
                _at++;
            else if (Peek == '{')
                depth++;
            else if (Peek == '}' && --depth == 0)
                break;
        }
        return source[start..Math.Min(_at++, source.Length)];
    }

    private string? Optional()
    {
        SkipSpace();
        if (Peek != '[')
            return null;
        var end = source.IndexOf(']', _at);
        if (end < 0)
            throw new LatexException("a bracket is not closed");
        var inside = source[(_at + 1)..end];
        _at = end + 1;
        return inside;
    }

    private bool Ahead(string text) =>
        string.CompareOrdinal(source, _at, text, 0, text.Length) == 0
        && !(char.IsAsciiLetter(text[^1]) && _at + text.Length < source.Length && char.IsAsciiLetter(source[_at + text.Length]));

    private void Expect(char c)
    {
        if (Peek != c)
            throw new LatexException($"'{c}' is missing");
        _at++;
    }

    private void SkipSpace()
    {
        while (_at < source.Length && char.IsWhiteSpace(source[_at]))
            _at++;
    }

    private static string Wrap(string name, params ReadOnlySpan<string> parts) => $"<{name}>{string.Concat(parts)}</{name}>";

    private static string Space(string width) => $"<mspace width=\"{width}\"></mspace>";
}
