using System.Numerics;

namespace Showdown.Scoring.Maths;

/// <summary>How commas between digits are read where the text alone does not say.</summary>
internal enum CommaReading
{
    /// <summary>1,234 is a thousand outside brackets; a comma inside brackets, or before other than three digits, separates.</summary>
    Usual,

    /// <summary>Every comma separates: 1,234 is the list 1 and 234.</summary>
    Separators,

    /// <summary>1,234 is a thousand inside brackets too.</summary>
    Thousands,

    /// <summary>2,74 is 2.74.</summary>
    Decimal,
}

/// <summary>Cuts LaTeX, plain text or a mixture into tokens; reads numbers, words and the many spellings of the same sign.</summary>
internal sealed partial class LatexLexer
{
    private const int LongestText = 3000;
    private const int MostTokens = 600;
    private const int DeepestNesting = 40;
    private const int MostDigits = 1200;

    private readonly string _text;
    private readonly CommaReading _commas;
    private readonly List<LatexToken> _tokens = new(32);

    /// <summary>Arguments that \frac and the like still wait for: there "12" is a 1 and a 2.</summary>
    private readonly Stack<int> _arguments = new();

    private int _pendingArguments;
    private int _brackets;
    private int _matrices;
    private int _at;
    private bool _spaced;
    private bool _failed;

    private LatexLexer(string text, CommaReading commas)
    {
        _text = text;
        _commas = commas;
    }

    /// <summary>The tokens; null when the text is too long, too deep, or holds a command that says nothing to us.</summary>
    public static List<LatexToken>? Read(string text, CommaReading commas = CommaReading.Usual)
    {
        if (text.Length > LongestText)
            return null;
        var lexer = new LatexLexer(text, commas);
        lexer.ReadAll(0, text.Length);
        return lexer._failed ? null : lexer._tokens;
    }

    private void ReadAll(int from, int to)
    {
        _at = from;
        while (_at < to && !_failed)
        {
            if (_tokens.Count > MostTokens || _arguments.Count > DeepestNesting || _brackets > DeepestNesting)
            {
                _failed = true;
                return;
            }

            ReadOne(to);
        }
    }

    private void ReadOne(int to)
    {
        var c = _text[_at];
        if (char.IsWhiteSpace(c) || c is '~' or '\u200B' or '\uFEFF' or '\u2061' or '\u2062')
        {
            _spaced = true;
            _at++;
        }
        else if (c == '\\')
        {
            ReadCommand(to);
        }
        else if (char.IsAsciiDigit(c) || (c == '.' && _at + 1 < to && char.IsAsciiDigit(_text[_at + 1]) && !FollowsNumber()))
        {
            ReadNumber(to);
        }
        else if (char.IsAsciiLetter(c))
        {
            ReadLetters(to);
        }
        else
        {
            ReadSign(c);
        }
    }

    private bool FollowsNumber() => _tokens.Count > 0 && _tokens[^1].Kind == TokenKind.Number && !_spaced;

    private void Add(TokenKind kind, string text, int length)
    {
        _tokens.Add(new LatexToken(kind, text, _at, _spaced) { InWords = _inWords });
        _spaced = false;
        _at += length;
        if (
            _pendingArguments > 0
            && kind is not (TokenKind.OpenBrace or TokenKind.Fraction or TokenKind.Binomial or TokenKind.Root or TokenKind.Minus)
        )
            _pendingArguments--;
    }

    private void AddNumber(Rational value, int decimals, int length, string text, bool goesOn = false)
    {
        _tokens.Add(
            new LatexToken(TokenKind.Number, text, _at, _spaced)
            {
                Value = value,
                Decimals = decimals,
                GoesOn = goesOn,
                InWords = _inWords,
            }
        );
        _spaced = false;
        _at += length;
        if (_pendingArguments > 0)
            _pendingArguments--;
    }

    private void AddConstant(MathConstant constant, int length)
    {
        Add(TokenKind.Constant, constant.ToString(), length);
        _tokens[^1] = _tokens[^1] with { Constant = constant };
    }

    private void ReadSign(char c)
    {
        switch (c)
        {
            case '{' when _at + 2 < _text.Length && _text[_at + 2] == '}' && _text[_at + 1] is ':' or '=' or '<' or '>' or '+' or '-' or '*' or '/':
                _at++;
                ReadSign(_text[_at]); // {:} is a colon without the room around it
                _at++;
                break;
            case '{':
                _arguments.Push(_pendingArguments);
                _pendingArguments = 0;
                Add(TokenKind.OpenBrace, "{", 1);
                break;
            case '}'
                when _tokens is [.., { Kind: TokenKind.OpenBrace }]
                    && _arguments.TryPeek(out var waiting)
                    && waiting == 0
                    && (_tokens.Count < 2 || _tokens[^2].Kind is not (TokenKind.Caret or TokenKind.Underscore)):
                _tokens.RemoveAt(_tokens.Count - 1); // the {} of {}_5C_2
                _arguments.Pop();
                _at++;
                break;
            case '}':
                Add(TokenKind.CloseBrace, "}", 1);
                _pendingArguments = _arguments.Count > 0 ? Math.Max(0, _arguments.Pop() - 1) : 0;
                break;
            case '(' or '[' or '⟨' or '〈' or '（' or '⌊' or '⌈':
                _brackets++;
                Add(
                    TokenKind.Open,
                    c switch
                    {
                        '（' => "(",
                        '⟨' or '〈' => "<",
                        _ => c.ToString(),
                    },
                    1
                );
                break;
            case ')' or ']' or '⟩' or '〉' or '）' or '⌋' or '⌉':
                _brackets = Math.Max(0, _brackets - 1);
                Add(
                    TokenKind.Close,
                    c switch
                    {
                        '）' => ")",
                        '⟩' or '〉' => ">",
                        _ => c.ToString(),
                    },
                    1
                );
                break;
            case '+':
                Add(TokenKind.Plus, "+", 1);
                break;
            case '-' or '−' or '–' or '—' or '‐' or '‑':
                Add(TokenKind.Minus, "-", 1);
                break;
            case '±':
                Add(TokenKind.PlusMinus, "±", 1);
                break;
            case '∓':
                Add(TokenKind.MinusPlus, "∓", 1);
                break;
            case '*' when Next() == '*' && IsOperatorPlace():
                Add(TokenKind.Caret, "^", 2);
                break;
            case '*' when !IsOperatorPlace() || Next() == '*' || _at + 1 >= _text.Length:
                _at++; // markdown
                break;
            case '*' or '×' or '·' or '⋅' or '∙' or '∗':
                Add(TokenKind.Times, "*", 1);
                break;
            case '/' or '÷' or '∕' or '⁄':
                Add(TokenKind.Divide, "/", 1);
                break;
            case '^':
                ReadCaret();
                break;
            case '_':
                ReadUnderscore();
                break;
            case '!' when Next() == '=':
                Add(TokenKind.Relation, "≠", 2);
                break;
            case '!':
                Add(TokenKind.Factorial, "!", 1);
                break;
            case '%':
                Add(TokenKind.Percent, "%", 1);
                break;
            case '°' or 'º' or '˚':
                Add(TokenKind.Degree, "°", 1);
                break;
            case '\'' or '′' or '’':
                Add(TokenKind.Prime, "'", 1);
                break;
            case '|' or '∣':
                Add(TokenKind.Bar, "|", 1);
                break;
            case ',' or '，' or '、':
                Add(TokenKind.Comma, ",", 1);
                break;
            case ';' or '；':
                Add(TokenKind.Semicolon, ";", 1);
                break;
            case ':' or '：' or '∶':
                Add(TokenKind.Colon, ":", 1);
                break;
            case '&' when _matrices == 0:
                _at++; // aligns the lines of a derivation
                break;
            case '&':
                Add(TokenKind.Ampersand, "&", 1);
                break;
            case '<' or '>':
                if (Next() == '=')
                    Add(TokenKind.Relation, c == '<' ? "≤" : "≥", 2);
                else
                    Add(TokenKind.Relation, c.ToString(), 1);
                break;
            case '=':
                Add(TokenKind.Relation, "=", Next() is '=' or '<' or '>' ? 2 : 1);
                break;
            case '≤' or '⩽' or '≦':
                Add(TokenKind.Relation, "≤", 1);
                break;
            case '≥' or '⩾' or '≧':
                Add(TokenKind.Relation, "≥", 1);
                break;
            case '≠' or '≈' or '≡' or '∈' or '∉' or '⊂' or '⊆' or '⊃' or '⊇' or '∥' or '⊥':
                Add(TokenKind.Relation, c.ToString(), 1);
                break;
            case '∧':
                Add(TokenKind.And, "∧", 1);
                break;
            case '∨':
                Add(TokenKind.Or, "∨", 1);
                break;
            case '¬':
                Add(TokenKind.Function, "not", 1);
                break;
            case '∪' or '∩' or '∖' or '∘' when c != '∘' || IsAfter(TokenKind.Symbol):
                Add(TokenKind.SetOperator, c.ToString(), 1);
                break;
            case '∞':
                AddConstant(MathConstant.Infinity, 1);
                break;
            case 'π' or 'Π' or '\u03D6':
                AddConstant(MathConstant.Pi, 1);
                break;
            case '√':
                Add(TokenKind.Root, "2", 1);
                break;
            case '∛':
                Add(TokenKind.Root, "3", 1);
                break;
            case '…' or '⋯':
                Add(TokenKind.Ellipsis, "…", 1);
                break;
            case '→' or '⇒' or '⟹' or '⟶':
                Add(TokenKind.Arrow, "→", 1);
                break;
            case '$' or '£' or '€' or '¥' or '₹':
                ReadCurrency(c);
                break;
            case '.' or '"' or '`' or '#' or '“' or '”' or '‘' or '?' or '。' or '\u2060':
                if (c is '.' && Next() == '.' && _at + 2 < _text.Length && _text[_at + 2] == '.')
                    Add(TokenKind.Ellipsis, "…", 3);
                else
                    _at++;
                break;
            default:
                ReadOther(c);
                break;
        }
    }

    private char Next() => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    private bool IsOperatorPlace() =>
        _tokens.Count > 0
        && _tokens[^1].Kind
            is TokenKind.Number
                or TokenKind.Symbol
                or TokenKind.Constant
                or TokenKind.Close
                or TokenKind.CloseBrace
                or TokenKind.Factorial
        && _at + 1 < _text.Length
        && (_text[(_at + 1)..].AsSpan().TrimStart("* ") is { Length: > 0 } rest)
        && (char.IsLetterOrDigit(rest[0]) || rest[0] is '(' or '\\' or '-' or '{' or '√' or '.');

    // Only money before or behind a number; a lone dollar is a LaTeX delimiter.
    private void ReadCurrency(char c)
    {
        if (c == '$')
        {
            _at++;
            return;
        }

        Add(TokenKind.Currency, c.ToString(), 1);
    }

    // ^\circ and its like are degrees.
    private void ReadCaret()
    {
        var rest = _text.AsSpan(_at + 1).TrimStart();
        var brace = rest.StartsWith('{');
        var inner = brace ? rest[1..].TrimStart() : rest;
        var set = _tokens is [.., { Kind: TokenKind.CloseBrace }] ? _tokens.Count - 2 : _tokens.Count - 1; // \mathbb{R}^+
        if (
            set >= 0
            && _tokens[set] is { Kind: TokenKind.Symbol, Text: "R" or "Q" or "Z" or "ℝ" or "ℚ" or "ℤ" } number
            && inner is ['+' or '-' or '*', ..]
            && (!brace || inner is [_, '}', ..])
        )
        {
            _tokens[set] = number with { Text = number.Text + inner[0] };
            _at = _text.Length - inner.Length + (brace ? 2 : 1);
            return;
        }

        if (IsAfter(TokenKind.Number) && OrdinalLength(rest) is > 0 and var ordinal)
        {
            ReadOrdinal("th", ordinal + (_text.Length - rest.Length - _at));
            return;
        }

        var length =
            inner.StartsWith("\\text{o}") ? 8
            : inner.StartsWith("\\mathrm{o}") || inner.StartsWith("\\textrm{o}") ? 10
            : inner.StartsWith("\\circ") && (inner.Length == 5 || !char.IsAsciiLetter(inner[5])) ? 5
            : inner.StartsWith("\\degree") ? 7
            : inner.StartsWith("°")
            || inner.StartsWith("∘")
            || (brace && (inner.StartsWith("o}") || inner.StartsWith("○")))
            || inner is ['o'] or ['o', not (>= 'a' and <= 'z'), ..] && !brace
                ? 1
            : 0;
        if (length == 0)
        {
            Add(TokenKind.Caret, "^", 1);
            return;
        }

        inner = inner[length..];
        if (brace)
        {
            inner = inner.TrimStart();
            if (!inner.StartsWith('}'))
            {
                _failed = true; // ^{\circ C} and the like
                return;
            }

            inner = inner[1..];
        }

        Add(TokenKind.Degree, "°", _text.Length - inner.Length - _at);
    }

    // {\text{th}}, \text{st}, {nd}, \mathrm{rd}: braces and commands around one of the four endings; 0 when it is none.
    private static int OrdinalLength(ReadOnlySpan<char> text)
    {
        var at = 0;
        var open = 0;
        for (var changed = true; changed; )
        {
            changed = false;
            foreach (var wrapper in (ReadOnlySpan<string>)["{", " ", "\\text", "\\mathrm", "\\textrm", "\\rm", "\\mbox"])
            {
                if (!text[at..].StartsWith(wrapper))
                    continue;
                at += wrapper.Length;
                open += wrapper == "{" ? 1 : 0;
                changed = true;
            }
        }

        if (open == 0 || !(text[at..].StartsWith("th") || text[at..].StartsWith("st") || text[at..].StartsWith("nd") || text[at..].StartsWith("rd")))
            return 0;
        at += 2;
        while (open > 0 && at < text.Length && text[at] is '}' or ' ')
        {
            open -= text[at] == '}' ? 1 : 0;
            at++;
        }

        return open == 0 ? at : 0;
    }

    private static BigInteger Digits(ReadOnlySpan<char> digits) =>
        BigInteger.Parse(digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture);
}
