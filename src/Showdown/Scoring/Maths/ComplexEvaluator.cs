using System.Numerics;

namespace Showdown.Scoring.Maths;

/// <summary>Complex value of an expression at a point, principal branches; used where i occurs or nothing is real.</summary>
internal sealed class ComplexEvaluator(Func<string, double> point, Budget budget, bool logIsNatural)
{
    private static readonly Complex _undefined = new(double.NaN, double.NaN);

    public Complex Evaluate(Node node)
    {
        budget.Spend();
        return node switch
        {
            Node.Number number => number.Value.ToDouble(),
            Node.Based based => BasedNumbers.Value(based)?.ToDouble() ?? _undefined,
            Node.Symbol symbol => point(symbol.Name),
            Node.Constant constant => constant.Value switch
            {
                MathConstant.Pi => Math.PI,
                MathConstant.E => Math.E,
                MathConstant.I => Complex.ImaginaryOne,
                _ => _undefined,
            },
            Node.Negative negative => -Evaluate(negative.Inner),
            Node.Percent percent => Evaluate(percent.Inner) / 100,
            Node.Degrees degrees => Evaluate(degrees.Inner) * Math.PI / 180,
            Node.Quotient quotient => Divide(Evaluate(quotient.Top), Evaluate(quotient.Bottom)),
            Node.Sum sum => sum.Terms.Aggregate(Complex.Zero, (total, term) => total + Evaluate(term)),
            Node.Product product => product.Factors.Aggregate(Complex.One, (total, factor) => total * Evaluate(factor)),
            Node.Power power => Power(Evaluate(power.Base), Evaluate(power.Exponent)),
            Node.Function function => Function(function),
            _ => _undefined,
        };
    }

    private static Complex Divide(Complex a, Complex b) => b == Complex.Zero ? _undefined : a / b;

    private static Complex Power(Complex b, Complex exponent)
    {
        if (exponent.Imaginary == 0 && exponent.Real == Math.Round(exponent.Real) && Math.Abs(exponent.Real) <= 512)
        {
            var result = Complex.One;
            for (var i = 0; i < Math.Abs(exponent.Real); i++)
                result *= b;
            return exponent.Real < 0 ? Divide(Complex.One, result) : result;
        }

        return b == Complex.Zero ? _undefined : Complex.Exp(exponent * Complex.Log(b));
    }

    private Complex Function(Node.Function function)
    {
        if (function.Arguments.Length == 0)
            return _undefined;
        var x = Evaluate(function.Arguments[0]);
        return function.Name switch
        {
            "sqrt" => x.Imaginary == 0 && x.Real < 0 ? new Complex(0, Math.Sqrt(-x.Real)) : Complex.Sqrt(x),
            "root" => x.Imaginary == 0 && Evaluate(function.Arguments[1]) is { Imaginary: 0 } degree && (x.Real >= 0 || degree.Real % 2 == 1)
                ? Math.Sign(x.Real) * Math.Pow(Math.Abs(x.Real), 1 / degree.Real)
                : Power(x, 1 / Evaluate(function.Arguments[1])),
            "abs" => Complex.Abs(x),
            "exp" => Complex.Exp(x),
            "ln" => x == Complex.Zero ? _undefined : Complex.Log(x),
            "log" => x == Complex.Zero ? _undefined
            : function.Arguments.Length > 1 ? Divide(Complex.Log(x), Complex.Log(Evaluate(function.Arguments[1])))
            : Complex.Log(x) / (logIsNatural ? 1 : Math.Log(10)),
            "sin" => Complex.Sin(x),
            "cos" => Complex.Cos(x),
            "tan" => Complex.Tan(x),
            "cot" => Divide(Complex.Cos(x), Complex.Sin(x)),
            "sec" => Divide(Complex.One, Complex.Cos(x)),
            "csc" => Divide(Complex.One, Complex.Sin(x)),
            "cis" => Complex.Cos(x) + (Complex.ImaginaryOne * Complex.Sin(x)),
            "sinh" => Complex.Sinh(x),
            "cosh" => Complex.Cosh(x),
            "tanh" => Complex.Tanh(x),
            "arcsin" => Complex.Asin(x),
            "arccos" => Complex.Acos(x),
            "arctan" => Complex.Atan(x),
            "Re" => x.Real,
            "Im" => x.Imaginary,
            "arg" => x.Phase,
            _ => x.Imaginary == 0 && new RealEvaluator(point, budget, logIsNatural).Evaluate(function) is { IsDefined: true } real
                ? real.Value
                : _undefined,
        };
    }
}
