using System.Numerics;

namespace Showdown.Scoring.Maths;

/// <summary>Top over bottom, both expanded. Equality is decided by cross-multiplying, so nothing needs cancelling.</summary>
internal sealed record NormalForm(Polynomial Top, Polynomial Bottom)
{
    /// <summary>The exact rational value; null when a generator is left.</summary>
    public Rational? AsConstant => Top.AsConstant is { } top && Bottom.AsConstant is { IsZero: false } bottom ? top / bottom : null;
}

/// <summary>
/// Brings rational expressions in variables, π, e, i and square roots of rationals into an exact normal form. π and e are treated as variables, which
/// can only
/// make two forms differ that nobody writes as equal.
/// </summary>
internal sealed class NormalFormBuilder(Generators generators, Budget budget)
{
    private const int LargestPower = 64;
    private const int LargestFactorial = 3000;
    private const int LargestPrime = 10_000;

    private static readonly Polynomial _one = Polynomial.Constant(1);

    /// <summary>Null when the expression holds something that has no exact form here.</summary>
    public NormalForm? Build(Node node)
    {
        budget.Spend();
        return node switch
        {
            Node.Number number => Of(number.Value),
            Node.Based based => BasedNumbers.Value(based) is { } value ? Of(value) : null,
            Node.Symbol symbol => Generator(symbol.Name),
            Node.Constant { Value: MathConstant.Pi } => Generator("π"),
            Node.Constant { Value: MathConstant.E } => Generator("e"),
            Node.Constant { Value: MathConstant.I } => Generator("i", -1),
            Node.Negative negative => Multiply(Of(-1), Build(negative.Inner)),
            Node.Percent percent => Multiply(Of(new Rational(1, 100)), Build(percent.Inner)),
            Node.Degrees degrees => Multiply(Multiply(Of(new Rational(1, 180)), Generator("π")), Build(degrees.Inner)),
            Node.Quotient quotient => Divide(Build(quotient.Top), Build(quotient.Bottom)),
            Node.Ratio { Parts.Length: 2 } ratio => Divide(Build(ratio.Parts[0]), Build(ratio.Parts[1])),
            Node.Sum sum => sum.Terms.Aggregate(Of(Rational.Zero), (NormalForm? total, Node term) => Add(total, Build(term))),
            Node.Product product => product.Factors.Aggregate(Of(Rational.One), (NormalForm? total, Node factor) => Multiply(total, Build(factor))),
            Node.Power power => Power(Build(power.Base), Build(power.Exponent)),
            Node.Function function => Function(function),
            Node.Series series => Series(series),
            _ => null,
        };
    }

    // Term by term, when both ends are whole numbers.
    private NormalForm? Series(Node.Series series)
    {
        if (
            Build(series.From)?.AsConstant is not { IsInteger: true } from
            || Build(series.To)?.AsConstant is not { IsInteger: true } to
            || (to - from).ToDouble() is < -1 or > Node.Series.MostTerms
        )
            return null;
        NormalForm? total = Of(series.IsProduct ? Rational.One : Rational.Zero);
        for (var k = from; k <= to && total is not null; k += Rational.One)
        {
            var at = k;
            var term = Build(Tree.Replace(series.Body, n => n is Node.Symbol s && s.Name == series.Variable ? new Node.Number(at) : null));
            total = series.IsProduct ? Multiply(total, term) : Add(total, term);
        }

        return total;
    }

    private static NormalForm Of(Rational value) => new(Polynomial.Constant(value), _one);

    private NormalForm? Generator(string name, int squareIs = 0) =>
        generators.Place(name, squareIs) is >= 0 and var place ? new NormalForm(Polynomial.Generator(place), _one) : null;

    private NormalForm? Add(NormalForm? a, NormalForm? b)
    {
        if (a is null || b is null)
            return null;
        if (ReferenceEquals(a.Bottom, b.Bottom) || (a.Bottom.AsConstant is { } da && b.Bottom.AsConstant is { } db && da == db))
            return Checked(new NormalForm(Polynomial.Add(a.Top, b.Top, 1, budget), a.Bottom));
        return Times(a.Top, b.Bottom) is { } left && Times(b.Top, a.Bottom) is { } right && Times(a.Bottom, b.Bottom) is { } bottom
            ? Checked(new NormalForm(Polynomial.Add(left, right, 1, budget), bottom))
            : null;
    }

    private NormalForm? Multiply(NormalForm? a, NormalForm? b) =>
        a is not null && b is not null && Times(a.Top, b.Top) is { } top && Times(a.Bottom, b.Bottom) is { } bottom
            ? Checked(new NormalForm(top, bottom))
            : null;

    private NormalForm? Divide(NormalForm? a, NormalForm? b)
    {
        if (a is null || b is null || b.Top.IsZero)
            return null;
        return Times(a.Top, b.Bottom) is { } top && Times(a.Bottom, b.Top) is { } bottom ? Checked(new NormalForm(top, bottom)) : null;
    }

    private Polynomial? Times(Polynomial a, Polynomial b)
    {
        if (ReferenceEquals(a, _one))
            return b;
        return ReferenceEquals(b, _one) ? a : Polynomial.Multiply(a, b, generators, budget);
    }

    // A constant bottom is divided away, so that plain polynomials keep the same bottom.
    private NormalForm Checked(NormalForm form)
    {
        if (!ReferenceEquals(form.Bottom, _one) && form.Bottom.AsConstant is { IsZero: false } bottom)
            return new NormalForm(Polynomial.Add(new Polynomial(), form.Top, Rational.One / bottom, budget), _one);
        return form;
    }

    private NormalForm? Power(NormalForm? b, NormalForm? exponent)
    {
        if (b is null || exponent?.AsConstant is not { } power)
            return null;
        if (!power.IsInteger)
            return power.Denominator == 2 && b.AsConstant is { } constant && BigInteger.Abs(power.Numerator) <= LargestPower
                ? Power(SquareRoot(constant), Of(new Rational(power.Numerator)))
                : RationalPower(b.AsConstant, power);
        if (power.Numerator.GetBitLength() > 20)
            return null;
        var times = (int)power.Numerator;
        if (times < 0)
            return b.Top.IsZero ? null : Power(new NormalForm(b.Bottom, b.Top), Of(-times));
        if (b.AsConstant is { } value)
            return ConstantPower(value, times);
        if (b.Top.Terms.Count == 1 && ReferenceEquals(b.Bottom, _one))
            return MonomialPower(b.Top, times);
        if (times > LargestPower)
            return null;
        var result = Of(Rational.One);
        for (var i = 0; i < times && result is not null; i++)
            result = Multiply(result, b);
        return result;
    }

    private NormalForm? MonomialPower(Polynomial b, int times)
    {
        Polynomial? result = _one;
        var square = b;
        for (var left = times; left > 0 && result is not null; left >>= 1)
        {
            if ((left & 1) == 1)
                result = Times(result, square);
            if (left > 1 && Times(square, square) is { } next)
                square = next;
            else if (left > 1)
                return null;
        }

        return result is null ? null : new NormalForm(result, _one);
    }

    private NormalForm? ConstantPower(Rational value, int times)
    {
        var bits = Math.Max(value.Numerator.GetBitLength(), value.Denominator.GetBitLength());
        if (bits * times > Rational.LongestBits)
            return null;
        budget.Spend(1 + (times / 16));
        return Of(new Rational(BigInteger.Pow(value.Numerator, times), BigInteger.Pow(value.Denominator, times)));
    }

    // 8^{2/3}
    private NormalForm? RationalPower(Rational? b, Rational power)
    {
        if (
            b is not { } value
            || power.Denominator > 12
            || BigInteger.Abs(power.Numerator) > LargestPower
            || ExactRoot(value, (int)power.Denominator) is not { } root
        )
            return null;
        return Power(Of(root), Of(new Rational(power.Numerator)));
    }

    /// <summary>The rational root when there is one; of a negative number only for odd degrees.</summary>
    private Rational? ExactRoot(Rational value, int degree)
    {
        budget.Spend(20);
        if (value.Sign < 0)
            return degree % 2 == 1 && ExactRoot(-value, degree) is { } root ? -root : null;
        return WholeRoot(value.Numerator, degree) is { } top && WholeRoot(value.Denominator, degree) is { } bottom ? new Rational(top, bottom) : null;
    }

    private static BigInteger? WholeRoot(BigInteger value, int degree)
    {
        if (value.IsZero || value.IsOne)
            return value;
        if (value.GetBitLength() > 900)
            return null;
        var guess = new BigInteger(Math.Round(Math.Exp(BigInteger.Log(value) / degree)));
        for (var candidate = guess - 1; candidate <= guess + 1; candidate++)
        {
            if (candidate.Sign > 0 && BigInteger.Pow(candidate, degree) == value)
                return candidate;
        }

        return null;
    }

    private NormalForm? SquareRoot(Rational value)
    {
        if (value.IsZero)
            return Of(value);
        if (value.Sign < 0)
            return Multiply(Generator("i", -1), SquareRoot(-value));
        var (outside, inside) = (new Rational(1, value.Denominator), value.Numerator * value.Denominator);
        if (inside.GetBitLength() > 200)
            return null;
        NormalForm? root = Of(outside);
        for (var prime = 2; prime <= LargestPrime && !inside.IsOne; prime += prime == 2 ? 1 : 2)
        {
            budget.Spend((prime & 63) == 1 ? 1 : 0);
            if ((BigInteger)prime * prime > inside)
                break;
            var times = 0;
            while ((inside % prime).IsZero)
            {
                inside /= prime;
                times++;
            }

            if (times > 1)
                root = Multiply(root, Of(new Rational(BigInteger.Pow(prime, times / 2))));
            if (times % 2 == 1)
                root = Multiply(root, Generator("√" + prime, prime));
        }

        if (inside.IsOne)
            return root;
        if (WholeRoot(inside, 2) is { } whole)
            return Multiply(root, Of(new Rational(whole)));
        return inside < (BigInteger)LargestPrime * LargestPrime ? Multiply(root, Generator("√" + inside, (int)inside)) : null;
    }

    private NormalForm? Function(Node.Function function)
    {
        var arguments = Array.ConvertAll(function.Arguments, Build);
        if (arguments.Length == 0 || Array.TrueForAll(arguments, a => a?.AsConstant is null) && function.Name != "det")
            return null;
        var first = arguments[0]?.AsConstant;
        switch (function.Name)
        {
            case "sqrt" when first is { } value:
                return SquareRoot(value);
            case "root" when first is { } value && arguments[1]?.AsConstant is { IsInteger: true } degree && degree > 1 && degree <= 64:
                return degree == 2 ? SquareRoot(value)
                    : ExactRoot(value, (int)degree.Numerator) is { } root ? Of(root)
                    : null;
            case "abs" when first is { } value:
                return Of(value.Abs());
            case "floor" when first is { } value:
                return Of(new Rational(Floor(value)));
            case "ceil" when first is { } value:
                return Of(new Rational(-Floor(-value)));
            case "factorial" when first is { IsInteger: true, Sign: >= 0 } value && value <= LargestFactorial:
                return Of(new Rational(Factorial((int)value.Numerator)));
            case "binom" when first is { IsInteger: true } n && arguments[1]?.AsConstant is { IsInteger: true, Sign: >= 0 } k && n >= k && n <= 2000:
                return Binomial((int)n.Numerator, (int)k.Numerator) is { } ways ? Of(ways) : null;
            case "mod" when first is { IsInteger: true } value && arguments[1]?.AsConstant is { IsInteger: true, Sign: > 0 } modulus:
                return Of(value - (modulus * new Rational(Floor(value / modulus))));
            case "gcd" or "lcm" or "min" or "max" when Array.TrueForAll(arguments, a => a?.AsConstant is not null):
                return Fold(function.Name, [.. arguments.Select(a => a!.AsConstant!.Value)]);
            case "log"
                when first is { Sign: > 0 } value && (arguments.Length == 1 ? 10 : arguments[1]?.AsConstant) is { Sign: > 0, IsOne: false } radix:
                return ExactLogarithm(value, radix);
            case "ln" when first is { IsOne: true }:
                return Of(Rational.Zero);
            default:
                return null;
        }
    }

    private static BigInteger Floor(Rational value) =>
        BigInteger.DivRem(value.Numerator, value.Denominator, out var rest) is var whole && rest.Sign < 0 ? whole - 1 : whole;

    private BigInteger Factorial(int n)
    {
        budget.Spend(1 + n);
        var product = BigInteger.One;
        for (var i = 2; i <= n; i++)
            product *= i;
        return product;
    }

    private Rational? Binomial(int n, int k)
    {
        budget.Spend(1 + Math.Min(k, n - k));
        var ways = BigInteger.One;
        for (var i = 1; i <= Math.Min(k, n - k); i++)
        {
            ways = ways * (n - i + 1) / i;
            if (ways.GetBitLength() > Rational.LongestBits)
                return null;
        }

        return new Rational(ways);
    }

    private static NormalForm? Fold(string name, Rational[] values)
    {
        if (name is "min" or "max")
            return Of(name == "min" ? values.Min() : values.Max());
        if (!Array.TrueForAll(values, v => v.IsInteger && !v.IsZero))
            return null;
        var result = values[0].Numerator;
        foreach (var value in values.Skip(1))
        {
            var common = BigInteger.GreatestCommonDivisor(result, value.Numerator);
            result = name == "gcd" ? common : result / common * value.Numerator;
            if (result.GetBitLength() > Rational.LongestBits)
                return null;
        }

        return Of(new Rational(BigInteger.Abs(result)));
    }

    // log_4 8 = 3/2: the power is found by trying small fractions.
    private NormalForm? ExactLogarithm(Rational value, Rational radix)
    {
        if (value.IsOne)
            return Of(Rational.Zero);
        var estimate =
            (BigInteger.Log(value.Numerator) - BigInteger.Log(value.Denominator))
            / (BigInteger.Log(radix.Numerator) - BigInteger.Log(radix.Denominator));
        for (var bottom = 1; bottom <= 6; bottom++)
        {
            var top = Math.Round(estimate * bottom);
            if (Math.Abs(top) > 400 || Math.Abs((estimate * bottom) - top) > 1e-9)
                continue;
            if (
                ConstantPower(value, bottom)?.AsConstant is { } left
                && ConstantPower(top < 0 ? Rational.One / radix : radix, (int)Math.Abs(top))?.AsConstant is { } right
                && left == right
            )
                return Of(new Rational((int)top, bottom));
        }

        return null;
    }
}
