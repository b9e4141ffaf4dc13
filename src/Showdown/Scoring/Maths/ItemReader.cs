namespace Showdown.Scoring.Maths;

/// <summary>Reads one item of an answer: leading words, name, value, unit.</summary>
internal static class ItemReader
{
    /// <summary>Null when the item is neither mathematics nor plain words.</summary>
    public static Item? Read(List<LatexToken> tokens, int from, int to, string source)
    {
        var text = Source(tokens, from, to, source);
        while (to - from > 1 && AnswerReader.IsLeadIn(tokens[from]))
            from++;
        from = AfterIs(tokens, from, to);
        (from, to) = CutCondition(tokens, from, to);
        var end = to;
        to = CutRemark(tokens, from, to);
        var modulus =
            to + 2 < end && tokens[to + 1] is { Kind: TokenKind.Word, Text: "mod" } && tokens[to + 2].Kind == TokenKind.Number
                ? tokens[to + 2].Value
                : (Rational?)null;
        while (from < to - 1 && tokens[from] is { Kind: TokenKind.Colon } or { Kind: TokenKind.Relation, Text: "=" or "≈" })
            from++;
        if (to <= from)
            return null;
        if (
            tokens[from..to]
                .TrueForAll(t =>
                    t.Kind == TokenKind.Word
                    || (t.Kind == TokenKind.Symbol && t.InWords && to - from > 1 && tokens[from..to].Exists(w => w.Kind == TokenKind.Word))
                )
        )
            return Words(text);
        string? named = null;
        if (WordsBeforeEquals(tokens, from, to) is { } equals)
        {
            named = TextForm.Words(Source(tokens, from, equals, source));
            from = equals + 1;
        }

        if (CompoundMeasure.Read(tokens, from, to, source) is { } measure)
            return measure with { Name = named };
        var unitAt = UnitStart(tokens, from, to);
        Unit? unit = null;
        var magnitude = unitAt > from && unitAt < to ? NumberWords.Magnitude(tokens[unitAt].Text) : null;
        if (unitAt > from && unitAt < to)
        {
            var words = magnitude is null ? unitAt : unitAt + 1;
            if (words < to && HasNumber(tokens, words, to))
                return Words(text); // "3 less than 10" is not 3
            unit = words < to ? Units.Read(Source(tokens, words, to, source)) : null;
            to = unitAt;
        }

        var money = tokens[from..to].Exists(t => t.Kind == TokenKind.Currency);
        if (money)
            unit ??= Units.Read("dollars");
        var node = LatexParser.Parse(WithoutMoney(tokens, from, to), 0, to - from - tokens[from..to].Count(t => t.Kind == TokenKind.Currency));
        if (node is null)
            return tokens[from..to].Exists(t => t.Kind == TokenKind.Word) ? Words(text) : null;
        var item = Suffixes(Named(node, text, named) with { Unit = unit, Modulus = modulus });
        return magnitude is { } times
            ? item with
            {
                Node = new Node.Product([new Node.Number(times), item.Node]),
                Otherwise = times >= 1000 ? item.Node : null,
            }
            : item;
    }

    // A number among the words behind a value, but for powers such as cm^2.
    private static bool HasNumber(List<LatexToken> tokens, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (tokens[i].Kind == TokenKind.Word && tokens[i].Text is "squared" or "cubed" or "factorial" && i == from)
                return true;
            if (
                tokens[i].Kind is TokenKind.Number
                    && tokens[i - 1].Kind
                        is not (
                            TokenKind.Caret
                            or TokenKind.Minus
                            or TokenKind.OpenBrace
                            or TokenKind.Word
                            or TokenKind.Symbol
                            or TokenKind.Underscore
                        )
                || tokens[i].Kind is TokenKind.Number
                    && tokens[i - 1]
                        is {
                            Kind: TokenKind.Word,
                            Text: "than"
                                or "of"
                                or "from"
                                or "to"
                                or "power"
                                or "by"
                                or "the"
                                or "minus"
                                or "plus"
                                or "times"
                                or "over"
                                or "and"
                                or "or"
                        }
            )
                return true;
        }

        return false;
    }

    // "The probability is 3/4": words up to the verb, mathematics behind.
    private static int AfterIs(List<LatexToken> tokens, int from, int to)
    {
        for (var i = from; i < to - 1 && (tokens[i].Kind == TokenKind.Word || tokens[i].InWords); i++)
        {
            if (tokens[i].Kind == TokenKind.Word && tokens[i].Text is "is" or "are" or "equals" or "was")
                return tokens[(i + 1)..to].TrueForAll(t => t.Kind == TokenKind.Word || t.InWords && t.Kind == TokenKind.Symbol) ? from : i + 1;
        }

        return from;
    }

    private static Item Words(string text)
    {
        var words = new Node.Text(TextForm.Words(text));
        return new Item(words, words, text);
    }

    private static List<LatexToken> WithoutMoney(List<LatexToken> tokens, int from, int to) =>
        [.. tokens[from..to].Where(t => t.Kind != TokenKind.Currency)];

    private static string Source(List<LatexToken> tokens, int from, int to, string source)
    {
        if (from >= to)
            return "";
        var start = tokens[from].Start;
        var end = to < tokens.Count ? tokens[to].Start : source.Length;
        return end > start ? source[start..end] : "";
    }

    // "2k + 1 where k is an integer"
    private static (int From, int To) CutCondition(List<LatexToken> tokens, int from, int to)
    {
        for (var i = from + 1; i < to; i++)
        {
            if (AnswerReader.IsCondition(tokens[i]) && tokens[i].Text is not ("as" or "that"))
                return (from, i);
        }

        return (from, to);
    }

    // "5 (by symmetry)" and "3 (mod 7)"
    private static int CutRemark(List<LatexToken> tokens, int from, int to)
    {
        if (to - from < 4 || tokens[to - 1] is not { Kind: TokenKind.Close, Text: ")" })
            return to;
        var words = false;
        for (var i = to - 2; i > from; i--)
        {
            if (tokens[i].Kind == TokenKind.Close)
                return to;
            words |=
                (tokens[i].Kind == TokenKind.Word && tokens[i].Text.Length > 1)
                || (tokens[i].Kind is TokenKind.Or or TokenKind.Relation && tokens[i - 1].Kind == TokenKind.Open);
            if (tokens[i].Kind == TokenKind.Open)
                return words && tokens[i].Text == "(" ? i : to;
        }

        return to;
    }

    private static int? WordsBeforeEquals(List<LatexToken> tokens, int from, int to)
    {
        var words = false;
        for (var i = from; i < to; i++)
        {
            if (tokens[i] is { Kind: TokenKind.Relation, Text: "=" or "≈" } or { Kind: TokenKind.Colon })
                return words ? i : null;
            words |= tokens[i].Kind == TokenKind.Word;
            if (
                tokens[i].Kind
                is not (
                    TokenKind.Word
                    or TokenKind.Symbol
                    or TokenKind.Constant
                    or TokenKind.Open
                    or TokenKind.Close
                    or TokenKind.OpenBrace
                    or TokenKind.CloseBrace
                )
            )
                return null;
        }

        return null;
    }

    // The unit is all that follows the first word behind the value: "cm", "square feet", "m/s", "units^2".
    private static int UnitStart(List<LatexToken> tokens, int from, int to)
    {
        for (var i = from + 1; i < to; i++)
        {
            var token = tokens[i];
            var isUnit =
                token.Kind == TokenKind.Word
                || (
                    token
                        is {
                            InWords: true,
                            Kind: TokenKind.Symbol,
                            Text: "m" or "g" or "s" or "h" or "L" or "l" or "C" or "F" or "K" or "J" or "N" or "V" or "W"
                        }
                    && EndsValue(tokens[i - 1].Kind)
                );
            if (!isUnit)
                continue;
            var depth = 0;
            for (var j = from; j < i; j++)
                depth +=
                    tokens[j].Kind is TokenKind.Open or TokenKind.OpenBrace or TokenKind.MatrixStart ? 1
                    : tokens[j].Kind is TokenKind.Close or TokenKind.CloseBrace or TokenKind.MatrixEnd ? -1
                    : 0;
            if (depth == 0)
                return i;

            // \frac{km}{h}
            var fraction = tokens.FindLastIndex(i, i - from, t => t.Kind == TokenKind.Fraction);
            return fraction > from && i - fraction <= 2 && !tokens[fraction..to].Exists(t => t.Kind == TokenKind.Number) ? fraction : to;
        }

        return to;
    }

    private static bool EndsValue(TokenKind kind) =>
        kind
            is TokenKind.Number
                or TokenKind.Close
                or TokenKind.CloseBrace
                or TokenKind.Constant
                or TokenKind.Degree
                or TokenKind.Symbol
                or TokenKind.Bar;

    private static Item Named(Node node, string text, string? named)
    {
        if (node is not Node.Relation relation)
            return new Item(node, node, text) { Name = named };
        var rounded = Array.IndexOf(relation.Operators, '≈');
        var sides = relation.Sides;
        Node? roundedTo = null;
        if (rounded > 0 || (rounded == 0 && !IsName(sides[0])))
        {
            roundedTo = sides[^1];
            relation = new Node.Relation(sides[..(rounded + 1)], relation.Operators[..rounded]);
            sides = relation.Sides;
            if (sides.Length == 1)
                return new Item(sides[0], sides[0], text) { Name = named, Rounded = roundedTo };
        }

        if (!Array.TrueForAll(relation.Operators, o => o is '=' or '≈' or '≡'))
            return Membership(relation, text) ?? new Item(relation, relation, text) { Name = named };
        if (
            named is null
            && sides.Length == 2
            && (IsName(sides[1]) || IsMeasure(sides[1]))
            && !Tree.HasSymbols(sides[0])
            && !IsName(sides[0])
            && !Tree.HasImaginary(sides[0])
        )
            (relation, sides) = (new Node.Relation([sides[1], sides[0]], relation.Operators), [sides[1], sides[0]]); // 9 = x
        if (named is null && (IsName(sides[0]) || (IsMeasure(sides[0]) && !Tree.HasSymbols(sides[^1]))))
            return new Item(sides[^1], relation, text)
            {
                Name = TextOf(sides[0]),
                IsFunction = IsFunctionHead(sides[0]),
                Rounded = roundedTo,
            };
        if (named is not null || (!Tree.HasSymbols(sides[0]) && !Tree.HasSymbols(sides[^1])))
            return new Item(sides[^1], sides[^1], text) { Name = named, Rounded = roundedTo };
        return new Item(relation, relation, text) { Rounded = roundedTo };
    }

    // x ∈ [-2, 7]
    private static Item? Membership(Node.Relation relation, string text) =>
        relation.Operators is ['∈'] && IsName(relation.Sides[0])
            ? new Item(relation.Sides[1], relation.Sides[1], text) { Name = TextOf(relation.Sides[0]) }
            : null;

    internal static bool IsName(Node node) =>
        node is Node.Symbol or Node.Group { Open: '(' } && Array.TrueForAll(Tree.Children(node), c => c is Node.Symbol)
        || IsFunctionHead(node)
        || (node is Node.Constant { Value: MathConstant.I or MathConstant.E });

    /// <summary>f(x), P(n), f(x, y)</summary>
    internal static bool IsFunctionHead(Node node) =>
        node
            is Node.Quotient
            {
                Top: Node.Product { Factors: [Node.Symbol { Name: "d" }, Node.Symbol] },
                Bottom: Node.Product { Factors: [Node.Symbol { Name: "d" }, Node.Symbol] }
            } // dy/dx
        || node is Node.Product { Factors: [Node.Power { Base: Node.Symbol, Exponent: Node.Negative }, Node.Symbol { Name: "x" or "y" or "t" }] }
        || node
            is Node.Product { Factors: [Node.SetOperation { Operator: '∘' }, Node.Symbol or Node.Group { Open: '(' }] }
                or Node.SetOperation { Operator: '∘', Left: Node.Symbol, Right: Node.Symbol }
        || node is Node.Product { Factors: [Node.Symbol { Name: var name }, Node.Symbol or Node.Group { Open: '(' }] factors }
            && name
                is "f"
                    or "g"
                    or "h"
                    or "p"
                    or "q"
                    or "r"
                    or "s"
                    or "u"
                    or "v"
                    or "F"
                    or "G"
                    or "H"
                    or "P"
                    or "Q"
                    or "R"
                    or "S"
                    or "T"
                    or "A"
                    or "V"
                    or "phi"
                    or "f'"
                    or "g'"
                    or "h'"
                    or "f''"
                    or "P'"
            && (
                factors[1] is Node.Symbol { Name: "x" or "y" or "z" or "t" or "n" or "k" or "m" or "a" or "theta" or "r" or "s" or "u" or "w" }
                || factors[1] is Node.Group { Items: var items } && Array.TrueForAll(items, i => i is Node.Symbol)
            );

    /// <summary>AB, ABC, P(A ∩ B), |AB|: named things that are numbers.</summary>
    private static bool IsMeasure(Node node) =>
        node switch
        {
            Node.Product { Factors: [Node.Symbol { Name: "P" or "E" or "Pr" or "Var" }, _] } => true,
            Node.Product
            {
                Factors: [Node.Symbol { Name: "f" or "g" or "h" or "p" or "q" or "F" or "G" or "H" or "f'" or "f''" or "g'" }, Node.Number]
            } => true, // f(2)
            Node.Quotient { Top: var top, Bottom: var bottom } => (IsMeasure(top) || top is Node.Symbol)
                && (IsMeasure(bottom) || bottom is Node.Symbol),
            Node.Ratio { Parts: var parts } => Array.TrueForAll(parts, p => IsMeasure(p) || p is Node.Symbol),
            Node.Product product => Array.TrueForAll(
                product.Factors,
                f => f is Node.Symbol { Name: [>= 'A' and <= 'Z', ..] } or Node.Constant { Value: MathConstant.E }
            ),
            Node.Function { Name: "abs", Arguments: [var inner] } => IsMeasure(inner),
            Node.Function { Name: "sin" or "cos" or "tan" or "cot" or "sec" or "csc" } => true,
            _ => false,
        };

    // |AB| and AB are the same length.
    private static string TextOf(Node node) =>
        node is Node.Function { Name: "abs", Arguments: [var inner] } && IsMeasure(inner) ? Tree.Show(inner) : Tree.Show(node);

    private static Item Suffixes(Item item)
    {
        if (
            item.Node is Node.Group or Node.SetOperation or Node.Relation
            && Tree.Any(item.Node, n => n is Node.Degrees)
            && !Tree.Any(item.Node, n => n is Node.Function)
        )
            return item with { Node = WithoutDegrees(item.Node), Whole = WithoutDegrees(item.Whole), IsDegrees = true };
        if (item.Node is Node.Percent percent)
            return item with { Node = percent.Inner, IsPercent = true };
        if (item.Node is Node.Negative { Inner: Node.Percent negative })
            return item with { Node = new Node.Negative(negative.Inner), IsPercent = true };
        if (item.Node is Node.Product { Factors: [.., Node.Percent last] factors })
            return item with { Node = new Node.Product([.. factors[..^1], last.Inner]), IsPercent = true };
        if (item.Node is Node.Degrees degrees)
            return item with { Node = degrees.Inner, IsDegrees = true };
        if (item.Node is Node.Negative { Inner: Node.Degrees below })
            return item with { Node = new Node.Negative(below.Inner), IsDegrees = true };
        if (item.Node is Node.Product { Factors: [.., Node.Degrees lastDegrees] parts })
            return item with { Node = new Node.Product([.. parts[..^1], lastDegrees.Inner]), IsDegrees = true };
        return item;
    }

    // (30°, 70°): degrees are a unit of the whole.
    private static Node WithoutDegrees(Node node) => Tree.Replace(node, n => n is Node.Degrees degrees ? degrees.Inner : null);
}
