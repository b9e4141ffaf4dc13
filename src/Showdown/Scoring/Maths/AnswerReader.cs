using System.Collections.Frozen;

namespace Showdown.Scoring.Maths;

/// <summary>Reads the text of an answer: splits it into items, takes names, units and labels off, and parses what is left.</summary>
internal static class AnswerReader
{
    private static readonly FrozenSet<string> _conditions = new[]
    {
        "where",
        "for",
        "if",
        "when",
        "with",
        "since",
        "because",
        "as",
        "such",
        "which",
        "that",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> _leadIns = new[]
    {
        "approximately",
        "about",
        "roughly",
        "exactly",
        "is",
        "the",
        "answer",
        "answers",
        "are",
        "be",
        "so",
        "thus",
        "hence",
        "therefore",
        "either",
        "both",
        "only",
        "final",
        "value",
        "around",
        "just",
        "base",
        "hour",
        "solution",
        "solutions",
        "option",
        "choice",
        "all",
        "in",
        "interval",
        "an",
        "a",
        "point",
        "points",
        "there",
        "set",
        "vector",
        "number",
        "line",
        "total",
        "of",
        "we",
        "get",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Never null: what cannot be read as mathematics is words.</summary>
    public static Answer Read(string text, CommaReading commas = CommaReading.Usual)
    {
        var source = Strip(text);
        if (
            (source.StartsWith("\\int", StringComparison.Ordinal) || source.StartsWith("\\lim", StringComparison.Ordinal))
            && LastEquals(source) is { } result
        )
            return Read(source[(result + 1)..], commas); // \int 2x dx = x^2 + C
        if (AllBut(source) is { } reals)
            return new Answer([reals], Joint.Comma, source);
        if (NumberWords.Spoken(source) is { } spoken)
            return new Answer([new Item(new Node.Number(spoken), new Node.Number(spoken), source)], Joint.Comma, source);
        source = WithoutLabel(source);
        var tokens = LatexLexer.Read(source, commas);
        if (tokens is null || tokens.Count == 0)
            return Words(source);
        if (Piecewise.Read(tokens, source) is { } branches)
            return Words(source) with { Branches = branches };
        var bare = BareLabel(tokens, source);
        Connectives(tokens);
        SetBraces(tokens);
        Brackets.Mend(tokens);
        char? choice = null;
        var (from, to) = Unbrace(tokens, 0, tokens.Count);
        if ((bare is { } letter ? (letter, 1) : ChoiceLabel(tokens, from, to)) is { } label)
        {
            choice = label.Letter;
            from = label.Next;
        }

        from = SetBuilder(tokens, from, ref to);
        var pieces = JoinMeasures(Split(tokens, from, to, out var joint), tokens, source);
        var items = new List<Item>();
        var wholeNumbers = tokens.Exists(t => t.Kind == TokenKind.Word && t.Text is "integer" or "integers");
        foreach (var (start, end) in pieces)
        {
            if (items.Count > 0 && tokens[start].Kind == TokenKind.Word && _conditions.Contains(tokens[start].Text))
                break;
            var item = ItemReader.Read(tokens, start, end, source);
            if (item is null)
                return Words(source) with { Choice = choice };
            if (
                items.Count > 0
                && item is { Name: not null, Node: Node.Symbol { Name: "Z" or "N" or "R" or "Q" or "C" or "ℤ" or "ℕ" or "ℝ" or "ℚ" } }
            )
            {
                wholeNumbers = true; // "k ∈ ℤ"
                continue;
            }

            items.Add(item);
        }

        if (items is [var only] && source.StartsWith('\\'))
            items[0] = only with { Source = source }; // with the \angle that is no token
        return items.Count == 0
            ? Words(source) with
            {
                Choice = choice,
            }
            : new Answer(Labels.AsTuples(Progression.Shortest(items)), joint, source) { Choice = choice, NamesWholeNumbers = wholeNumbers };
    }

    // "A: 57" and "Ans: 57": the label of a question-and-answer page. "A:B" is a ratio.
    private static string WithoutLabel(string source)
    {
        var label = 0;
        foreach (var noun in (ReadOnlySpan<string>)["A: ", "A：", "Ans: ", "Ans. ", "Ans:", "Answer: ", "Answer:"])
        {
            if (label == 0 && source.StartsWith(noun, StringComparison.OrdinalIgnoreCase))
                label = noun.Length;
        }

        return label > 0 && source.AsSpan(label).Trim() is { IsEmpty: false } rest && !rest.Contains(':') ? rest.ToString() : source;
    }

    // Between propositions "and", "or" and arrows are part of the value; between equations they join or conclude.
    private static void Connectives(List<LatexToken> tokens)
    {
        if (tokens.Exists(t => t.Kind is TokenKind.Relation or TokenKind.Comma or TokenKind.Number))
            return;
        for (var i = 1; i + 1 < tokens.Count; i++)
        {
            if (tokens[i] is { Kind: TokenKind.And or TokenKind.Or, Text: "∧" or "∨" } or { Kind: TokenKind.Arrow })
                tokens[i] = tokens[i] with { Kind = TokenKind.SetOperator };
        }
    }

    // {2, 5} without backslashes is a set all the same, unless the braces hold the argument of a command.
    private static void SetBraces(List<LatexToken> tokens)
    {
        for (var i = 0; i + 2 < tokens.Count; i++)
        {
            if (
                tokens[i].Kind != TokenKind.OpenBrace
                || (
                    i > 0
                    && tokens[i - 1].Kind
                        is not (
                            TokenKind.SetOperator
                            or TokenKind.Relation
                            or TokenKind.OpenBrace
                            or TokenKind.Comma
                            or TokenKind.Or
                            or TokenKind.And
                        )
                )
            )
                continue;
            var close = Closes(tokens, i, tokens.Count);
            if (close < 0 || !HasComma(tokens, i + 1, close))
                continue;
            tokens[i] = tokens[i] with { Kind = TokenKind.Open };
            tokens[close] = tokens[close] with { Kind = TokenKind.Close };
        }
    }

    private static bool HasComma(List<LatexToken> tokens, int from, int to)
    {
        var depth = 0;
        var numbers = false;
        var comma = false;
        for (var i = from; i < to; i++)
        {
            depth +=
                tokens[i].Kind is TokenKind.Open or TokenKind.OpenBrace or TokenKind.MatrixStart ? 1
                : tokens[i].Kind is TokenKind.Close or TokenKind.CloseBrace or TokenKind.MatrixEnd ? -1
                : 0;
            comma |= depth == 0 && tokens[i].Kind is TokenKind.Comma or TokenKind.Semicolon;
            numbers |= tokens[i].Kind is TokenKind.Number or TokenKind.Symbol or TokenKind.Constant;
            if (tokens[i].Kind is TokenKind.Word || depth == 0 && tokens[i] is { Kind: TokenKind.Relation, Text: "=" })
                return false;
        }

        return numbers && comma;
    }

    // Outside of braces.
    private static int? LastEquals(string source)
    {
        var depth = 0;
        for (var i = source.Length - 1; i > 0; i--)
        {
            depth +=
                source[i] == '}' ? 1
                : source[i] == '{' ? -1
                : 0;
            if (source[i] == '=' && depth == 0)
                return i;
        }

        return null;
    }

    // "all real numbers except 2 and 3"
    private static Item? AllBut(string source)
    {
        foreach (var word in (ReadOnlySpan<string>)["except", "excluding", "other than"])
        {
            var at = source.IndexOf(word, StringComparison.Ordinal);
            if (at < 0 || TextForm.Words(source[..at]) != "all reals")
                continue;
            var rest = Read(source[(at + word.Length)..]);
            if (rest.IsText || rest.Items.Any(i => i.Node is Node.Text or Node.Relation))
                return null;
            var without = new Node.SetOperation(
                '∖',
                new Node.Symbol("R"),
                rest.Items is [{ Node: Node.Group { Open: '{' } set }] ? set : new Node.Group('{', '}', [.. rest.Items.Select(i => i.Node)])
            );
            return new Item(without, without, source);
        }

        return null;
    }

    // "2 hours and 30 minutes" is one measure.
    private static List<(int Start, int End)> JoinMeasures(List<(int Start, int End)> pieces, List<LatexToken> tokens, string source)
    {
        for (var i = 0; i + 1 < pieces.Count; i++)
        {
            if (
                tokens[pieces[i].End - 1].Kind is TokenKind.Word or TokenKind.Symbol or TokenKind.Degree or TokenKind.Prime
                && CompoundMeasure.Read(tokens, pieces[i].Start, pieces[i + 1].End, source) is not null
            )
            {
                pieces[i] = (pieces[i].Start, pieces[i + 1].End);
                pieces.RemoveAt(i + 1);
            }
        }

        return pieces;
    }

    internal static bool IsCondition(LatexToken token) => token.Kind == TokenKind.Word && _conditions.Contains(token.Text);

    internal static bool IsLeadIn(LatexToken token) => token.Kind == TokenKind.Word && _leadIns.Contains(token.Text);

    private static Answer Words(string source) =>
        new([new Item(new Node.Text(TextForm.Words(source)), new Node.Text(TextForm.Words(source)), source)], Joint.Comma, source);

    /// <summary>Without delimiters of formulas around the whole and punctuation behind it.</summary>
    private static string Strip(string text)
    {
        var answer = text.AsSpan().Trim();
        for (var changed = true; changed; )
        {
            changed = false;
            foreach (
                var (open, close) in (ReadOnlySpan<(string, string)>)
                    [("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]"), ("**", "**"), ("`", "`")]
            )
            {
                if (
                    answer.Length >= open.Length + close.Length
                    && answer.StartsWith(open)
                    && answer.EndsWith(close)
                    && answer[open.Length..^close.Length].IndexOf(open) < 0
                )
                {
                    answer = answer[open.Length..^close.Length].Trim();
                    changed = true;
                }
            }

            if (answer.Length > 1 && (answer[^1] is ',' or ';' or '。' || (answer[^1] == '.' && !answer.EndsWith("..") && !answer.EndsWith("m."))))
            {
                answer = answer[..^1].TrimEnd();
                changed = true;
            }
        }

        return answer.ToString();
    }

    private static (int From, int To) Unbrace(List<LatexToken> tokens, int from, int to)
    {
        while (
            to - from > 2
            && tokens[from].Kind == TokenKind.OpenBrace
            && Closes(tokens, from, to) == to - 1
            && !tokens[from..to].Exists(t => t.Kind == TokenKind.Infix)
        )
        {
            from++;
            to--;
        }

        return (from, to);
    }

    private static int Closes(List<LatexToken> tokens, int open, int to)
    {
        var depth = 0;
        for (var i = open; i < to; i++)
        {
            if (tokens[i].Kind is TokenKind.OpenBrace or TokenKind.Open or TokenKind.MatrixStart)
                depth++;
            else if (tokens[i].Kind is TokenKind.CloseBrace or TokenKind.Close or TokenKind.MatrixEnd && --depth == 0)
                return i;
        }

        return -1;
    }

    // {x : x > 2} is the condition behind the bar.
    private static int SetBuilder(List<LatexToken> tokens, int from, ref int to)
    {
        if (
            to - from < 6
            || tokens[from] is not { Kind: TokenKind.Open, Text: "{" }
            || Closes(tokens, from, to) != to - 1
            || tokens[from + 1].Kind != TokenKind.Symbol
        )
            return from;
        for (var i = from + 2; i < Math.Min(from + 9, to); i++)
        {
            if (tokens[i].Kind is TokenKind.Bar or TokenKind.Colon)
            {
                to--;
                return i + 1;
            }
        }

        return from;
    }

    // "B) 12" and "B. 12"
    private static char? BareLabel(List<LatexToken> tokens, string source) =>
        tokens.Count > 1
        && tokens[0] is { Kind: TokenKind.Symbol, Text: [>= 'A' and <= 'J' and var letter] } first
        && first.Start + 2 < source.Length
        && source[first.Start + 1] is ')' or '.'
        && char.IsWhiteSpace(source[first.Start + 2])
            ? letter
            : null;

    // "(C) 24" and "\textbf{(C)}\ 24" name an option and its value.
    private static (char Letter, int Next)? ChoiceLabel(List<LatexToken> tokens, int from, int to)
    {
        var at = from;
        while (at < to && tokens[at].Kind == TokenKind.OpenBrace)
            at++;
        if (
            to - at < 4
            || tokens[at] is not { Kind: TokenKind.Open, Text: "(" }
            || tokens[at + 1] is not { Kind: TokenKind.Symbol or TokenKind.Constant } letter
            || tokens[at + 2] is not { Kind: TokenKind.Close, Text: ")" }
        )
            return null;
        var next = at + 3;
        while (next < to && tokens[next].Kind == TokenKind.CloseBrace)
            next++;
        if (
            next >= to
            || letter.Text.Length != 1
            || letter.Text[0] is < 'A' or > 'J'
            || tokens[next].Kind
                is TokenKind.Plus
                    or TokenKind.Times
                    or TokenKind.Caret
                    or TokenKind.Divide
                    or TokenKind.Relation
                    or TokenKind.Comma
                    or TokenKind.And
                    or TokenKind.Or
                    or TokenKind.Underscore
                    or TokenKind.SetOperator
                    or TokenKind.Semicolon
        )
            return null;
        return (letter.Text[0], next);
    }

    private static List<(int Start, int End)> Split(List<LatexToken> tokens, int from, int to, out Joint joint)
    {
        var pieces = new List<(int, int)>();
        joint = Joint.Comma;
        var depth = 0;
        var start = from;
        for (var i = from; i < to; i++)
        {
            var kind = tokens[i].Kind;
            if (kind is TokenKind.Open or TokenKind.OpenBrace or TokenKind.MatrixStart)
                depth++;
            else if (kind is TokenKind.Close or TokenKind.CloseBrace or TokenKind.MatrixEnd)
                depth--;
            else if (depth == 0 && kind == TokenKind.Arrow)
                start = i + 1;
            else if (depth == 0 && kind is TokenKind.Comma or TokenKind.Semicolon or TokenKind.And or TokenKind.Or or TokenKind.NewRow)
            {
                if (i > start)
                    pieces.Add((start, i));
                start = i + 1;
                if (kind == TokenKind.Or)
                    joint = Joint.Or;
                else if (kind == TokenKind.And && joint != Joint.Or)
                    joint = Joint.And;
            }
        }

        if (to > start)
            pieces.Add((start, to));
        return pieces;
    }
}
