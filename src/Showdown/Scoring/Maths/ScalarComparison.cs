using System.Numerics;
using Showdown.Scoring.Text;

namespace Showdown.Scoring.Maths;

/// <param name="Reason">How it was decided, with the values; one line.</param>
internal readonly record struct Verdict(bool Equal, string Reason)
{
    public static Verdict Yes(string reason) => new(true, reason);

    public static Verdict No(string reason) => new(false, reason);
}

/// <summary>
/// Decides whether two expressions have the same value for all values of their variables: exactly where that is possible, otherwise at many points.
/// </summary>
internal sealed class ScalarComparison(Budget budget)
{
    private const int Points = 21;
    private const int WholePoints = 6;
    private const int Enough = 4;
    private const int StepsOfForms = 20_000;

    public Verdict Compare(Node a, Node b)
    {
        if (a is Node.Number x && b is Node.Number y)
            return Numbers(x, y, "");
        var generators = new Generators();
        var forms = new Budget(StepsOfForms);
        var builder = new NormalFormBuilder(generators, forms);
        var left = TryBuild(builder, a);
        var right = left is null ? null : TryBuild(builder, b);
        if (left is not null && right is not null)
        {
            if (left.AsConstant is { } p && right.AsConstant is { } q)
                return p == q ? Verdict.Yes(SameRational(p)) : Approximates(a, b) ?? Verdict.No($"{Show(p)} is not {Show(q)} (exact rationals)");
            var difference = Difference(left, right, generators, forms);
            if (difference is { IsZero: false })
                return Approximates(a, b) ?? Differs(a, b);
            if (difference is not null)
                return Verdict.Yes(
                    $"same normal form {Quote.Of(left.Bottom.AsConstant is { IsOne: true } ? left.Top.Show(generators) : $"({left.Top.Show(generators)}) / ({left.Bottom.Show(generators)})")}"
                );
        }

        return Approximates(a, b) ?? AtPoints(a, b);
    }

    // The forms are exact, so nothing is equal here, however close: 10√2 + 10⁻⁴⁰ is not 10√2. The points only show where.
    private Verdict Differs(Node a, Node b) =>
        AtPoints(a, b) is { Equal: false } shown ? shown : Verdict.No("the difference of the exact normal forms is not zero");

    /// <summary>The exact value of a constant, when it is rational.</summary>
    public Rational? ExactValue(Node node)
    {
        budget.Spend();
        return node is Node.Number number
            ? number.Value
            : TryBuild(new NormalFormBuilder(new Generators(), new Budget(StepsOfForms)), node)?.AsConstant;
    }

    /// <summary>The numeric value of a real constant; undefined when there are variables.</summary>
    public Approx Value(Node node) => new RealEvaluator(_ => double.NaN, budget, logIsNatural: false).Evaluate(node);

    // Forms too large to expand are compared at points instead.
    private static NormalForm? TryBuild(NormalFormBuilder builder, Node node)
    {
        try
        {
            return builder.Build(node);
        }
        catch (Exception e) when (e is DivideByZeroException or OverBudgetException)
        {
            return null;
        }
    }

    private static Polynomial? Difference(NormalForm a, NormalForm b, Generators generators, Budget forms)
    {
        try
        {
            return
                Polynomial.Multiply(a.Top, b.Bottom, generators, forms) is { } left
                && Polynomial.Multiply(b.Top, a.Bottom, generators, forms) is { } right
                ? Polynomial.Add(left, right, -1, forms)
                : null;
        }
        catch (OverBudgetException)
        {
            return null;
        }
    }

    private Verdict Numbers(Node.Number a, Node.Number b, string note)
    {
        if (a.Value == b.Value)
            return Verdict.Yes(SameRational(a.Value) + note);
        return Approximates(a, b) ?? Verdict.No($"{Show(a.Value)} is not {Show(b.Value)} (exact rationals)");
    }

    private static string SameRational(Rational value) => $"both are {Show(value)}, as exact rationals";

    private static string Show(Rational value)
    {
        var text = value.ToString();
        if (text.Length > 40)
            text = text[..18] + "..." + text[^18..];
        if (value.IsInteger)
            return text;
        var number = value.ToDouble();
        return Math.Abs(number) is > 1e-6 and < 1e12 ? $"{text} ({number:0.######})" : text;
    }

    /// <summary>
    /// A decimal with six digits or more behind the point stands for an exact value that it rounds or cuts off correctly (0.333333 for 1/3, 4.123106
    /// for √17);
    /// fewer digits do not, and one decimal does not stand for another. Null: does not apply.
    /// </summary>
    private Verdict? Approximates(Node a, Node b)
    {
        if (DecimalOf(a) is { } x && DecimalOf(b) is null)
            return Approximates(x, b);
        return DecimalOf(b) is { } y && DecimalOf(a) is null ? Approximates(y, a) : null;
    }

    /// <param name="Exponent">3 for 1.5 · 10^3.</param>
    private readonly record struct Decimal(Node.Number Number, int Exponent, bool IsNegative)
    {
        public double Value => (IsNegative ? -1 : 1) * (Number.Value * Rational.PowerOfTen(Exponent)).ToDouble();
    }

    private static Decimal? DecimalOf(Node node) =>
        node switch
        {
            Node.Number { Decimals: > 0 } number => new Decimal(number, 0, false),
            Node.Product
            {
                Factors: [Node.Number { Decimals: > 0 } number, Node.Power { Base: Node.Number { Decimals: 0 } ten, Exponent: var power }]
            } when ten.Value == 10 && Whole(power) is { } exponent => new Decimal(number, exponent, false),
            Node.Negative { Inner: not Node.Negative and var inner } when DecimalOf(inner) is { } positive => positive with { IsNegative = true },
            _ => null,
        };

    private static int? Whole(Node node) =>
        node switch
        {
            Node.Number { Value: { IsInteger: true } value } when value.Abs() < 1000 => (int)value.Numerator,
            Node.Negative { Inner: var inner } => -Whole(inner),
            _ => null,
        };

    private Verdict? Approximates(Decimal written, Node exact)
    {
        var number = written.Number;
        if (number.Decimals < (number.GoesOn ? 3 : 6))
            return null;
        var value = Value(exact);
        if (!value.IsDefined)
            return null;
        var unit = Math.Max(Math.Pow(10, written.Exponent - number.Decimals), Math.Abs(value.Value) * 4e-16);
        var decimalValue = written.Value;
        var off = Math.Abs(value.Value - decimalValue);
        var cut = Math.Abs(value.Value) >= Math.Abs(decimalValue);
        var allowed = (cut ? 1 : 0.5) * unit * 1.0001;
        return off <= allowed + value.Error
            ? Verdict.Yes($"{decimalValue} agrees with {value.Value:0.##########} in all {number.Decimals} digits it gives")
            : null;
    }

    private Verdict AtPoints(Node a, Node b)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var hasLog = Tree.Collect(a, names) | Tree.Collect(b, names);
        var verdict = AtPoints(a, b, names, logIsNatural: false);
        if (!verdict.Equal && hasLog)
        {
            var natural = AtPoints(a, b, names, logIsNatural: true);
            if (natural.Equal)
                return Verdict.Yes(natural.Reason + ", log read as natural");
        }

        return verdict;
    }

    private Verdict AtPoints(Node a, Node b, SortedSet<string> names, bool logIsNatural)
    {
        var complex = Tree.HasImaginary(a) || Tree.HasImaginary(b);
        if (!complex)
        {
            var (agreed, differs) = Real(a, b, names, 0, names.Count == 0 ? 1 : Points, logIsNatural);
            if (differs is not null)
                return Verdict.No(differs);
            if (agreed >= (names.Count == 0 ? 1 : Enough))
                return Verdict.Yes(
                    names.Count == 0 ? $"both are {Value(a).Value:0.############} within rounding" : $"equal at {agreed} points with seed 1"
                );
            if (names.Count > 0)
            {
                (var whole, differs) = Real(a, b, names, Points, WholePoints, logIsNatural);
                if (differs is not null)
                    return Verdict.No(differs);
                if (agreed + whole >= Enough)
                    return Verdict.Yes($"equal at {agreed + whole} points with seed 1, whole numbers among them");
            }
        }

        return Complexly(a, b, names, logIsNatural);
    }

    private (int Agreed, string? Differs) Real(Node a, Node b, SortedSet<string> names, int from, int count, bool logIsNatural)
    {
        var agreed = 0;
        for (var k = from; k < from + count; k++)
        {
            var at = k;
            var evaluator = new RealEvaluator(name => TestPoints.Value(name, at, at >= Points), budget, logIsNatural);
            var x = evaluator.Evaluate(a);
            var y = x.IsDefined ? evaluator.Evaluate(b) : Approx.Undefined;
            if (!x.IsDefined || !y.IsDefined || !x.IsSharp || !y.IsSharp)
                continue;
            if (Math.Abs(x.Value - y.Value) > (4 * (x.Error + y.Error)) + double.Epsilon)
                return (
                    agreed,
                    names.Count == 0
                        ? $"{x.Value:0.##########} is not {y.Value:0.##########}"
                        : $"at {TestPoints.Show(names, at, at >= Points)}: {x.Value:0.########} is not {y.Value:0.########}"
                );
            agreed++;
        }

        return (agreed, null);
    }

    private Verdict Complexly(Node a, Node b, SortedSet<string> names, bool logIsNatural)
    {
        var agreed = 0;
        for (var k = 0; k < (names.Count == 0 ? 1 : Points); k++)
        {
            var at = k;
            var evaluator = new ComplexEvaluator(name => TestPoints.Value(name, at, whole: false), budget, logIsNatural);
            var x = evaluator.Evaluate(a);
            var y = evaluator.Evaluate(b);
            if (!Complex.IsFinite(x) || !Complex.IsFinite(y))
                continue;
            if (Complex.Abs(x - y) > 1e-10 * (Complex.Abs(x) + Complex.Abs(y)))
                return Verdict.No($"{Show(x)} is not {Show(y)}" + (names.Count == 0 ? "" : $" at {TestPoints.Show(names, at, false)}"));
            agreed++;
        }

        return agreed >= (names.Count == 0 ? 1 : Enough) ? Verdict.Yes($"equal as complex values at {agreed} point{(agreed == 1 ? "" : "s")}")
            : Tree.Show(a) == Tree.Show(b) ? Verdict.Yes("the same expression")
            : Verdict.No("no common points where both are defined");
    }

    private static string Show(Complex value) => $"{value.Real:0.######} + {value.Imaginary:0.######}i";
}
