namespace Showdown.Scoring.Maths;

internal sealed partial class LatexLexer
{
    private bool _inWords;

    // In formulas "ab" is a product and "cos" a function; in words "ab" is a word.
    private void ReadLetters(int to)
    {
        var end = _at;
        while (end < to && (char.IsAsciiLetter(_text[end]) || (_text[end] is '.' && IsAbbreviation(end, to))))
            end++;
        if (end < to && _text[end] == '.' && end - _at > 1 && _text[_at..end].Contains('.'))
            end++;
        if (end < to && _text[end] is >= 'À' and < 'ɐ' && char.IsLetter(_text[end]))
        {
            while (end < to && char.IsLetter(_text[end]))
                end++;
            Add(TokenKind.Word, _text[_at..end], end - _at); // pájaros
            return;
        }

        var run = _text[_at..end];
        var lower = run.ToLowerInvariant();
        var length = run.Length;
        if (lower is "and" or "und" || (lower is "et" && _tokens is [.., { Kind: TokenKind.Number }] && NumberFollows(end)))
            Add(TokenKind.And, "and", length);
        else if (lower is "or" or "oder")
            Add(TokenKind.Or, "or", length);
        else if (lower is "o" && _text.AsSpan(end, to - end) is ['\'' or '’', 'c', 'l', 'o', 'c', 'k', ..])
            Add(TokenKind.Word, "oclock", length + 6);
        else if (lower is "minus" or "negative" && NumberFollows(end))
            Add(TokenKind.Minus, "-", length);
        else if (SpokenOperator(lower, end) is { } spoken)
            Add(spoken.Kind, spoken.Sign, spoken.Length);
        else if (lower is "st" or "nd" or "rd" or "th" && !_spaced && IsAfter(TokenKind.Number))
            ReadOrdinal(lower, length);
        else if (
            lower is "out"
            && _tokens is [.., { Kind: TokenKind.Number }]
            && _text.AsSpan(end, to - end).TrimStart() is ['o', 'f', ' ', ..]
            && NumberFollows(_text.IndexOf("of", end, StringComparison.Ordinal) + 2)
        )
            Add(TokenKind.Divide, "/", _text.IndexOf("of", end, StringComparison.Ordinal) + 2 - _at); // 3 out of 8
        else if (lower is "to" && _tokens is [.., { Kind: TokenKind.Number }] && NumberFollows(end))
            Add(TokenKind.Colon, ":", length);
        else if (
            lower is "per"
            && _text.AsSpan(end, to - end).TrimStart().StartsWith("cent")
            && _text.AsSpan(end, to - end).TrimStart() is not ['c', 'e', 'n', 't', >= 'a' and <= 'z', ..]
        )
            Add(TokenKind.Percent, "%", _text.IndexOf("cent", end, StringComparison.Ordinal) + 4 - _at);
        else if (lower is "percent" or "pct" or "percentage")
            Add(TokenKind.Percent, "%", length);
        else if (lower is "degrees" or "degree" or "deg")
            Add(TokenKind.Degree, "°", length);
        else if (lower is "pi")
            AddConstant(MathConstant.Pi, length);
        else if (lower is "infinity" or "infty" or "inf" or "oo")
            AddConstant(MathConstant.Infinity, length);
        else if (lower is "sqrt" && !_inWords)
            AddWithArguments(TokenKind.Root, "2", length, 0);
        else if (lower is "union")
            Add(TokenKind.SetOperator, "∪", length);
        else if (lower is "frac" or "dfrac" && end < to && _text[end] == '{')
            AddWithArguments(TokenKind.Fraction, lower, length, 2);
        else if (LatexWords.Functions.Contains(run) && IsAppliedAt(end, to))
            Add(TokenKind.Function, run, length);
        else if (length > 1 && LatexWords.Greek.Contains(lower) && !_inWords)
            Add(TokenKind.Symbol, Symbol(lower), length);
        else if (length == 1 && !(_inWords && char.IsAsciiLetterLower(run[0]) && IsWordLetter(end, to)))
            ReadLetter(run);
        else if (
            _inWords
            || length > 3
            || (run is "in" or "am" && _spaced && _tokens.Count > 0 && _tokens[^1].Kind == TokenKind.Number)
            || LatexWords.ShortWords.Contains(run)
            || run.Contains('.')
        )
            ReadWord(run, end, to);
        else
            ReadLetter(run[..1]);
    }

    // "3 plus 4", "18 divided by 3", "7 mod 4", "5 percent of 20"
    private (TokenKind Kind, string Sign, int Length)? SpokenOperator(string word, int end)
    {
        if (word is not ("plus" or "times" or "multiplied" or "divided" or "over" or "mod" or "modulo" or "of") || _tokens.Count == 0)
            return null;
        if (
            word is "of" && _tokens[^1].Kind != TokenKind.Percent
            || _tokens[^1].Kind is not (TokenKind.Number or TokenKind.Close or TokenKind.CloseBrace or TokenKind.Percent)
        )
            return null;
        if (word is "multiplied" or "divided")
        {
            var by = end + (_text.Length - end - _text.AsSpan(end).TrimStart().Length);
            if (!_text.AsSpan(by).StartsWith("by "))
                return null;
            end = by + 2;
        }

        if (!NumberFollows(end))
            return null;
        return word switch
        {
            "plus" => (TokenKind.Plus, "+", end - _at),
            "divided" or "over" => (TokenKind.Divide, "/", end - _at),
            "mod" or "modulo" => (TokenKind.Modulo, "mod", end - _at),
            _ => (TokenKind.Times, "*", end - _at),
        };
    }

    // "7th" is the number and a word behind it, whatever stands between.
    private void ReadOrdinal(string suffix, int length)
    {
        Add(TokenKind.Word, suffix, length);
        _tokens[^1] = _tokens[^1] with { InWords = true };
    }

    // "U" between two sets is a union; i and e are the constants until the context says otherwise.
    private void ReadLetter(string letter)
    {
        if (letter == "U" && _tokens.Count > 0 && _tokens[^1].Kind == TokenKind.Close && NextIsOpen())
            Add(TokenKind.SetOperator, "∪", 1);
        else if (letter is "x" && _tokens is [.., { Kind: TokenKind.Number }] && _text.AsSpan(_at + 1).TrimStart() is ['1', '0', '^', ..])
            Add(TokenKind.Times, "*", 1); // 6.02 x 10^23
        else if (letter == "i")
            AddConstant(MathConstant.I, 1);
        else if (letter == "e")
            AddConstant(MathConstant.E, 1);
        else
            Add(TokenKind.Symbol, letter, 1);
    }

    private void ReadWord(string run, int end, int to)
    {
        if (!_inWords)
        {
            foreach (var function in (ReadOnlySpan<string>)["sqrt", "sin", "cos", "tan", "log", "ln"])
            {
                if (run.StartsWith(function, StringComparison.Ordinal) && run.Length <= function.Length + 2 && IsAppliedAt(_at + function.Length, to))
                {
                    Add(function == "sqrt" ? TokenKind.Root : TokenKind.Function, function == "sqrt" ? "2" : function, function.Length);
                    return;
                }
            }
        }

        if (run == "US" && end < _text.Length && _text[end] is '$' or '\\')
            _at = end; // US$32
        else
            Add(TokenKind.Word, run, end - _at);
    }

    private bool NumberFollows(int at)
    {
        var rest = _text.AsSpan(at).TrimStart(" ~}$\\,{");
        return rest is [>= '0' and <= '9', ..] or ['.', >= '0' and <= '9', ..] || rest.StartsWith("frac") || rest.StartsWith("dfrac");
    }

    private bool NextIsOpen()
    {
        var i = _at + 1;
        while (i < _text.Length && _text[i] == ' ')
            i++;
        return i < _text.Length && _text[i] is '(' or '[' or '{' or '\\';
    }

    // "sec" and "min" are functions only with an argument.
    private bool IsAppliedAt(int at, int to)
    {
        while (at < to && _text[at] == ' ')
            at++;
        return at < to
            && (char.IsLetterOrDigit(_text[at]) || _text[at] is '(' or '[' or '{' or '^' or '_' or '\\' or '√' or '|')
            && !_text.AsSpan(at, to - at).StartsWith("\\)")
            && !_text.AsSpan(at, to - at).StartsWith("\\text");
    }

    // "a.m.", "p.m.", "i.e."
    private bool IsAbbreviation(int at, int to) =>
        at + 1 < to && char.IsAsciiLetter(_text[at + 1]) && at - _at == 1 && (at + 2 >= to || !char.IsAsciiLetter(_text[at + 2]));

    // Inside \text, a single small letter between words is a word ("a"), alone it is a variable.
    private bool IsWordLetter(int end, int to)
    {
        var i = end;
        while (i < to && _text[i] == ' ')
            i++;
        return i < to && char.IsAsciiLetter(_text[i]);
    }

    // (1011)_2 is 1011_2.
    private void ReadUnderscore()
    {
        Add(TokenKind.Underscore, "_", 1);
        if (_tokens is not [.., { Kind: TokenKind.Open, Text: "(" }, { Kind: TokenKind.Number, Decimals: 0 } digits, { Kind: TokenKind.Close }, _])
            return;
        var rest = _text.AsSpan(_at).TrimStart(" {(");
        var length = rest.IndexOfAnyExceptInRange('0', '9') is var end && end < 0 ? rest.Length : end;
        if (length is 0 or > 2)
            return;
        var radix = int.Parse(rest[..length]);
        if (radix is < 2 or > 36 || digits.Text.Any(c => c - '0' >= radix))
            return;
        rest = rest[length..];
        if (_text.AsSpan(_at).TrimStart() is ['{', ..])
            rest = rest.TrimStart(")").TrimStart() is ['}', .. var after] ? after : rest;
        _tokens.RemoveRange(_tokens.Count - 4, 4);
        Add(TokenKind.Based, digits.Text, _text.Length - rest.Length - _at);
        _tokens[^1] = _tokens[^1] with { Radix = radix };
    }
}
