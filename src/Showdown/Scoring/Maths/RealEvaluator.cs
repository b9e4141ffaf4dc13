namespace Showdown.Scoring.Maths;

/// <summary>Real value of an expression at a point, with error; undefined outside the real domain.</summary>
internal sealed class RealEvaluator(Func<string, double> point, Budget budget, bool logIsNatural)
{
    public Approx Evaluate(Node node)
    {
        budget.Spend();
        switch (node)
        {
            case Node.Number number:
                return number.Value.IsInteger && number.Value.Numerator.GetBitLength() <= 53
                    ? Approx.Exact((double)number.Value.Numerator)
                    : Approx.Rounded(number.Value.ToDouble());
            case Node.Based based:
                return BasedNumbers.Value(based) is { } value ? Approx.Rounded(value.ToDouble()) : Approx.Undefined;
            case Node.Symbol symbol:
                return Approx.Exact(point(symbol.Name));
            case Node.Constant constant:
                return constant.Value switch
                {
                    MathConstant.Pi => Approx.Rounded(Math.PI),
                    MathConstant.E => Approx.Rounded(Math.E),
                    _ => Approx.Undefined,
                };
            case Node.Negative negative:
                return -Evaluate(negative.Inner);
            case Node.Percent percent:
                return Evaluate(percent.Inner) / Approx.Exact(100);
            case Node.Degrees degrees:
                return Evaluate(degrees.Inner) * Approx.Rounded(Math.PI / 180);
            case Node.Quotient quotient:
                return Evaluate(quotient.Top) / Evaluate(quotient.Bottom);
            case Node.Ratio { Parts.Length: 2 } ratio:
                return Evaluate(ratio.Parts[0]) / Evaluate(ratio.Parts[1]);
            case Node.Sum sum:
                var total = Approx.Exact(0);
                foreach (var term in sum.Terms)
                    total += Evaluate(term);
                return total;
            case Node.Product product:
                var all = Approx.Exact(1);
                foreach (var factor in product.Factors)
                    all *= Evaluate(factor);
                return all;
            case Node.Series series:
                return Series(series);
            case Node.Power power:
                return Power(power);
            case Node.Function function:
                return Function(function);
            default:
                return Approx.Undefined;
        }
    }

    private Approx Series(Node.Series series)
    {
        var (from, to) = (Evaluate(series.From), Evaluate(series.To));
        if (
            from.Error != 0
            || to.Error != 0
            || from.Value != Math.Round(from.Value)
            || to.Value != Math.Round(to.Value)
            || !(to.Value - from.Value is >= -1 and <= Node.Series.MostTerms)
        )
            return Approx.Undefined;
        var total = Approx.Exact(series.IsProduct ? 1 : 0);
        for (var k = from.Value; k <= to.Value; k++)
        {
            var at = k;
            var term = new RealEvaluator(name => name == series.Variable ? at : point(name), budget, logIsNatural).Evaluate(series.Body);
            total = series.IsProduct ? total * term : total + term;
        }

        return total;
    }

    private Approx Power(Node.Power power)
    {
        var b = Evaluate(power.Base);
        if (!b.IsDefined)
            return b;
        var exponent = Evaluate(power.Exponent);
        if (!exponent.IsDefined)
            return exponent;
        if (exponent.Error <= 1e-12 && Math.Abs(exponent.Value - Math.Round(exponent.Value)) <= exponent.Error && Math.Abs(exponent.Value) <= 1e6)
            return WholePower(b, Math.Round(exponent.Value));
        if (b.Value - b.Error > 0)
            return RealPower(b, exponent);
        if (b.Value == 0 && b.Error == 0)
            return exponent.Value - exponent.Error > 0 ? Approx.Exact(0) : Approx.Undefined;

        // x^{1/3} and x^{2/3} of negative x are meant as real roots.
        if (
            b.Value + b.Error < 0
            && power.Exponent is Node.Quotient { Bottom: Node.Number { Value.IsInteger: true } bottom, Top: var top }
            && !bottom.Value.Numerator.IsEven
        )
        {
            var odd = Evaluate(top) is { Error: 0 } whole && Math.Abs(whole.Value % 2) == 1;
            var size = RealPower(-b, exponent);
            return odd ? -size : size;
        }

        return Approx.Undefined;
    }

    private static Approx WholePower(Approx b, double exponent)
    {
        if (exponent == 0)
            return Approx.Exact(1);
        var result = Math.Pow(b.Value, exponent);
        return exponent < 0 && Math.Abs(b.Value) - b.Error <= 0 ? Approx.Undefined : b.Map(result, exponent * Math.Pow(b.Value, exponent - 1));
    }

    private static Approx RealPower(Approx b, Approx exponent)
    {
        var result = Math.Pow(b.Value, exponent.Value);
        var mapped = b.Map(result, exponent.Value * result / b.Value);
        return mapped with { Error = mapped.Error + (Math.Abs(result * Math.Log(b.Value)) * exponent.Error * 1.5) };
    }

    private Approx Function(Node.Function function)
    {
        if (function.Arguments.Length == 0)
            return Approx.Undefined;
        if (function.Name == "det")
            return function.Arguments[0] is Node.Matrix matrix ? Determinant(matrix.Rows) : Approx.Undefined;
        var x = Evaluate(function.Arguments[0]);
        if (!x.IsDefined)
            return x;
        var v = x.Value;
        switch (function.Name)
        {
            case "sqrt":
                return Root(x, 2);
            case "root":
                var degree = Evaluate(function.Arguments[1]);
                return degree.Error == 0 && degree.Value is >= 2 and <= 1000 && degree.Value == Math.Round(degree.Value)
                    ? Root(x, degree.Value)
                    : Approx.Undefined;
            case "abs":
                return x with { Value = Math.Abs(v) };
            case "exp":
                return x.Map(Math.Exp(v), Math.Exp(v));
            case "ln":
                return v - x.Error > 0 ? x.Map(Math.Log(v), 1 / v) : Approx.Undefined;
            case "log":
                if (!(v - x.Error > 0))
                    return Approx.Undefined;
                var log = x.Map(Math.Log(v), 1 / v);
                if (function.Arguments.Length == 1)
                    return logIsNatural ? log : log / Approx.Rounded(Math.Log(10));
                var radix = Evaluate(function.Arguments[1]);
                return radix.IsDefined && radix.Value - radix.Error > 0 ? log / radix.Map(Math.Log(radix.Value), 1 / radix.Value) : Approx.Undefined;
            case "sin":
                return x.Map(Math.Sin(v), 1) is var sin ? sin with { Error = sin.Error + (Math.Abs(v) * 1e-16) } : default;
            case "cos":
                return x.Map(Math.Cos(v), 1) is var cos ? cos with { Error = cos.Error + (Math.Abs(v) * 1e-16) } : default;
            case "tan":
                return Trig(x, Math.Sin(v)) / Trig(x, Math.Cos(v));
            case "cot":
                return Trig(x, Math.Cos(v)) / Trig(x, Math.Sin(v));
            case "sec":
                return Approx.Exact(1) / Trig(x, Math.Cos(v));
            case "csc":
                return Approx.Exact(1) / Trig(x, Math.Sin(v));
            case "arcsin":
                return Inverse(x, Math.Asin, 1 / Math.Sqrt(1 - (v * v)));
            case "arccos":
                return Inverse(x, Math.Acos, 1 / Math.Sqrt(1 - (v * v)));
            case "arctan":
                return x.Map(Math.Atan(v), 1 / (1 + (v * v)));
            case "arccot":
                return x.Map((Math.PI / 2) - Math.Atan(v), 1 / (1 + (v * v)));
            case "arcsec":
                return Inverse(Approx.Exact(1) / x, Math.Acos, 1 / Math.Sqrt(1 - (1 / (v * v))));
            case "arccsc":
                return Inverse(Approx.Exact(1) / x, Math.Asin, 1 / Math.Sqrt(1 - (1 / (v * v))));
            case "sinh":
                return x.Map(Math.Sinh(v), Math.Cosh(v));
            case "cosh":
                return x.Map(Math.Cosh(v), Math.Sinh(v));
            case "tanh":
                return x.Map(Math.Tanh(v), 1);
            case "coth":
                return Approx.Exact(1) / x.Map(Math.Tanh(v), 1);
            case "sech":
                return Approx.Exact(1) / x.Map(Math.Cosh(v), Math.Sinh(v));
            case "csch":
                return Approx.Exact(1) / x.Map(Math.Sinh(v), Math.Cosh(v));
            case "arsinh":
                return x.Map(Math.Asinh(v), 1);
            case "arcosh":
                return v > 1 ? x.Map(Math.Acosh(v), 1 / Math.Sqrt((v * v) - 1)) : Approx.Undefined;
            case "artanh":
                return Math.Abs(v) < 1 ? x.Map(Math.Atanh(v), 1 / (1 - (v * v))) : Approx.Undefined;
            case "floor":
                return Step(x, Math.Floor);
            case "ceil":
                return Step(x, Math.Ceiling);
            case "sign":
                return Math.Abs(v) > x.Error ? Approx.Exact(Math.Sign(v))
                    : x.Error == 0 ? Approx.Exact(0)
                    : Approx.Undefined;
            case "factorial":
                return x.Error <= 1e-9 && v >= 0 && v <= 170 && v == Math.Round(v) ? Approx.Rounded(Factorial(v)) : Approx.Undefined;
            case "binom":
                return Binomial(x, Evaluate(function.Arguments[1]));
            case "mod" when Evaluate(function.Arguments[1]) is { Error: 0, Value: > 0 } modulus && x.Error == 0:
                return Approx.Exact(v - (modulus.Value * Math.Floor(v / modulus.Value)));
            case "gcd" or "lcm" when function.Arguments.Length == 2:
                return Common(function.Name, x, Evaluate(function.Arguments[1]));
            case "min" or "max":
                return Fold(function, x);
            default:
                return Approx.Undefined;
        }
    }

    private static Approx Trig(Approx x, double result) =>
        x.Map(result, 1) is var mapped ? mapped with { Error = mapped.Error + (Math.Abs(x.Value) * 1e-16) } : default;

    private static Approx Root(Approx x, double degree)
    {
        if (x.Value == 0 && x.Error == 0)
            return x;
        if (x.Value - x.Error <= 0)
            return degree % 2 == 1 && x.Value + x.Error < 0 ? -Root(-x, degree) : Approx.Undefined;
        var root =
            degree == 2 ? Math.Sqrt(x.Value)
            : degree == 3 ? Math.Cbrt(x.Value)
            : Math.Pow(x.Value, 1 / degree);
        return x.Map(root, root / (degree * x.Value));
    }

    // Near the ends of the domain the slope is infinite: the error there is the square root of the input's.
    private static Approx Inverse(Approx x, Func<double, double> function, double slope)
    {
        if (Math.Abs(x.Value) > 1 + x.Error)
            return Approx.Undefined;
        var result = function(Math.Clamp(x.Value, -1, 1));
        return 1 - Math.Abs(x.Value) < 1e-9 ? new Approx(result, 2 * Math.Sqrt(x.Error + 1e-32)) : x.Map(result, slope);
    }

    private static Approx Step(Approx x, Func<double, double> function) =>
        function(x.Value - x.Error) == function(x.Value + x.Error) ? Approx.Exact(function(x.Value)) : Approx.Undefined;

    private static double Factorial(double n)
    {
        var product = 1.0;
        for (var i = 2; i <= n; i++)
            product *= i;
        return product;
    }

    private static Approx Binomial(Approx n, Approx k)
    {
        if (
            n.Error > 1e-9
            || k.Error > 1e-9
            || k.Value < 0
            || n.Value < 0
            || k.Value > 1000
            || n.Value > 1000
            || n.Value != Math.Round(n.Value)
            || k.Value != Math.Round(k.Value)
        )
            return Approx.Undefined;
        if (k.Value > n.Value)
            return Approx.Exact(0);
        var ways = 1.0;
        for (var i = 1; i <= k.Value; i++)
            ways = ways * (n.Value - i + 1) / i;
        return new Approx(ways, ways * 1e-13);
    }

    private static Approx Common(string name, Approx a, Approx b)
    {
        if (
            a.Error != 0
            || b.Error != 0
            || !(a.Value is > 0 and < 1e9)
            || !(b.Value is > 0 and < 1e9)
            || a.Value != Math.Round(a.Value)
            || b.Value != Math.Round(b.Value)
        )
            return Approx.Undefined;
        var common = (double)System.Numerics.BigInteger.GreatestCommonDivisor((long)a.Value, (long)b.Value);
        return Approx.Exact(name == "gcd" ? common : a.Value / common * b.Value);
    }

    private Approx Fold(Node.Function function, Approx first)
    {
        var best = first;
        foreach (var argument in function.Arguments.Skip(1))
        {
            var next = Evaluate(argument);
            if (!next.IsDefined)
                return next;
            if (function.Name == "min" ? next.Value < best.Value : next.Value > best.Value)
                best = next;
        }

        return best;
    }

    private Approx Determinant(Node[][] rows)
    {
        if (rows.Length is 0 or > 4 || Array.Exists(rows, r => r.Length != rows.Length))
            return Approx.Undefined;
        if (rows.Length == 1)
            return Evaluate(rows[0][0]);
        var total = Approx.Exact(0);
        for (var column = 0; column < rows.Length; column++)
        {
            var minor = rows.Skip(1).Select(r => r.Where((_, i) => i != column).ToArray()).ToArray();
            var part = Evaluate(rows[0][column]) * Determinant(minor);
            total += column % 2 == 0 ? part : -part;
        }

        return total;
    }
}
