namespace Showdown.Scoring.Maths;

/// <summary>
/// A real number known up to an error: the running error analysis that tells "equal" from "too close to say". Not a number where it is undefined.
/// </summary>
internal readonly record struct Approx(double Value, double Error)
{
    /// <summary>Twice the unit roundoff of a double.</summary>
    private const double Unit = 2.3e-16;

    public static Approx Undefined => new(double.NaN, 0);

    public bool IsDefined => double.IsFinite(Value) && double.IsFinite(Error);

    /// <summary>Whether the error leaves at least seven digits; zero itself may be off by a ten-millionth.</summary>
    public bool IsSharp => Error <= 1e-7 * Math.Max(1e-3, Math.Abs(Value));

    public static Approx Exact(double value) => new(value, 0);

    public static Approx Rounded(double value) => new(value, Math.Abs(value) * Unit);

    public static Approx operator +(Approx a, Approx b)
    {
        var sum = a.Value + b.Value;
        return new(sum, a.Error + b.Error + (Math.Abs(sum) * Unit));
    }

    public static Approx operator -(Approx a) => new(-a.Value, a.Error);

    public static Approx operator *(Approx a, Approx b)
    {
        var product = a.Value * b.Value;
        return new(product, (Math.Abs(a.Value) * b.Error) + (Math.Abs(b.Value) * a.Error) + (a.Error * b.Error) + (Math.Abs(product) * Unit));
    }

    public static Approx operator /(Approx a, Approx b)
    {
        var room = Math.Abs(b.Value) - b.Error;
        if (!(room > 0))
            return Undefined;
        var ratio = a.Value / b.Value;
        return new(ratio, ((a.Error + (Math.Abs(ratio) * b.Error)) / room) + (Math.Abs(ratio) * Unit));
    }

    /// <summary>f at this point, with the slope there to carry the error on.</summary>
    public Approx Map(double result, double slope) => new(result, (Math.Abs(slope) * Error * 1.5) + (Math.Abs(result) * Unit * 4));
}
