using Pidgin;
using static Pidgin.Parser;
using TokenParser = Pidgin.Parser<Showdown.Scoring.Maths.LatexToken, Showdown.Scoring.Maths.Node>;

namespace Showdown.Scoring.Maths;

/// <summary>The grammar, over the tokens of <see cref="LatexLexer"/>: relations of set expressions of sums of products of powers.</summary>
internal static class LatexParser
{
    private static readonly TokenParser _relation = Rec(() => RelationChain());
    private static readonly TokenParser _sum = Rec(() => Sum());
    private static readonly TokenParser _power = Rec(() => Power());
    private static readonly TokenParser _atom = Rec(() => Atom());

    private static readonly TokenParser _whole = Infixed().Before(Parser<LatexToken>.End);

    /// <summary>The tree of the tokens from <paramref name="from"/> up to <paramref name="to"/>; null when they are no expression.</summary>
    public static Node? Parse(List<LatexToken> tokens, int from, int to)
    {
        if (to <= from)
            return null;
        var bars = 0;
        for (var i = from; i < to; i++)
        {
            if (tokens[i].Kind == TokenKind.Bar && ++bars > 12)
                return null;
        }

        var result = _whole.Parse(tokens.Skip(from).Take(to - from).ToArray());
        return result.Success ? result.Value : null;
    }

    private static Parser<LatexToken, LatexToken> Is(TokenKind kind) => Parser<LatexToken>.Token(t => t.Kind == kind);

    private static Parser<LatexToken, LatexToken> Is(TokenKind kind, string text) => Parser<LatexToken>.Token(t => t.Kind == kind && t.Text == text);

    private static TokenParser RelationChain()
    {
        var relation = Is(TokenKind.Relation);
        return Map(
            (first, rest) =>
            {
                var all = rest.ToArray();
                return all.Length == 0 ? first : new Node.Relation([first, .. all.Select(r => r.Side)], [.. all.Select(r => r.Operator.Char)]);
            },
            SetExpression(),
            Map((op, side) => (Operator: op, Side: side), relation, SetExpression()).Many()
        );
    }

    private static TokenParser SetExpression() =>
        Map(
            (first, rest) => rest.Aggregate(first, (left, next) => new Node.SetOperation(next.Operator.Char, left, next.Right)),
            RatioOr(_sum),
            Map((op, right) => (Operator: op, Right: right), Is(TokenKind.SetOperator), RatioOr(_sum)).Many()
        );

    // 3:1 and 4:30
    private static TokenParser RatioOr(TokenParser part) =>
        Map(
            (first, rest) =>
            {
                var more = rest.ToArray();
                if (more.Length == 0)
                    return first;
                var looksLikeTime =
                    more.Length <= 2
                    && first is Node.Number { Value.IsInteger: true }
                    && more.All(m => m.Value is Node.Number { Value.IsInteger: true } && m.Token.Text.Length == 2);
                return new Node.Ratio([first, .. more.Select(m => m.Value)], looksLikeTime);
            },
            part,
            Map((token, value) => (Token: token, Value: value), Is(TokenKind.Colon).Then(Lookahead(Parser<LatexToken>.Any)), part).Many()
        );

    private static TokenParser Sum()
    {
        var sign = OneOf(Is(TokenKind.Plus), Is(TokenKind.Minus), Is(TokenKind.PlusMinus), Is(TokenKind.MinusPlus));
        var first = Map((signs, term) => Signed(signs, term), sign.Many(), Product());
        var next = Map(
            (op, signs, term) => (Operator: op.Kind, Term: Signed(signs, term)),
            sign,
            OneOf(Is(TokenKind.Plus), Is(TokenKind.Minus)).Many(),
            Product()
        );
        return Map(
            (start, rest) =>
            {
                var terms = new List<Node> { start };
                foreach (var (op, term) in rest)
                {
                    if (op is TokenKind.PlusMinus or TokenKind.MinusPlus)
                        terms = [new Node.PlusMinus(SumOf(terms), term, op == TokenKind.PlusMinus)];
                    else
                        terms.Add(op == TokenKind.Minus ? new Node.Negative(term) : term);
                }

                return SumOf(terms);
            },
            first,
            next.Many()
        );
    }

    private static Node SumOf(List<Node> terms) => terms.Count == 1 ? terms[0] : new Node.Sum([.. terms]);

    private static Node Signed(IEnumerable<LatexToken> signs, Node term)
    {
        foreach (var sign in signs.Reverse())
        {
            term = sign.Kind switch
            {
                TokenKind.Minus => new Node.Negative(term),
                TokenKind.PlusMinus => new Node.PlusMinus(null, term, true),
                TokenKind.MinusPlus => new Node.PlusMinus(null, term, false),
                _ => term,
            };
        }

        return term;
    }

    private static TokenParser Product()
    {
        var sign = OneOf(Is(TokenKind.Plus), Is(TokenKind.Minus));
        var operand = Map((signs, factor) => Signed(signs, factor), sign.Many(), _power);
        var explicitly = Map(
            (op, factor) => (Operator: op.Kind, Factor: factor),
            OneOf(Is(TokenKind.Times), Is(TokenKind.Divide), Is(TokenKind.Modulo)),
            operand
        );
        var implicitly = Try(_power.Select(factor => (Operator: TokenKind.Times, Factor: factor)));
        return Map(
            (first, rest) =>
            {
                var product = new List<Node> { first };
                foreach (var (op, factor) in rest)
                {
                    if (op == TokenKind.Divide)
                        product = [new Node.Quotient(ProductOf(product), factor)];
                    else if (op == TokenKind.Modulo)
                        product = [new Node.Function("mod", [ProductOf(product), factor])];
                    else
                        product.Add(factor);
                }

                return ProductOf(product);
            },
            _power,
            OneOf(explicitly, implicitly).Many()
        );
    }

    // 6\frac{1}{5} is six and a fifth, not six fifths.
    private static Node ProductOf(List<Node> factors)
    {
        var part =
            factors.Count < 2
                ? null
                : factors[1] switch
                {
                    Node.Percent percent => percent.Inner,
                    Node.Degrees degrees => degrees.Inner,
                    var other => other,
                };
        if (
            part is not null
            && factors[0] is Node.Number { Value.IsInteger: true, Decimals: 0 } whole
            && part is Node.Quotient { Top: Node.Number { Value.IsInteger: true } top, Bottom: Node.Number { Value.IsInteger: true } bottom }
            && top.Value.Sign > 0
            && top.Value < bottom.Value
        )
        {
            Node mixed = new Node.Number(whole.Value + (top.Value / bottom.Value));
            mixed = factors[1] switch
            {
                Node.Percent => new Node.Percent(mixed),
                Node.Degrees => new Node.Degrees(mixed),
                _ => mixed,
            };
            factors = [mixed, .. factors.Skip(2)];
        }

        return factors.Count == 1 ? factors[0] : new Node.Product([.. factors]);
    }

    private static TokenParser Power()
    {
        var sign = OneOf(Is(TokenKind.Minus), Is(TokenKind.Plus));
        var script = Map((signs, value) => Signed(signs, value), sign.Many(), _atom);
        var exponent = Is(TokenKind.Caret).Then(script).Select<Func<Node, Node>>(e => b => new Node.Power(b, e));
        var factorial = Is(TokenKind.Factorial).Select<Func<Node, Node>>(_ => b => new Node.Function("factorial", [b]));
        var percent = Is(TokenKind.Percent).Select<Func<Node, Node>>(_ => b => new Node.Percent(b));
        var degree = Is(TokenKind.Degree).Select<Func<Node, Node>>(_ => b => new Node.Degrees(b));
        var index = Is(TokenKind.Underscore)
            .Then(Script())
            .Select<Func<Node, Node>>(name =>
                b =>
                    b is Node.Symbol s ? new Node.Symbol(s.Name + "_" + name)
                    : b is Node.Constant c ? new Node.Symbol(c.Value + "_" + name)
                    : new Node.Symbol("?_" + name)
            );
        var prime = Is(TokenKind.Prime).Select<Func<Node, Node>>(_ => b => b is Node.Symbol s ? new Node.Symbol(s.Name + "'") : b);
        return Map(
            (value, suffixes) => suffixes.Aggregate(value, (inner, suffix) => suffix(inner)),
            _atom,
            OneOf(exponent, factorial, percent, degree, index, prime).Many()
        );
    }

    // The index of a_{n+1}, kept as its own text.
    private static Parser<LatexToken, string> Script()
    {
        var plain = Parser<LatexToken>
            .Token(t => t.Kind is TokenKind.Number or TokenKind.Symbol or TokenKind.Constant or TokenKind.Word)
            .Select(t => t.Text);
        var inside = Parser<LatexToken>.Token(t => t.Kind is not (TokenKind.OpenBrace or TokenKind.CloseBrace)).Select(t => t.Text);
        return OneOf(plain, Is(TokenKind.OpenBrace).Then(inside.Many().Select(string.Concat)).Before(Is(TokenKind.CloseBrace)));
    }

    private static TokenParser Atom() =>
        OneOf(
            Is(TokenKind.Number).Select<Node>(t => new Node.Number(t.Value, t.Decimals, t.GoesOn)),
            Is(TokenKind.Symbol).Select<Node>(t => new Node.Symbol(t.Text)),
            Is(TokenKind.Constant).Select<Node>(t => new Node.Constant(t.Constant)),
            Is(TokenKind.Based).Select<Node>(t => new Node.Based(t.Text, t.Radix)),
            Is(TokenKind.Ellipsis).Select<Node>(_ => new Node.Symbol("…")),
            Is(TokenKind.Currency).Then(_power),
            Is(TokenKind.Fraction).Then(Map<LatexToken, Node, Node, Node>((top, bottom) => new Node.Quotient(top, bottom), Argument(), Argument())),
            Is(TokenKind.Binomial).Then(Map<LatexToken, Node, Node, Node>((n, k) => new Node.Function("binom", [n, k]), Argument(), Argument())),
            Root(),
            Series(),
            Ways(),
            Function(),
            Absolute(),
            Matrix(),
            Bracketed(),
            Braced()
        );

    // One token or a braced group; a minus may stand before the token.
    private static TokenParser Argument() => OneOf(Braced(), Is(TokenKind.Minus).Then(_atom).Select<Node>(a => new Node.Negative(a)), _atom);

    private static TokenParser Braced() => Is(TokenKind.OpenBrace).Then(Infixed()).Before(Is(TokenKind.CloseBrace));

    // n \choose k, a \over b
    private static TokenParser Infixed() =>
        Map(
            (inner, below) =>
                !below.HasValue ? inner
                : below.Value.Sign.Text == "over" ? new Node.Quotient(inner, below.Value.Below)
                : new Node.Function("binom", [inner, below.Value.Below]),
            _relation,
            Map((sign, below) => (Sign: sign, Below: below), Is(TokenKind.Infix), _relation).Optional()
        );

    // {}_5C_2, {}^{10}P_3
    private static TokenParser Ways() =>
        Map(
            (n, letter, k) => AsWays(letter.Text, n, k),
            OneOf(Is(TokenKind.Underscore), Is(TokenKind.Caret)).Then(Argument()),
            OneOf(Is(TokenKind.Symbol, "C"), Is(TokenKind.Symbol, "P")),
            Is(TokenKind.Underscore).Then(Argument())
        );

    /// <summary>n choose k, or the number of ordered choices.</summary>
    internal static Node AsWays(string letter, Node n, Node k) =>
        letter == "C"
            ? new Node.Function("binom", [n, k])
            : new Node.Quotient(new Node.Function("factorial", [n]), new Node.Function("factorial", [new Node.Sum([n, new Node.Negative(k)])]));

    // \sum_{k=1}^{10} k^2: all factors behind belong to it.
    private static TokenParser Series() =>
        Map(
            (sign, from, to, body) =>
                from is Node.Relation { Operators: ['='], Sides: [var variable, var first] } && NameOf(variable) is { } name
                    ? new Node.Series(
                        sign.Text == "prod",
                        name,
                        first,
                        to,
                        ProductOf([.. body.Select(f => Tree.Replace(f, n => n == variable ? new Node.Symbol(name) : null))])
                    )
                    : (Node)new Node.Function(sign.Text, [.. body]),
            Is(TokenKind.Series),
            Is(TokenKind.Underscore).Then(Argument()),
            Is(TokenKind.Caret).Then(Argument()),
            Try(Is(TokenKind.Times).Optional().Then(_power)).AtLeastOnce()
        );

    private static string? NameOf(Node variable) =>
        variable switch
        {
            Node.Symbol symbol => symbol.Name,
            Node.Constant { Value: MathConstant.I } => "i index",
            _ => null,
        };

    private static TokenParser Root()
    {
        var degree = Is(TokenKind.Open, "[").Then(_sum).Before(Is(TokenKind.Close, "]"));
        return Map(
            (root, index, inner) =>
                index.HasValue ? new Node.Function("root", [inner, index.Value])
                : root.Text == "3" ? new Node.Function("root", [inner, new Node.Number(3)])
                : (Node)new Node.Function("sqrt", [inner]),
            Is(TokenKind.Root),
            Try(degree).Optional(),
            Argument()
        );
    }

    // \sin x, \sin^2 (x), \sin^{-1} x, \log_2 8; without brackets the argument reaches to the next sign or function.
    private static TokenParser Function()
    {
        var name = Is(TokenKind.Function);
        var index = Is(TokenKind.Underscore).Then(Argument());
        var power = Is(TokenKind.Caret).Then(Map((signs, value) => Signed(signs, value), Is(TokenKind.Minus).Many(), _atom));
        var bracketed = Bracketed();
        var factor = Parser<LatexToken>.Token(t => t.Kind != TokenKind.Function);
        var operand = Lookahead(factor).Then(_power);
        var half = Map((_, bottom) => bottom, Is(TokenKind.Divide), Is(TokenKind.Number).Select<Node>(t => new Node.Number(t.Value)));
        var open = Map(
            (first, rest, by) =>
            {
                var product = ProductOf([first, .. rest]);
                return by.HasValue ? new Node.Quotient(product, by.Value) : product;
            },
            Map((signs, value) => Signed(signs, value), Is(TokenKind.Minus).Many(), OneOf(Try(operand), _power)),
            Try(operand).Many(),
            Try(half).Optional()
        );
        var group = OneOf(Try(bracketed.Before(Not(Is(TokenKind.Degree)))), open);
        return Map(
            (function, below, above, argument) =>
                Apply(function.Text, below.HasValue ? below.Value : null, above.HasValue ? above.Value : null, argument),
            name,
            index.Optional(),
            power.Optional(),
            group
        );
    }

    private static Node Apply(string name, Node? below, Node? above, Node argument)
    {
        if (above is Node.Negative { Inner: Node.Number { Value.IsOne: true } } && name is "sin" or "cos" or "tan" or "cot" or "sec" or "csc")
            return Apply("arc" + name, below, null, argument);
        var arguments = argument is Node.Group { Open: '(' or '{' } list ? list.Items : [argument];
        name = name switch
        {
            "asin" => "arcsin",
            "acos" => "arccos",
            "atan" => "arctan",
            "sgn" => "sign",
            "lg" => "log",
            _ => name,
        };
        Node applied = name == "log" && below is not null ? new Node.Function("log", [argument, below]) : new Node.Function(name, arguments);
        return above is null ? applied : new Node.Power(applied, above);
    }

    private static TokenParser Absolute() =>
        Is(TokenKind.Bar).Then(_sum).Before(Is(TokenKind.Bar)).Select<Node>(inner => new Node.Function("abs", [inner]));

    private static TokenParser Bracketed()
    {
        var separator = OneOf(Is(TokenKind.Comma), Is(TokenKind.Semicolon), Is(TokenKind.And), Is(TokenKind.Or));
        return Map(
            (open, items, close) => Bracket(open.Char, close.Char, [.. items]),
            Is(TokenKind.Open),
            _relation.Separated(separator.SkipAtLeastOnce()),
            Is(TokenKind.Close)
        );
    }

    private static Node Bracket(char open, char close, Node[] items)
    {
        if (open is '⌊' && items.Length == 1)
            return new Node.Function("floor", items);
        if (open is '⌈' && items.Length == 1)
            return new Node.Function("ceil", items);
        return items.Length == 1 && open is '(' or '[' && close is ')' or ']' && !(items[0] is Node.Group { Open: '[' or '(' } && open == '[')
            ? items[0]
            : new Node.Group(open, close, items);
    }

    private static TokenParser Matrix()
    {
        var cell = _relation;
        var row = cell.SeparatedAtLeastOnce(Is(TokenKind.Ampersand)).Select(cells => cells.ToArray());
        return Map(
            (start, rows, end) => AsMatrix(start.Text, [.. rows]),
            Is(TokenKind.MatrixStart),
            row.SeparatedAndOptionallyTerminated(Is(TokenKind.NewRow)),
            Is(TokenKind.MatrixEnd)
        );
    }

    private static Node AsMatrix(string environment, Node[][] rows) =>
        environment is "vmatrix" && rows.Length == rows.FirstOrDefault()?.Length
            ? new Node.Function("det", [new Node.Matrix(rows)])
            : new Node.Matrix(rows);
}
