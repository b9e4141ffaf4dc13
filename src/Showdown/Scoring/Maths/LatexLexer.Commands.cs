namespace Showdown.Scoring.Maths;

internal sealed partial class LatexLexer
{
    private void ReadCommand(int to)
    {
        var end = _at + 1;
        while (end < to && char.IsAsciiLetter(_text[end]))
            end++;
        if (end == _at + 1)
        {
            ReadEscaped(end < to ? _text[end] : ' ');
            return;
        }

        var name = _text[(_at + 1)..end];
        if (end < to && _text[end] == '*')
            end++;
        var length = end - _at;
        if (name == "overline" || LatexWords.Ignored.Contains(name))
            Ignore(name, end, to);
        else if (LatexWords.TextCommands.Contains(name))
            ReadText(end, to);
        else if (LatexWords.DroppedWithArgument.Contains(name))
            SkipArgument(end, to);
        else if (name is "frac" or "dfrac" or "tfrac" or "cfrac" or "nicefrac" or "sfrac" or "fraction")
            AddWithArguments(TokenKind.Fraction, name, length, 2);
        else if (name is "binom" or "dbinom" or "tbinom")
            AddWithArguments(TokenKind.Binomial, name, length, 2);
        else if (name is "sqrt" or "root")
            AddWithArguments(TokenKind.Root, "2", length, 1);
        else if (LatexWords.Functions.Contains(name))
            Add(TokenKind.Function, name, length);
        else if (LatexWords.Relations.TryGetValue(name, out var relation))
            Add(TokenKind.Relation, relation.ToString(), length);
        else if (
            name == "mu"
            && IsAfter(TokenKind.Number)
            && (_text.AsSpan(end).TrimStart().StartsWith("\\text") || _text.AsSpan(end).TrimStart().StartsWith("\\mathrm") || _inWords)
        )
            Add(TokenKind.Word, "μ", length); // 5\,\mu\text{m}
        else if (LatexWords.Symbols.Contains(name))
            Add(TokenKind.Symbol, Symbol(name), length);
        else if (LatexWords.Ellipses.Contains(name))
            Add(TokenKind.Ellipsis, "…", length);
        else if (LatexWords.Arrows.Contains(name))
            Add(TokenKind.Arrow, LatexWords.TwoWayArrows.Contains(name) ? "↔" : "→", length);
        else
            ReadNamed(name, end, length, to);
    }

    private static string Symbol(string name) =>
        name switch
        {
            "varepsilon" => "epsilon",
            "vartheta" => "theta",
            "varphi" => "phi",
            "varrho" => "rho",
            "varsigma" => "sigma",
            "varnothing" => "emptyset",
            _ => name,
        };

    private void ReadNamed(string name, int end, int length, int to)
    {
        switch (name)
        {
            case "pi":
                AddConstant(MathConstant.Pi, length);
                break;
            case "sum" or "prod":
                Add(TokenKind.Series, name, length);
                break;
            case "infty":
                AddConstant(MathConstant.Infinity, length);
                break;
            case "imath":
                AddConstant(MathConstant.I, length);
                break;
            case "cdot" or "times" or "bullet":
                Add(TokenKind.Times, "*", length);
                break;
            case "choose" or "over":
                Add(TokenKind.Infix, name, length);
                break;
            case "div" or "slash":
                Add(TokenKind.Divide, "/", length);
                break;
            case "pm":
                Add(TokenKind.PlusMinus, "±", length);
                break;
            case "mp":
                Add(TokenKind.MinusPlus, "∓", length);
                break;
            case "cup" or "bigcup":
                Add(TokenKind.SetOperator, "∪", length);
                break;
            case "cap" or "bigcap":
                Add(TokenKind.SetOperator, "∩", length);
                break;
            case "setminus" or "backslash" or "smallsetminus":
                Add(TokenKind.SetOperator, "∖", length);
                break;
            case "circ"
                when _tokens is [.., { Kind: TokenKind.Symbol }]
                    && _text.AsSpan(end, to - end).TrimStart() is [var next, ..]
                    && (char.IsAsciiLetter(next) || next is '\\' or '('):
                Add(TokenKind.SetOperator, "∘", length);
                break;
            case "circ" or "degree" or "deg":
                Add(TokenKind.Degree, "°", length);
                break;
            case "prime":
                Add(TokenKind.Prime, "'", length);
                break;
            case "percent":
                Add(TokenKind.Percent, "%", length);
                break;
            case "lfloor" or "lceil" or "langle" or "lbrace" or "lbrack" or "lparen":
                _brackets++;
                Add(
                    TokenKind.Open,
                    name switch
                    {
                        "lfloor" => "⌊",
                        "lceil" => "⌈",
                        "langle" => "<",
                        "lbrace" => "{",
                        "lbrack" => "[",
                        _ => "(",
                    },
                    length
                );
                break;
            case "rfloor" or "rceil" or "rangle" or "rbrace" or "rbrack" or "rparen":
                _brackets = Math.Max(0, _brackets - 1);
                Add(
                    TokenKind.Close,
                    name switch
                    {
                        "rfloor" => "⌋",
                        "rceil" => "⌉",
                        "rangle" => ">",
                        "rbrace" => "}",
                        "rbrack" => "]",
                        _ => ")",
                    },
                    length
                );
                break;
            case "vert" or "lvert" or "rvert" or "mid" or "Vert" or "lVert" or "rVert":
                Add(TokenKind.Bar, "|", length);
                break;
            case "top" or "intercal":
                Add(TokenKind.Symbol, "T", length);
                break;
            case "colon":
                Add(TokenKind.Colon, ":", length);
                break;
            case "and":
                Add(TokenKind.And, "and", length);
                break;
            case "land" or "wedge":
                Add(TokenKind.And, "∧", length);
                break;
            case "or":
                Add(TokenKind.Or, "or", length);
                break;
            case "lor" or "vee":
                Add(TokenKind.Or, "∨", length);
                break;
            case "dollar" or "textdollar" or "pounds" or "euro":
                Add(TokenKind.Currency, "$", length);
                break;
            case "newline" or "cr":
                Add(TokenKind.NewRow, "\\\\", length);
                break;
            case "bmod" or "mod":
                Add(TokenKind.Modulo, "mod", length);
                break;
            case "pmod" or "pod":
                ReadModulus(end, to);
                break;
            case "neg" or "lnot":
                Add(TokenKind.Function, "not", length);
                break;
            case "AA":
                Add(TokenKind.Word, "Å", length);
                break;
            case "begin" or "end":
                ReadEnvironment(name == "begin", end, to);
                break;
            default:
                _failed = true;
                break;
        }
    }

    private void ReadEscaped(char c)
    {
        switch (c)
        {
            case '{':
                _brackets++;
                Add(TokenKind.Open, "{", 2);
                break;
            case '}':
                _brackets = Math.Max(0, _brackets - 1);
                Add(TokenKind.Close, "}", 2);
                break;
            case '\\':
                Add(TokenKind.NewRow, "\\\\", 2);
                break;
            case '%':
                Add(TokenKind.Percent, "%", 2);
                break;
            case '$':
                Add(TokenKind.Currency, "$", 2);
                break;
            case '|':
                Add(TokenKind.Bar, "|", 2);
                break;
            case '&':
                Add(TokenKind.And, "and", 2);
                break;
            case '_' or '#':
                _failed = true;
                break;
            default:
                _spaced = true; // \, \; \! \: \( \) \[ \] and a stray backslash
                _at = Math.Min(_at + 2, _text.Length);
                break;
        }
    }

    private void Ignore(string name, int end, int to)
    {
        if (name is "left" or "right" or "middle" && end < to && _text[end] == '.')
            end++;
        if (LatexWords.Accents.TryGetValue(name, out var accent) && AccentedLetter(end, to) is { } accented)
        {
            Add(TokenKind.Symbol, accent + " " + _text[accented.Letter], accented.End - _at);
            return;
        }

        _at = end;
        if (name is not ("quad" or "qquad"))
            return;
        _spaced = true;
        var next = _text.AsSpan(end, to - end).TrimStart();
        if (_tokens.Count > 0 && next.Length > 2 && char.IsAsciiLetter(next[0]) && next[1..].TrimStart() is ['=', ..])
            Add(TokenKind.Comma, ",", 0);
    }

    // \bar{z} and \bar z
    private (int Letter, int End)? AccentedLetter(int from, int to)
    {
        if (BraceContent(from, to) is { } content)
            return content.End - content.Start == 1 && char.IsAsciiLetter(_text[content.Start]) ? (content.Start, content.End + 1) : null;
        return from + 1 < to && _text[from] == ' ' && char.IsAsciiLetter(_text[from + 1]) && (from + 2 == to || !char.IsAsciiLetter(_text[from + 2]))
            ? (from + 1, from + 2)
            : null;
    }

    // \pmod 7 and \pmod{7} are "(mod 7)".
    private void ReadModulus(int from, int to)
    {
        var argument = BraceContent(from, to) ?? NextToken(from, to);
        var at = _at;
        Add(TokenKind.Open, "(", 0);
        Add(TokenKind.Word, "mod", 0);
        ReadAll(argument.Start, argument.End);
        _at = at;
        Add(TokenKind.Close, ")", 0);
        _at =
            argument.End < to && _text[argument.End] == '}' && argument.Start > 0 && BraceContent(from, to) is not null
                ? argument.End + 1
                : argument.End;
    }

    private (int Start, int End) NextToken(int from, int to)
    {
        while (from < to && _text[from] == ' ')
            from++;
        var end = from;
        while (end < to && char.IsAsciiLetterOrDigit(_text[end]))
            end++;
        return (from, end);
    }

    private void AddWithArguments(TokenKind kind, string text, int length, int arguments)
    {
        Add(kind, text, length);
        _pendingArguments += arguments;
    }

    private void SkipArgument(int from, int to)
    {
        _at = from;
        if (BraceContent(from, to) is { } content)
            _at = content.End + 1;
        _spaced = true;
    }

    private (int Start, int End)? BraceContent(int from, int to)
    {
        var i = from;
        while (i < to && _text[i] == ' ')
            i++;
        if (i >= to || _text[i] != '{')
            return null;
        var depth = 0;
        for (var end = i; end < to; end++)
        {
            if (_text[end] == '\\')
                end++;
            else if (_text[end] == '{')
                depth++;
            else if (_text[end] == '}' && --depth == 0)
                return (i + 1, end);
        }

        return null;
    }

    // \text{ and }, \mathrm{cm}, \text{(C)}, \operatorname{arcsin}
    private void ReadText(int from, int to)
    {
        if (BraceContent(from, to) is not { } content)
        {
            _at = from;
            return;
        }

        if (_arguments.Count > DeepestNesting)
        {
            _failed = true;
            return;
        }

        if (_text[content.Start..content.End].Trim() is var word && LatexWords.Functions.Contains(word) && IsAppliedAt(content.End + 1, to))
        {
            Add(TokenKind.Function, word, content.End + 1 - _at);
            return;
        }

        _spaced = true;
        var arguments = _pendingArguments;
        _pendingArguments = 0;
        _arguments.Push(0);
        var wasWords = _inWords;
        _inWords = true;
        ReadAll(content.Start, content.End);
        _inWords = wasWords;
        _arguments.Pop();
        _pendingArguments = Math.Max(0, arguments - 1);
        _at = content.End + 1;
        _spaced = true;
    }

    private void ReadEnvironment(bool begins, int from, int to)
    {
        if (BraceContent(from, to) is not { } content)
        {
            _failed = true;
            return;
        }

        var name = _text[content.Start..content.End].Trim();
        _at = content.End + 1;
        if (LatexWords.Transparent.Contains(name))
            return;
        if (!LatexWords.Matrices.Contains(name))
        {
            _failed = true;
            return;
        }

        if (begins)
        {
            _matrices++;
            if (name == "array" && BraceContent(_at, to) is { } columns)
                _at = columns.End + 1;
            var at = _at;
            Add(TokenKind.MatrixStart, name, 0);
            _at = at;
        }
        else
        {
            _matrices = Math.Max(0, _matrices - 1);
            Add(TokenKind.MatrixEnd, name, 0);
            _tokens[^1] = _tokens[^1] with { Start = from - "\\end".Length };
        }
    }
}
