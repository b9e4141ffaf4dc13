using System.Globalization;
using System.Numerics;
using Showdown.Scoring.Text;

namespace Showdown.Scoring.Maths;

/// <summary>Decides whether two single answers are the same: values, equations, sets, tuples, matrices, words, with their units and signs.</summary>
internal sealed class ItemComparison(Budget budget)
{
    private static readonly string[] _denials = [" not ", " neither ", " nor ", " or ", " no ", " non ", " isnt ", " both ", " and ", " but "];

    private readonly ScalarComparison _scalars = new(budget);

    public static bool IsSetLike(Node node) =>
        node
            is Node.SetOperation
                or Node.Symbol { Name: "emptyset" or ['R' or 'ℝ', '+' or '-' or '*' or '_', ..] }
                or Node.Sum { Terms: [_, Node.Negative { Inner: Node.Group { Open: '{' } }] }
        || (
            node is Node.Group { Items.Length: 2 } group
            && (
                group.Open
                    != group.Close switch
                    {
                        ')' => '(',
                        ']' => '[',
                        '}' => '{',
                        '>' => '<',
                        _ => group.Close,
                    }
                || Array.Exists(group.Items, IsInfinite)
            )
        )
        || (node is Node.Relation relation && Array.TrueForAll(relation.Operators, o => o is '<' or '>' or '≤' or '≥' or '≠'));

    public Verdict Compare(Item a, Item b)
    {
        if (a.Node is Node.Text || b.Node is Node.Text)
            return Texts(a, b);
        if (a.Modulus is { } m && b.Modulus is { } n)
            return m == n ? SameResidue(a, b, m) : Verdict.No($"a residue modulo {n} is not one modulo {m}");
        if (Names.Conflict(a, b) is { } conflict)
            return Verdict.No(conflict);
        if (Names.AreOneFigure(a, b))
            return Verdict.Yes("the same figure, its points named in another order");
        if (a.Whole is Node.Relation && b.Whole is Node.Relation && Equations(a, b) is { } equations)
            return equations;
        if (
            a.Node is Node.Relation { Operators: [.., '='] } && b.Node is not Node.Relation
            || b.Node is Node.Relation { Operators: [.., '='] } && a.Node is not Node.Relation
        )
            return Verdict.No("an equation is not a value");
        var verdict = Values(a, b);
        if (
            !verdict.Equal
            && (a.Otherwise is null) != (b.Otherwise is null)
            && (a.Otherwise is null ? a : b).Unit is null
            && Nodes(a.Otherwise ?? a.Node, b.Otherwise ?? b.Node) is { Equal: true } understood
        )
            return Verdict.Yes(understood.Reason + ", the unit understood");
        if (!verdict.Equal && (Alone(a.Node, b.Node) ?? Alone(b.Node, a.Node)) is { } meant)
            return meant;
        if (!verdict.Equal && UnitLetters.Without(b, a) is { } stripped && Values(a, stripped) is { Equal: true } bare)
            return Verdict.Yes(bare.Reason + ", a letter read as a unit");
        if (
            !verdict.Equal
            && b.Unit is { Dimension.Length: > 0 }
            && UnitLetters.Without(a, b) is { } measured
            && Values(measured, b) is { Equal: true } both
        )
            return Verdict.Yes(both.Reason + ", a letter read as a unit");
        if (!verdict.Equal && UnitLetters.Magnified(b, a) is { } magnified && Values(a, magnified) is { Equal: true } large)
            return Verdict.Yes(large.Reason + ", the letter read as thousands or millions");
        if (!verdict.Equal && (a.Rounded is not null || b.Rounded is not null))
        {
            foreach (var (x, y) in (ReadOnlySpan<(Node, Node)>)[(a.Rounded ?? a.Node, b.Node), (a.Node, b.Rounded ?? b.Node)])
            {
                if (Values(a with { Node = x }, b with { Node = y }) is { Equal: true } rounded)
                    return Verdict.Yes(rounded.Reason + " (the rounded value)");
            }
        }

        return verdict;
    }

    private Verdict SameResidue(Item a, Item b, Rational modulus)
    {
        if (_scalars.ExactValue(a.Node) is { } x && _scalars.ExactValue(b.Node) is { } y && ((x - y) / modulus).IsInteger)
            return Verdict.Yes($"the same residue modulo {modulus}");
        return Values(a, b);
    }

    // What only the other side tells: C(10,3) is a number of ways beside a number, a point with its name beside a point; 2i + j a vector beside a
    // vector.
    private Verdict? Alone(Node node, Node other)
    {
        if (
            node
                is Node.Product
                {
                    Factors: [
                        Node.Symbol { Name: [>= 'A' and <= 'Z'] or [>= 'A' and <= 'Z', '\''] },
                        Node.Group { Open: '(', Items.Length: > 1 } point,
                    ]
                }
            && Matrices.Vector(other) is not null
        )
            return Nodes(point, other);
        if (
            node is Node.Sum
            && Matrices.Vector(other) is { Length: 2 or 3 } entries
            && Matrices.UnitVectors(node, entries.Length, out var rest) is { } sum
            && _scalars.ExactValue(rest) is { IsZero: true }
        )
            return InOrder(sum, entries);
        return other is not Node.Group && !Tree.HasSymbols(other) && Ways(node) is { } ways ? Nodes(ways, other) : null;
    }

    private static Node? Ways(Node node) =>
        node switch
        {
            Node.Product { Factors: [Node.Symbol { Name: "C" or "P" } letter, Node.Group { Open: '(', Items: [Node.Number n, Node.Number k] }] } =>
                LatexParser.AsWays(letter.Name, n, k),
            Node.Product { Factors: [Node.Number n, Node.Symbol { Name: "C" or "P" } letter, Node.Number k] } => LatexParser.AsWays(
                letter.Name,
                n,
                k
            ),
            Node.Power { Base: Node.Symbol { Name: ['C' or 'P' or 'A', '_', ..] letter }, Exponent: Node.Number k }
                when int.TryParse(letter.AsSpan(2), out var n) => LatexParser.AsWays(letter[0] == 'C' ? "C" : "P", new Node.Number(n), k),
            _ => null,
        };

    private static bool IsInfinite(Node node) =>
        node is Node.Constant { Value: MathConstant.Infinity } or Node.Negative { Inner: Node.Constant { Value: MathConstant.Infinity } };

    private Verdict Texts(Item a, Item b)
    {
        var (x, y) = (Words(a), Words(b));
        if (x.Length > 0 && TextForm.SameWords(x, a.Source, y, b.Source) || IsNamedAfter(x, y) || IsNamedAfter(y, x))
            return Verdict.Yes($"the same words {Quote.Of(x)}");
        if (NumberWords.Value(x) is { } && b.Node is not Node.Text || NumberWords.Value(y) is { } && a.Node is not Node.Text)
            return Values(a with { Node = NumberWords.Value(x) ?? a.Node }, b with { Node = NumberWords.Value(y) ?? b.Node });
        if (a.Node is Node.Text && b.Node is not Node.Text && NumberWords.Counted(x) is { } counted)
            return Values(a with { Node = counted }, b);
        if (b.Node is Node.Text && a.Node is not Node.Text && NumberWords.Counted(y) is { } also)
            return Values(a, b with { Node = also });
        if (a.Node is Node.Text && b.Node is Node.Text && (Says(x, y) || Says(y, x)))
            return Verdict.Yes($"{Quote.Of(x)} and {Quote.Of(y)} say the same");
        if (RealSet.Of(a.Node, _scalars) is { } p && RealSet.Of(b.Node, _scalars) is { } q)
            return p.SameAs(q, _scalars);
        return Verdict.No($"{Quote.Of(x)} is not {Quote.Of(y)} (compared as words)");
    }

    // "even" and "number is even": the words of one in a short sentence without denial or choice.
    private static bool Says(string sentence, string words)
    {
        var all = ' ' + sentence + ' ';
        return words.Length > 2
            && !char.IsAsciiDigit(words[0])
            && sentence.Count(c => c == ' ') is > 0 and < 8
            && all.Contains(' ' + words + ' ', StringComparison.Ordinal)
            && !Array.Exists(_denials, d => all.Contains(d, StringComparison.Ordinal))
            && !sentence.Any(char.IsAsciiDigit);
    }

    // "odd" and "odd function"
    private static bool IsNamedAfter(string more, string less) =>
        more.Length > less.Length
        && more.StartsWith(less + " ", StringComparison.Ordinal)
        && more[(less.Length + 1)..] is "function" or "functions" or "number" or "numbers" or "direction" or "curve" or "answer";

    private static string Words(Item item) =>
        item.Node switch
        {
            Node.Text text => text.Words,
            Node.Constant { Value: MathConstant.Infinity } => "infinity",
            Node.Symbol { Name: "Z" or "ℤ" } => "integers",
            _ => TextForm.Words(item.Source),
        };

    private Verdict Values(Item a, Item b)
    {
        if (Scales(a, b) is not { } scale)
            return Verdict.No($"{Quote.Of(Measure(a))} and {Quote.Of(Measure(b))} measure different things");
        var (x, y) = (a.Node, b.Node);
        if (IsClock(a) || IsClock(b))
            return ClockTimes.Compare(a, b) ? Verdict.Yes("the same time of day") : Verdict.No("not the same time of day");
        if (a.IsDegrees && b.Unit is { Dimension: "angle" } || b.IsDegrees && a.Unit is { Dimension: "angle" })
            return Nodes(a.IsDegrees ? new Node.Degrees(x) : x, b.IsDegrees ? new Node.Degrees(y) : y);
        if ((DigitsOf(a, b) ?? DigitsOf(b, a)) is { } based)
            return Verdict.Yes($"the same digits, base {based.Radix} understood");
        if (!scale.IsOne)
            y = new Node.Product([new Node.Number(scale), y]);
        var verdict = Nodes(x, y);
        if (verdict.Equal)
            return scale.IsOne ? verdict : Verdict.Yes($"{verdict.Reason}, {b.Unit!.Words} brought to {a.Unit!.Words}");
        if (
            a.IsPercent != b.IsPercent
            && Nodes(a.IsPercent ? new Node.Percent(x) : x, b.IsPercent ? new Node.Percent(y) : y) is { Equal: true } asShare
        )
            return Verdict.Yes(asShare.Reason + ", percent read as hundredths");
        if (
            a.IsDegrees != b.IsDegrees
            && Nodes(a.IsDegrees ? new Node.Degrees(x) : x, b.IsDegrees ? new Node.Degrees(y) : y) is { Equal: true } asAngle
        )
            return Verdict.Yes(asAngle.Reason + ", degrees brought to radians");
        return verdict;
    }

    // "1A" for 1A_16, where the letter has been read as a variable.
    private static Node.Based? DigitsOf(Item item, Item other) =>
        item.Node is Node.Based based
        && other.Node is Node.Product
        && other.Source.Trim(' ', '$').Equals(based.Digits, StringComparison.OrdinalIgnoreCase)
            ? based
            : null;

    private static bool IsClock(Item item) => item.Unit?.Dimension.StartsWith("clock", StringComparison.Ordinal) == true;

    // What b has to be multiplied by; null when both have units of different kinds. A unit on one side only is ignored.
    private static Rational? Scales(Item a, Item b)
    {
        var (x, y) = (Dimension(a), Dimension(b));
        if (a.IsDegrees && IsCounted(b) || b.IsDegrees && IsCounted(a))
            return null; // 10 edges are not 10°
        if (x.Length == 0 || y.Length == 0)
            return Rational.One;
        return x != y ? null
            : a.Unit is { } unitA && b.Unit is { } unitB ? unitB.Scale / unitA.Scale
            : Rational.One;
    }

    private static bool IsCounted(Item item) =>
        !item.IsDegrees
        && item.Unit is { Dimension: "", Words: { Length: > 3 } words }
        && !words.Contains("deg", StringComparison.Ordinal)
        && words is not ("celsius" or "fahrenheit" or "angle");

    private static string Dimension(Item item) =>
        item.Unit?.Dimension is { Length: > 0 } known ? known
        : item.IsPercent ? "share"
        : item.IsDegrees ? "angle"
        : "";

    private static string Measure(Item item) => item.Unit?.Words ?? (item.IsPercent ? "percent" : "degrees");

    public Verdict Nodes(Node a, Node b)
    {
        budget.Spend(5);
        if (Names.InAnotherOrder(a, b))
            return Verdict.No("the same letters in another order");
        if (a is Node.Text || b is Node.Text)
            return a == b ? Verdict.Yes("the same words") : Verdict.No("words differ");
        if (a is Node.Negative { Inner: Node.Based } || b is Node.Negative { Inner: Node.Based })
            return a is Node.Based || b is Node.Based ? Verdict.No("the signs differ") : Nodes(Negated(a), Negated(b));
        if (a is Node.Based || b is Node.Based)
            return Based(a, b);
        if (a is Node.Ratio || b is Node.Ratio)
            return Ratios(a, b);
        if (Matrices.Rows(a) is { } rowsA && Matrices.Rows(b) is { } rowsB && a is not Node.Group { Open: '{' } && b is not Node.Group { Open: '{' })
            return Cells(rowsA, rowsB);
        return Plain(a, b);
    }

    private Verdict Plain(Node a, Node b)
    {
        if (a is Node.Group x && b is Node.Group y)
            return Groups(x, y);
        if (IsSetLike(a) || IsSetLike(b))
            return Sets(a, b);
        if ((a is Node.Group || b is Node.Group || Matrices.Rows(a) is not null || Matrices.Rows(b) is not null))
        {
            if (Matrices.Vector(a) is { } p && Matrices.Vector(b) is { } q)
                return InOrder(p, q);
            if (SingleOf(a) is { } one)
                return Nodes(one, b);
            return SingleOf(b) is { } other ? Nodes(a, other) : Verdict.No("a single value is not a collection");
        }

        if (a is Node.Relation || b is Node.Relation)
            return Sets(a, b);
        if (IsInfinite(a) || IsInfinite(b))
            return IsInfinite(a) && IsInfinite(b) && a is Node.Negative == b is Node.Negative
                ? Verdict.Yes("both are infinite")
                : Verdict.No("infinity is not a number");
        return _scalars.Compare(a, b);
    }

    // {5} and [5] against 5
    private static Node? SingleOf(Node node) =>
        node is Node.Group { Items: [var only] } ? only
        : node is Node.Matrix { Rows: [[var cell]] } ? cell
        : null;

    private Verdict Groups(Node.Group a, Node.Group b)
    {
        if (a.Open != b.Open && (SingleOf(a) ?? SingleOf(b)) is { } only)
            return Nodes(only, a.Items.Length == 1 ? b : a);
        if (a.Open == '{' || b.Open == '{')
            return a.Open == b.Open ? Unordered(a.Items, b.Items) : Sets(a, b);
        var mixed = IsSetLike(a) || IsSetLike(b);
        var sameBrackets = a.Open == b.Open && a.Close == b.Close;
        if (!sameBrackets && (Array.Exists(a.Items, IsInfinite) && Array.Exists(b.Items, IsInfinite)))
            return Sets(a, b);
        if (!sameBrackets && (mixed || (a.Items.Length == 2 && a.Open != '<' && b.Open != '<')))
            return Verdict.No($"the brackets differ: {a.Open} {a.Close} is not {b.Open} {b.Close}");
        return InOrder(a.Items, b.Items);
    }

    private Verdict InOrder(Node[] a, Node[] b)
    {
        if (a.Length != b.Length)
            return Verdict.No($"{a.Length} items are not {b.Length} items");
        Verdict last = default;
        for (var i = 0; i < a.Length; i++)
        {
            last = Nodes(a[i], b[i]);
            if (!last.Equal)
                return Verdict.No($"item {i + 1} differs: {last.Reason}");
        }

        return Verdict.Yes(a.Length == 0 ? "both are empty" : $"all {a.Length} items are equal, in this order");
    }

    private Verdict Unordered(Node[] a, Node[] b)
    {
        bool Covers(Node[] these, Node[] those) => Array.TrueForAll(these, x => Array.Exists(those, y => Nodes(x, y).Equal));
        return Covers(a, b) && Covers(b, a) ? Verdict.Yes($"the same set of {a.Length} items") : Verdict.No("the sets differ");
    }

    private Verdict Cells(Node[][] a, Node[][] b)
    {
        if (a.Length != b.Length || a[0].Length != b[0].Length)
            return Verdict.No($"a {a.Length} by {a[0].Length} matrix is not {b.Length} by {b[0].Length}");
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = 0; j < a[0].Length; j++)
            {
                var verdict = Nodes(a[i][j], b[i][j]);
                if (!verdict.Equal)
                    return Verdict.No($"row {i + 1}, column {j + 1} differs: {verdict.Reason}");
            }
        }

        return Verdict.Yes($"all {a.Length * a[0].Length} entries are equal");
    }

    private Verdict Sets(Node a, Node b)
    {
        if (RealSet.Of(a, _scalars) is { } x && RealSet.Of(b, _scalars) is { } y)
            return x.SameAs(y, _scalars);
        return Parts(a, b);
    }

    // Sets and inequalities with letters in them: part by part.
    private Verdict Parts(Node a, Node b)
    {
        if (a is Node.SetOperation p && b is Node.SetOperation q && p.Operator == q.Operator)
        {
            if (Nodes(p.Left, q.Left).Equal && Nodes(p.Right, q.Right).Equal)
                return Verdict.Yes("both parts are equal");
            return p.Operator is '∪' or '∩' or '∧' or '∨' or '↔' && Nodes(p.Left, q.Right).Equal && Nodes(p.Right, q.Left).Equal
                ? Verdict.Yes("both parts are equal, the other way round")
                : Verdict.No("the parts differ");
        }

        if (a is Node.Relation x && b is Node.Relation y)
            return Inequalities(x, y);
        return Verdict.No("they are of different kinds");
    }

    private Verdict Inequalities(Node.Relation a, Node.Relation b)
    {
        if (a.Operators.Length != b.Operators.Length)
            return Verdict.No("the chains have different lengths");
        if (SameChain(a.Sides, a.Operators, b))
            return Verdict.Yes("the same relations between equal sides");
        char[] flipped = [.. a.Operators.Reverse().Select(Flip)];
        if (SameChain([.. a.Sides.Reverse()], flipped, b))
            return Verdict.Yes("the same relations, read from the other end");
        if (
            a.Operators.Length == 1
            && Direction(a.Operators[0]) is { } p
            && Direction(b.Operators[0]) is { } q
            && p.Strict == q.Strict
            && Equation.Ratio(Difference(a), Difference(b), _scalars, budget) is { } ratio
            && ratio * p.Sign * q.Sign > 0
        )
            return Verdict.Yes("the same inequality up to a positive factor");
        return Verdict.No("the relations differ");
    }

    // Read from the other end; a relation that has no other end becomes one that equals nothing.
    private static char Flip(char op) =>
        op switch
        {
            '<' => '>',
            '>' => '<',
            '≤' => '≥',
            '≥' => '≤',
            '⊂' => '⊃',
            '⊃' => '⊂',
            '⊆' => '⊇',
            '⊇' => '⊆',
            '∈' => '∋',
            '∋' => '∈',
            '=' or '≠' or '≈' or '≡' or '∥' or '⊥' or '~' or '∝' => op,
            _ => '\0',
        };

    private static (int Sign, bool Strict)? Direction(char op) =>
        op switch
        {
            '<' => (-1, true),
            '≤' => (-1, false),
            '>' => (1, true),
            '≥' => (1, false),
            '≠' => (1, true),
            _ => null,
        };

    private bool SameChain(Node[] sides, char[] operators, Node.Relation b)
    {
        if (!operators.SequenceEqual(b.Operators))
            return false;
        for (var i = 0; i < sides.Length; i++)
        {
            if (!Nodes(sides[i], b.Sides[i]).Equal)
                return false;
        }

        return true;
    }

    private static Node.Sum Difference(Node.Relation relation) => new Node.Sum([relation.Sides[0], new Node.Negative(relation.Sides[^1])]);

    private Verdict? Equations(Item a, Item b)
    {
        var (x, y) = ((Node.Relation)a.Whole, (Node.Relation)b.Whole);
        if (!Array.TrueForAll(x.Operators, o => o == '=') || !Array.TrueForAll(y.Operators, o => o == '='))
            return null;
        if (a.Name is not null && b.Name is not null && (a.Name == b.Name || a.IsFunction != b.IsFunction))
        {
            var values = Values(a, b);
            if (values.Equal || a.IsFunction || b.IsFunction || !Tree.HasSymbols(a.Node))
                return values;
        }

        var left = new Node.Relation([x.Sides[0], x.Sides[^1]], ['=']);
        var right = new Node.Relation([y.Sides[0], y.Sides[^1]], ['=']);
        if (SameChain(left.Sides, left.Operators, right) || SameChain([.. left.Sides.Reverse()], left.Operators, right))
            return Verdict.Yes("both sides of the equations are equal");
        return Equation.Ratio(Difference(left), Difference(right), _scalars, budget) is { } ratio
            ? Verdict.Yes($"the same equation{(Math.Abs(ratio - 1) < 1e-12 ? "" : $" up to the factor {ratio:0.######}")}")
            : Verdict.No("the equations differ");
    }

    private static Node Negated(Node node) => node is Node.Negative negative ? negative.Inner : new Node.Negative(node);

    private Verdict Based(Node a, Node b)
    {
        if (a is Node.Based x && b is Node.Based y)
        {
            if (x.Radix != y.Radix)
                return Verdict.No($"base {x.Radix} is asked for or given, not base {y.Radix}");
            return BasedNumbers.Value(x) == BasedNumbers.Value(y)
                ? Verdict.Yes($"the same number in base {x.Radix}")
                : Verdict.No($"{x.Digits} is not {y.Digits} in base {x.Radix}");
        }

        // The base is often left out: then the digits count.
        var (based, other) = a is Node.Based first ? (first, b) : ((Node.Based)b, a);
        var digits = new Node.Based(based.Digits, Math.Max(10, based.Radix));
        return
            BasedNumbers.Value(digits) is { } read
            && based.Digits.All(c => char.IsAsciiDigit(c) || c == '.')
            && _scalars.ExactValue(other) == AsDecimal(based.Digits)
            ? Verdict.Yes($"the same digits, base {based.Radix} understood")
            : Verdict.No($"the digits differ from {based.Digits}");
    }

    private static Rational AsDecimal(string digits)
    {
        var point = digits.IndexOf('.');
        var whole = new Rational(BigInteger.Parse(digits.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture));
        return point < 0 ? whole : whole * Rational.PowerOfTen(point + 1 - digits.Length);
    }

    private Verdict Ratios(Node a, Node b)
    {
        if (a is not Node.Ratio x || b is not Node.Ratio y)
        {
            var (ratio, other) = a is Node.Ratio first ? (first, b) : ((Node.Ratio)b, a);
            if (ratio.LooksLikeTime && ratio.Parts[1] is Node.Number { Value.IsZero: true } && _scalars.Compare(ratio.Parts[0], other).Equal)
                return Verdict.Yes("the same full hour");
            return ratio.Parts.Length == 2
                ? Nodes(new Node.Quotient(ratio.Parts[0], ratio.Parts[1]), other)
                : Verdict.No("a ratio of three is not one value");
        }

        if (InOrder(x.Parts, y.Parts) is { Equal: true } same)
            return same;
        if (
            x.Parts.Length != y.Parts.Length
            || (x.LooksLikeTime && y.LooksLikeTime && Array.Exists([.. x.Parts, .. y.Parts], p => p is Node.Number { Value.IsZero: true }))
        )
            return Verdict.No("the ratios differ");
        for (var i = 1; i < x.Parts.Length; i++)
        {
            if (!_scalars.Compare(new Node.Product([x.Parts[0], y.Parts[i]]), new Node.Product([y.Parts[0], x.Parts[i]])).Equal)
                return Verdict.No("the ratios differ");
        }

        return Verdict.Yes("the same ratio, reduced");
    }
}
