namespace Showdown.Scoring.Maths;

/// <summary>An end of an interval: as written, and its value for ordering.</summary>
internal readonly record struct Bound(Node? Node, double Value, bool Closed);

internal readonly record struct Piece(Bound Low, Bound High)
{
    public bool IsPoint => Low.Value == High.Value;
}

/// <summary>A set of real numbers as sorted, separate pieces.</summary>
internal sealed class RealSet
{
    private const int MostPieces = 60;

    private static readonly Node _zero = new Node.Number(0);

    private RealSet(IReadOnlyList<Piece> pieces) => Pieces = pieces;

    public IReadOnlyList<Piece> Pieces { get; }

    public static RealSet Empty { get; } = new([]);

    public static RealSet All { get; } = new([new Piece(Minus(), Plus())]);

    private static Bound Minus() => new(null, double.NegativeInfinity, false);

    private static Bound Plus() => new(null, double.PositiveInfinity, false);

    /// <summary>The set that the node describes; null when it describes none, or one with variables in its bounds.</summary>
    public static RealSet? Of(Node node, ScalarComparison scalars) =>
        node switch
        {
            Node.Group { Open: '{' } set => Points(set.Items, scalars),
            Node.Group { Items.Length: 2, Open: '(' or '[', Close: ')' or ']' } interval => Interval(interval, scalars),
            Node.SetOperation { Operator: '∪' } union => Of(union.Left, scalars) is { } a && Of(union.Right, scalars) is { } b ? Union(a, b) : null,
            Node.SetOperation { Operator: '∩' } both => Of(both.Left, scalars) is { } a && Of(both.Right, scalars) is { } b ? Intersect(a, b) : null,
            Node.SetOperation { Operator: '∖' } without => Of(without.Left, scalars) is { } a && Of(without.Right, scalars) is { } b
                ? Intersect(a, Complement(b))
                : null,
            Node.Symbol { Name: "R" or "ℝ" } => All,
            Node.Symbol { Name: "R+" or "ℝ+" or "R_+" or "R_>0" } or Node.Text { Words: "positive reals" } => new RealSet([
                new Piece(new Bound(_zero, 0, false), Plus()),
            ]),
            Node.Symbol { Name: "R-" or "ℝ-" or "R_-" or "R_<0" } or Node.Text { Words: "negative reals" } => new RealSet([
                new Piece(Minus(), new Bound(_zero, 0, false)),
            ]),
            Node.Symbol { Name: "R_≥0" } or Node.Text { Words: "nonnegative reals" } => new RealSet([new Piece(new Bound(_zero, 0, true), Plus())]),
            Node.Symbol { Name: "R*" or "ℝ*" } or Node.Text { Words: "nonzero reals" } => Complement(
                new RealSet([new Piece(new Bound(_zero, 0, true), new Bound(_zero, 0, true))])
            ),
            Node.Sum { Terms: [var all, Node.Negative { Inner: Node.Group { Open: '{' } less }] } => Of(
                new Node.SetOperation('∖', all, less),
                scalars
            ),
            Node.Symbol { Name: "emptyset" } => Empty,
            Node.Text { Words: "all reals" } => All,
            Node.Text { Words: "none" } => Empty,
            // An inequality that nothing meets is none of a set, but of values such as f(2) < f(1).
            Node.Relation relation => OfRelation(relation, scalars) is { Pieces.Count: > 0 } set ? set : null,
            _ => null,
        };

    public static RealSet Union(RealSet a, RealSet b)
    {
        var sorted = a.Pieces.Concat(b.Pieces).OrderBy(p => p.Low.Value).ThenByDescending(p => p.Low.Closed).ToList();
        var merged = new List<Piece>();
        foreach (var piece in sorted)
        {
            if (merged.Count > 0 && Touch(merged[^1].High, piece.Low))
                merged[^1] = merged[^1] with { High = Higher(merged[^1].High, piece.High) };
            else
                merged.Add(piece);
        }

        return new RealSet(merged);
    }

    public static RealSet Intersect(RealSet a, RealSet b)
    {
        var both = new List<Piece>();
        foreach (var p in a.Pieces)
        {
            foreach (var q in b.Pieces)
            {
                var low = p.Low.Value > q.Low.Value || (p.Low.Value == q.Low.Value && !p.Low.Closed) ? p.Low : q.Low;
                var high = p.High.Value < q.High.Value || (p.High.Value == q.High.Value && !p.High.Closed) ? p.High : q.High;
                if (low.Value < high.Value || (low.Value == high.Value && low.Closed && high.Closed))
                    both.Add(new Piece(low, high));
            }
        }

        return new RealSet([.. both.Take(MostPieces).OrderBy(p => p.Low.Value)]);
    }

    public static RealSet Complement(RealSet set)
    {
        var gaps = new List<Piece>();
        var start = Minus();
        foreach (var piece in set.Pieces)
        {
            if (start.Value < piece.Low.Value || (start.Value == piece.Low.Value && start.Closed && !piece.Low.Closed))
                gaps.Add(new Piece(start, piece.Low with { Closed = !piece.Low.Closed && double.IsFinite(piece.Low.Value) }));
            start = piece.High with { Closed = !piece.High.Closed };
        }

        if (double.IsFinite(start.Value) || double.IsNegativeInfinity(start.Value))
            gaps.Add(new Piece(start with { Closed = start.Closed && double.IsFinite(start.Value) }, Plus()));
        return new RealSet(gaps);
    }

    public Verdict SameAs(RealSet other, ScalarComparison scalars)
    {
        if (Pieces.Count != other.Pieces.Count)
            return Verdict.No($"a set of {Count(Pieces.Count)} is not one of {Count(other.Pieces.Count)}");
        for (var i = 0; i < Pieces.Count; i++)
        {
            foreach (
                var (x, y, which) in (ReadOnlySpan<(Bound, Bound, string)>)
                    [(Pieces[i].Low, other.Pieces[i].Low, "lower"), (Pieces[i].High, other.Pieces[i].High, "upper")]
            )
            {
                if (x.Closed != y.Closed)
                    return Verdict.No($"the {which} bound of piece {i + 1} belongs to one set and not to the other");
                if (x.Node is null || y.Node is null)
                {
                    if (x.Value != y.Value)
                        return Verdict.No($"the {which} bound of piece {i + 1} differs");
                }
                else if (scalars.Compare(x.Node, y.Node) is { Equal: false } differs)
                {
                    return Verdict.No($"the {which} bound of piece {i + 1} differs: {differs.Reason}");
                }
            }
        }

        return Verdict.Yes($"the same set of real numbers: {Count(Pieces.Count)} with equal bounds");
    }

    private static string Count(int pieces) => pieces == 1 ? "1 piece" : $"{pieces} pieces";

    private static Bound Higher(Bound a, Bound b) => a.Value > b.Value || (a.Value == b.Value && a.Closed) ? a : b;

    private static bool Touch(Bound high, Bound low) => low.Value < high.Value || (low.Value == high.Value && (low.Closed || high.Closed));

    private static RealSet? Points(Node[] items, ScalarComparison scalars)
    {
        var set = Empty;
        foreach (var item in items)
        {
            if (End(item, scalars) is not { } bound || !double.IsFinite(bound.Value))
                return null;
            set = Union(set, new RealSet([new Piece(bound with { Closed = true }, bound with { Closed = true })]));
        }

        return set;
    }

    private static RealSet? Interval(Node.Group interval, ScalarComparison scalars)
    {
        if (End(interval.Items[0], scalars) is not { } low || End(interval.Items[1], scalars) is not { } high)
            return null;
        low = low with { Closed = interval.Open == '[' && double.IsFinite(low.Value) };
        high = high with { Closed = interval.Close == ']' && double.IsFinite(high.Value) };
        if (low.Value > high.Value || (low.Value == high.Value && !(low.Closed && high.Closed)))
            return null;
        return new RealSet([new Piece(low, high)]);
    }

    private static Bound? End(Node node, ScalarComparison scalars)
    {
        if (node is Node.Constant { Value: MathConstant.Infinity })
            return Plus();
        if (node is Node.Negative { Inner: Node.Constant { Value: MathConstant.Infinity } })
            return Minus();
        if (Tree.HasSymbols(node))
            return null;
        var value = scalars.ExactValue(node) is { } exact ? Approx.Exact(exact.ToDouble()) : scalars.Value(node);
        return value.IsDefined ? new Bound(node, value.Value, false) : null;
    }

    // x > 3, 1 < x ≤ 5, -x ≥ 2, 2x + 1 < 5, x ≠ 3
    private static RealSet? OfRelation(Node.Relation relation, ScalarComparison scalars)
    {
        if (relation.Operators is ['∈'])
            return relation.Sides[0] is Node.Symbol ? Of(relation.Sides[1], scalars) : null;
        relation = new Node.Relation(Array.ConvertAll(relation.Sides, AsVariable), relation.Operators);
        var names = new HashSet<string>();
        Tree.Collect(relation, names);
        if (names.Count != 1)
            return null;
        if (relation.Operators is [var op])
        {
            if (relation.Sides[0] is Node.Function { Name: "abs", Arguments: [var inner] } && !Tree.HasSymbols(relation.Sides[1]))
                return Distance(inner, relation.Sides[1], op, names.Single(), scalars);
            if (relation.Sides[1] is Node.Function { Name: "abs", Arguments: [var other] } && !Tree.HasSymbols(relation.Sides[0]))
                return Distance(other, relation.Sides[0], Flip(op), names.Single(), scalars);
        }

        var set = All;
        for (var i = 0; i < relation.Operators.Length; i++)
        {
            if (Linear(relation.Sides[i], relation.Sides[i + 1], relation.Operators[i], names.Single(), scalars) is not { } part)
                return null;
            set = Intersect(set, part);
        }

        return set;
    }

    // 0 < f(x) < 3 says what values f(x) has.
    private static Node AsVariable(Node side) =>
        ItemReader.IsFunctionHead(side) || side is Node.Function { Name: "sin" or "cos" or "tan", Arguments: [Node.Symbol] }
            ? new Node.Symbol("f(x)")
            : side;

    // |x - 3| < 2
    private static RealSet? Distance(Node inner, Node size, char op, string name, ScalarComparison scalars)
    {
        if (scalars.Value(size) is not { IsDefined: true, Value: >= 0 })
            return null;
        var above = Linear(inner, size, op, name, scalars);
        var below = Linear(inner, new Node.Negative(size), Flip(op), name, scalars);
        if (above is null || below is null)
            return null;
        return op is '<' or '≤' or '≠' ? Intersect(above, below) : Union(above, below);
    }

    private static RealSet? Linear(Node left, Node right, char op, string name, ScalarComparison scalars)
    {
        if (op is not ('<' or '>' or '≤' or '≥' or '≠' or '='))
            return null;
        Node bound;
        if (left is Node.Symbol && !Tree.HasSymbols(right))
        {
            bound = right;
        }
        else if (right is Node.Symbol && !Tree.HasSymbols(left))
        {
            bound = left;
            op = Flip(op);
        }
        else
        {
            // left - right = slope·x + start when it is linear: solved from its values at 0 and 1, checked far out.
            Node difference = new Node.Sum([left, new Node.Negative(right)]);
            Node At(int value) => Tree.Replace(difference, n => n is Node.Symbol s && s.Name == name ? new Node.Number(value) : null);
            var (zero, one) = (scalars.Value(At(0)), scalars.Value(At(1)));
            var slope = one.Value - zero.Value;
            if (!zero.IsDefined || !one.IsDefined || Math.Abs(slope) < 1e-9)
                return null;
            foreach (var x in (ReadOnlySpan<int>)[2, -5, 37, -61, 1009, -2003])
            {
                var value = scalars.Value(At(x));
                if (!value.IsDefined || Math.Abs(value.Value - zero.Value - (x * slope)) > 1e-9 * (1 + Math.Abs(value.Value)))
                    return null;
            }

            bound = new Node.Quotient(new Node.Negative(At(0)), new Node.Sum([At(1), new Node.Negative(At(0))]));
            if (slope < 0)
                op = Flip(op);
        }

        if (End(bound, scalars) is not { } end)
            return null;
        if (!double.IsFinite(end.Value))
            return All;
        var point = new RealSet([new Piece(end with { Closed = true }, end with { Closed = true })]);
        return op switch
        {
            '<' => new RealSet([new Piece(Minus(), end)]),
            '≤' => new RealSet([new Piece(Minus(), end with { Closed = true })]),
            '>' => new RealSet([new Piece(end, Plus())]),
            '≥' => new RealSet([new Piece(end with { Closed = true }, Plus())]),
            '≠' => Complement(point),
            _ => point,
        };
    }

    private static char Flip(char op) =>
        op switch
        {
            '<' => '>',
            '>' => '<',
            '≤' => '≥',
            '≥' => '≤',
            _ => op,
        };
}
