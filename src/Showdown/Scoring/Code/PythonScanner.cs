using System.Buffers;

namespace Showdown.Scoring.Code;

/// <summary>Cuts text into Python's logical lines. Text that cannot be Python ends the scan at the line it stands in.</summary>
internal sealed class PythonScanner(string[] lines)
{
    private static readonly HashSet<string> _keywords = new(StringComparer.Ordinal)
    {
        "and",
        "as",
        "assert",
        "async",
        "await",
        "break",
        "class",
        "continue",
        "def",
        "del",
        "elif",
        "else",
        "except",
        "finally",
        "for",
        "from",
        "global",
        "if",
        "import",
        "in",
        "is",
        "lambda",
        "nonlocal",
        "not",
        "or",
        "pass",
        "raise",
        "return",
        "try",
        "while",
        "with",
        "yield",
    };

    private static readonly string[] _operators =
    [
        "**=",
        "//=",
        ">>=",
        "<<=",
        "...",
        "**",
        "//",
        ">>",
        "<<",
        "<=",
        ">=",
        "==",
        "!=",
        "->",
        ":=",
        "+=",
        "-=",
        "*=",
        "/=",
        "%=",
        "&=",
        "|=",
        "^=",
        "@=",
        "+",
        "-",
        "*",
        "/",
        "%",
        "@",
        "&",
        "|",
        "^",
        "~",
        "<",
        ">",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        ".",
        ";",
        "=",
    ];

    private static readonly SearchValues<char> _hexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    private static readonly SearchValues<char> _quotes = SearchValues.Create("'\"");

    private int _line;
    private int _column;
    private readonly List<PythonToken> _tokens = [];
    private readonly Stack<char> _open = new();

    /// <summary>The next logical line from a line on; blank lines and comments are passed over.</summary>
    /// <param name="from">A line, from 0.</param>
    /// <param name="line">Null at the end of the text, and when what stands there cannot be Python.</param>
    /// <returns>False when it cannot be Python; then <see cref="FailedAt"/> is the line where the statement starts.</returns>
    public bool TryNext(int from, out PythonLine? line)
    {
        line = null;
        _line = from;
        while (_line < lines.Length && IsBlank(lines[_line]))
            _line++;
        FailedAt = _line;
        if (_line == lines.Length)
            return true;
        LinesLeft--;
        var first = _line;
        var indent = Indent(lines[first], out _column);
        _tokens.Clear();
        _open.Clear();
        if (!ReadStatement())
            return false;
        line = new PythonLine(first, _line, indent, [.. _tokens]);
        return true;
    }

    public int FailedAt { get; private set; }

    /// <summary>Lines that may still be looked at; below zero nothing is Python any more.</summary>
    public long LinesLeft { get; set; } = long.MaxValue;

    private bool ReadStatement()
    {
        while (true)
        {
            var text = lines[_line];
            while (_column < text.Length && text[_column] is ' ' or '\t' or '\f' or '\r')
                _column++;
            if (_column >= text.Length || text[_column] == '#')
            {
                if (_open.Count == 0)
                    return true;
                if (!NextLine())
                    return false;
            }
            else if (text[_column] == '\\')
            {
                if (text.AsSpan(_column + 1).Trim().Length > 0 || !NextLine())
                    return false;
            }
            else if (!ReadToken(text))
            {
                return false;
            }
        }
    }

    private bool NextLine()
    {
        _line++;
        _column = 0;
        return _line < lines.Length && --LinesLeft > 0;
    }

    private bool ReadToken(string text)
    {
        var c = text[_column];
        if (char.IsLetter(c) || c == '_')
            return ReadName(text);
        if (char.IsAsciiDigit(c) || (c == '.' && _column + 1 < text.Length && char.IsAsciiDigit(text[_column + 1])))
            return ReadNumber(text);
        if (c is '\'' or '"')
            return ReadText(text, raw: false);
        foreach (var op in _operators)
        {
            if (string.CompareOrdinal(text, _column, op, 0, op.Length) != 0)
                continue;
            _column += op.Length;
            _tokens.Add(new PythonToken(PythonKind.Operator, op));
            return op.Length > 1 || Bracket(op[0]);
        }

        return false;
    }

    private bool Bracket(char c)
    {
        if (c is '(' or '[' or '{')
            _open.Push(c);
        else if (c is ')' or ']' or '}')
            return _open.TryPop(out var opened) && (opened, c) is ('(', ')') or ('[', ']') or ('{', '}');
        return true;
    }

    private bool ReadName(string text)
    {
        var start = _column;
        while (_column < text.Length && (char.IsLetterOrDigit(text[_column]) || text[_column] == '_'))
            _column++;
        var name = text[start.._column];
        if (
            _column < text.Length
            && _quotes.Contains(text[_column])
            && name.ToLowerInvariant() is "r" or "u" or "b" or "f" or "br" or "rb" or "fr" or "rf" or "t"
        )
            return ReadText(text, name.Contains('r', StringComparison.OrdinalIgnoreCase));
        _tokens.Add(new PythonToken(_keywords.Contains(name) ? PythonKind.Keyword : PythonKind.Name, name));
        return true;
    }

    private bool ReadNumber(string text)
    {
        var start = _column;
        while (
            _column < text.Length
            && (char.IsAsciiLetterOrDigit(text[_column]) || text[_column] is '.' or '_' || (text[_column] is '+' or '-' && IsExponent(text, start)))
        )
            _column++;
        var number = text[start.._column];
        _tokens.Add(new PythonToken(PythonKind.Number, number));
        return IsNumber(number);
    }

    private bool IsExponent(string text, int start) =>
        text[_column - 1] is 'e' or 'E' && !text.AsSpan(start, _column - start).StartsWith("0x", StringComparison.OrdinalIgnoreCase);

    private static bool IsNumber(string number)
    {
        var digits = number.Replace("_", "", StringComparison.Ordinal).TrimEnd('j', 'J');
        if (digits.Length > 1 && digits[0] == '0' && digits[1] is 'x' or 'X' or 'o' or 'O' or 'b' or 'B')
            return digits.Length > 2 && digits.AsSpan(2).IndexOfAnyExcept(_hexDigits) < 0;
        return double.TryParse(
            digits,
            System.Globalization.NumberStyles.AllowDecimalPoint | System.Globalization.NumberStyles.AllowExponent,
            System.Globalization.CultureInfo.InvariantCulture,
            out _
        );
    }

    private bool ReadText(string text, bool raw)
    {
        var quote = text[_column];
        var isLong = string.CompareOrdinal(text, _column, new string(quote, 3), 0, 3) == 0;
        _column += isLong ? 3 : 1;
        while (true)
        {
            text = lines[_line];
            if (_column >= text.Length)
            {
                if (!isLong || !NextLine())
                    return false;
            }
            else if (text[_column] == '\\')
            {
                // A backslash at the end of a line carries a short text on; in raw text it guards a quote all the same.
                if (_column + 1 >= text.TrimEnd('\r').Length)
                {
                    if (!NextLine())
                        return false;
                }
                else
                {
                    _column += 2;
                }
            }
            else if (text[_column] == quote && (!isLong || string.CompareOrdinal(text, _column, new string(quote, 3), 0, 3) == 0))
            {
                _column += isLong ? 3 : 1;
                _tokens.Add(new PythonToken(PythonKind.Text, raw ? "r" : ""));
                return true;
            }
            else
            {
                _column++;
            }
        }
    }

    private static bool IsBlank(string line)
    {
        var rest = line.AsSpan().TrimStart(" \t\f\r");
        return rest.Length == 0 || rest[0] == '#';
    }

    private static int Indent(string line, out int column)
    {
        var indent = 0;
        for (column = 0; column < line.Length && line[column] is ' ' or '\t' or '\f'; column++)
            indent = line[column] switch
            {
                '\t' => indent / 8 * 8 + 8,
                '\f' => 0,
                _ => indent + 1,
            };
        return indent;
    }
}
