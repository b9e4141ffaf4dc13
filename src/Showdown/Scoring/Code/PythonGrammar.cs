namespace Showdown.Scoring.Code;

/// <summary>
/// Tells whether a logical line can be a Python statement, and whether it opens a block. It is no full parser: it looks at how operands,
/// operators and
/// keywords follow one another, which is what sets code apart from prose and markdown.
/// </summary>
internal static class PythonGrammar
{
    /// <summary>Of one value to so many targets; each is looked at from the start of the statement, so a bound is needed.</summary>
    private const int MaxAssignments = 50;

    private static readonly HashSet<string> _headers = new(StringComparer.Ordinal)
    {
        "if",
        "elif",
        "else",
        "for",
        "while",
        "try",
        "except",
        "finally",
        "with",
        "def",
        "class",
    };

    private static readonly HashSet<string> _alone = new(StringComparer.Ordinal) { "pass", "break", "continue" };

    /// <summary>Keywords that a value may follow, or nothing.</summary>
    private static readonly HashSet<string> _beforeValue = new(StringComparer.Ordinal)
    {
        "and",
        "as",
        "assert",
        "await",
        "del",
        "elif",
        "except",
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
        "raise",
        "return",
        "while",
        "with",
        "yield",
        "else",
    };

    private static readonly HashSet<string> _statementOnly = new(StringComparer.Ordinal)
    {
        "assert",
        "break",
        "class",
        "continue",
        "def",
        "del",
        "elif",
        "except",
        "finally",
        "global",
        "nonlocal",
        "pass",
        "raise",
        "return",
        "try",
        "while",
        "with",
        "import",
    };

    /// <summary>What a line begins: null when it is a plain statement, else its keyword ("def", "if" ...).</summary>
    public static string? Header(PythonLine line)
    {
        var first = line[0].Is("async") ? line[1] : line[0];
        if (first.Kind == PythonKind.Keyword && _headers.Contains(first.Value))
            return first.Value;
        // Soft keywords: names unless the line ends like a header and what follows can be a subject.
        return
            first.Kind == PythonKind.Name
            && first.Value is "match" or "case"
            && line.Tokens.Count > 2
            && line.Tokens[^1].Is(":")
            && !line[1].Is("=")
            && !line[1].Is(":")
            && !line[1].Is(".")
            ? first.Value
            : null;
    }

    /// <summary>True when the line is a header and its block stands below it.</summary>
    public static bool OpensBlock(PythonLine line) => line.Tokens[^1].Is(":");

    public static bool IsStatement(PythonLine line)
    {
        var header = Header(line);
        if (header is null)
            return SimpleStatements(line.Tokens, 0);
        if (!CanBeHeader(line, header))
            return false;
        var colon = ColonOf(line.Tokens);
        if (colon < 0)
            return false;
        var start = line[0].Is("async") ? 2 : 1;
        if (header is "else" or "try" or "finally" ? colon != start : header is not "except" && colon == start)
            return false;
        return Sequence(line.Tokens, start, colon, isHeader: true) && (colon == line.Tokens.Count - 1 || SimpleStatements(line.Tokens, colon + 1));
    }

    private static bool CanBeHeader(PythonLine line, string header)
    {
        var start = line[0].Is("async") ? 1 : 0;
        return header switch
        {
            "def" => line[start + 1].Kind == PythonKind.Name && (line[start + 2].Is("(") || line[start + 2].Is("[")),
            "class" => line[start + 1].Kind == PythonKind.Name && (line[start + 2].Is("(") || line[start + 2].Is(":") || line[start + 2].Is("[")),
            "for" => line.Tokens.Any(t => t.Is("in")),
            _ => true,
        };
    }

    /// <summary>The colon that ends a header: outside brackets, and not that of a lambda.</summary>
    private static int ColonOf(IReadOnlyList<PythonToken> tokens)
    {
        var depth = 0;
        var lambdas = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Is("(") || tokens[i].Is("[") || tokens[i].Is("{"))
                depth++;
            else if (tokens[i].Is(")") || tokens[i].Is("]") || tokens[i].Is("}"))
                depth--;
            else if (depth == 0 && tokens[i].Is("lambda"))
                lambdas++;
            else if (depth == 0 && tokens[i].Is(":") && lambdas-- <= 0)
                return i;
        }

        return -1;
    }

    private static bool SimpleStatements(IReadOnlyList<PythonToken> tokens, int from)
    {
        for (var start = from; start < tokens.Count; )
        {
            var end = start;
            while (end < tokens.Count && !tokens[end].Is(";"))
                end++;
            if (end == start || !SimpleStatement(tokens, start, end))
                return false;
            start = end + 1;
        }

        return true;
    }

    private static bool SimpleStatement(IReadOnlyList<PythonToken> tokens, int start, int end)
    {
        var first = tokens[start];
        if (first.Kind == PythonKind.Keyword)
        {
            if (_alone.Contains(first.Value))
                return end == start + 1;
            if (_headers.Contains(first.Value))
                return false;
            if (first.Is("import") || first.Is("from"))
                return Import(tokens, start, end);
            if (first.Is("return") || first.Is("raise") || first.Is("yield"))
                return end == start + 1 || Sequence(tokens, start + 1, end, isHeader: false);
            if (first.Is("assert") || first.Is("del") || first.Is("global") || first.Is("nonlocal"))
                return end > start + 1 && Sequence(tokens, start + 1, end, isHeader: false);
        }

        if (first.Is("@"))
            return end > start + 1 && Sequence(tokens, start + 1, end, isHeader: false);
        // The soft keyword of "type X = ...".
        if (first is { Kind: PythonKind.Name, Value: "type" } && end > start + 3 && tokens[start + 1].Kind == PythonKind.Name)
            return Sequence(tokens, start + 1, end, isHeader: false);
        return Sequence(tokens, start, end, isHeader: false);
    }

    private static bool Import(IReadOnlyList<PythonToken> tokens, int start, int end)
    {
        for (var i = start + 1; i < end; i++)
        {
            var token = tokens[i];
            if (token.Kind == PythonKind.Name)
            {
                if (tokens[i - 1].Kind == PythonKind.Name)
                    return false;
            }
            else if (
                !(
                    token.Is(".")
                    || token.Is("...")
                    || token.Is(",")
                    || token.Is("(")
                    || token.Is(")")
                    || token.Is("*")
                    || token.Is("as")
                    || token.Is("import")
                )
            )
            {
                return false;
            }
        }

        return end > start + 1
            && (tokens[start].Is("import") || Enumerable.Range(start, end - start).Any(i => tokens[i].Is("import")))
            && !tokens[end - 1].Is("import")
            && !tokens[end - 1].Is(",");
    }

    /// <summary>Operands and operators take turns; brackets are balanced already.</summary>
    private static bool Sequence(IReadOnlyList<PythonToken> tokens, int start, int end, bool isHeader)
    {
        var afterOperand = false;
        var open = new Stack<string>();
        var lambdas = 0;
        var assignments = 0;
        for (var i = start; i < end; i++)
        {
            var token = tokens[i];
            if (token.Kind is PythonKind.Name or PythonKind.Number or PythonKind.Text)
            {
                if (afterOperand && !(token.Kind == PythonKind.Text && tokens[i - 1].Kind == PythonKind.Text))
                    return false;
                afterOperand = true;
            }
            else if (token.Kind == PythonKind.Keyword)
            {
                // Outside brackets "for" and "as" belong to headers, and a header's own "for" stands before the sequence.
                if (_statementOnly.Contains(token.Value) || (!isHeader && open.Count == 0 && token.Value is "for" or "as"))
                    return false;
                if (!Keyword(token.Value, tokens, i, start, ref afterOperand))
                    return false;
                lambdas += token.Is("lambda") ? 1 : 0;
            }
            else if (IsOpen(token))
            {
                if (afterOperand && token.Is("{"))
                    return false;
                afterOperand = false;
                open.Push(token.Value);
            }
            else if (IsClose(token))
            {
                if (!afterOperand && !MayPrecedeClose(tokens[i - 1]))
                    return false;
                afterOperand = true;
                open.TryPop(out _);
            }
            else if (token.Is(":"))
            {
                // In [ ] a slice, in { } a pair, of a lambda its end, in ( ) of a header an annotation; else the annotation of a name.
                var inside = open.TryPeek(out var bracket) ? bracket : "";
                var isLambda = inside is "" or "(" && lambdas > 0;
                lambdas -= isLambda ? 1 : 0;
                if (!isLambda && inside is "(" && !isHeader)
                    return false;
                if (!isLambda && inside.Length == 0 && (i + 1 >= end || !IsTarget(tokens, start, i) || tokens[end - 1].Is(",")))
                    return false;
                afterOperand = false;
            }
            else if (token.Is("=") && open.Count == 0 && (++assignments > MaxAssignments || !IsTargets(tokens, start, i)))
            {
                return false;
            }
            else if (!Operator(token.Value, tokens, i, end, open.Count, isHeader, ref afterOperand))
            {
                return false;
            }
        }

        return afterOperand || end == start || tokens[end - 1].Is(",") || tokens[end - 1].Is("yield");
    }

    private static bool IsOpen(PythonToken token) => token.Is("(") || token.Is("[") || token.Is("{");

    private static bool IsClose(PythonToken token) => token.Is(")") || token.Is("]") || token.Is("}");

    /// <summary>A name, an attribute or an item: what may stand before an annotation.</summary>
    private static bool IsTarget(IReadOnlyList<PythonToken> tokens, int start, int end)
    {
        var depth = 0;
        for (var i = start; i < end; i++)
        {
            depth -= IsClose(tokens[i]) ? 1 : 0;
            if (depth == 0 && !(tokens[i].Kind == PythonKind.Name || tokens[i].Is(".") || IsOpen(tokens[i]) || IsClose(tokens[i])))
                return false;
            depth += IsOpen(tokens[i]) ? 1 : 0;
        }

        return end > start && (tokens[start].Kind == PythonKind.Name || tokens[start].Is("("));
    }

    /// <summary>What may be assigned to: no operator but a star, a comma, an earlier "=" and an annotation outside brackets.</summary>
    private static bool IsTargets(IReadOnlyList<PythonToken> tokens, int start, int end)
    {
        var depth = 0;
        for (var i = start; i < end; i++)
        {
            depth -= IsClose(tokens[i]) ? 1 : 0;
            if (tokens[i].Is(":"))
                return true;
            if (
                depth == 0
                && tokens[i].Kind is PythonKind.Operator or PythonKind.Keyword
                && !(IsOpen(tokens[i]) || IsClose(tokens[i]) || tokens[i].Value is "." or "," or "*" or "=" or "lambda")
            )
                return false;
            depth += IsOpen(tokens[i]) ? 1 : 0;
        }

        return end > start;
    }

    private static bool MayPrecedeClose(PythonToken before) =>
        before.Is("(")
        || before.Is("[")
        || before.Is("{")
        || before.Is(",")
        || before.Is(":")
        || before.Is("*")
        || before.Is("/")
        || before.Is("yield");

    private static bool Keyword(string word, IReadOnlyList<PythonToken> tokens, int at, int start, ref bool afterOperand)
    {
        switch (word)
        {
            case "not" when afterOperand:
                // "x not in y"; "is not" comes with no operand before "not".
                afterOperand = false;
                return at + 1 < tokens.Count && tokens[at + 1].Is("in");
            case "not" or "lambda" or "await" or "yield":
                var wasOperand = afterOperand;
                afterOperand = false;
                return !wasOperand;
            case "in" when at > start && tokens[at - 1].Is("not"):
                return true;
            case "async":
                return at + 1 < tokens.Count && tokens[at + 1].Is("for");
            case "for" when at > start && tokens[at - 1].Is("async"):
                afterOperand = false;
                return true;
            case "from":
                // "raise X from Y", "yield from X"
                var follows = afterOperand || (at > start && tokens[at - 1].Is("yield")) || at == start;
                afterOperand = false;
                return follows;
            default:
                if (!_beforeValue.Contains(word) || !afterOperand)
                    return false;
                afterOperand = false;
                return true;
        }
    }

    private static bool Operator(string op, IReadOnlyList<PythonToken> tokens, int at, int end, int depth, bool isHeader, ref bool afterOperand)
    {
        switch (op)
        {
            case "+" or "-" or "~" when !afterOperand:
                return true;
            case "*" or "**" when !afterOperand:
                // Unpacking, or the bare star of a parameter list.
                return true;
            case "/" when !afterOperand:
                return depth > 0;
            case "...":
                if (afterOperand)
                    return false;
                afterOperand = true;
                return true;
            case ",":
                // After a bare star or slash of parameters, and nowhere else, no operand stands before it.
                var fine = afterOperand || (at > 0 && (tokens[at - 1].Is("*") || tokens[at - 1].Is("/") || tokens[at - 1].Is(":")));
                afterOperand = false;
                return fine;
            case "->":
                var allowed = isHeader && afterOperand;
                afterOperand = false;
                return allowed;
            case "=" or ":=" or "." or "+=" or "-=" or "*=" or "/=" or "//=" or "%=" or "**=" or ">>=" or "<<=" or "&=" or "|=" or "^=" or "@=":
                var follows = afterOperand || (op == "=" && at > 0 && tokens[at - 1].Is(","));
                afterOperand = false;
                return follows && at + 1 < end;
            default:
                var binary = afterOperand && at + 1 < end;
                afterOperand = false;
                return binary;
        }
    }
}
