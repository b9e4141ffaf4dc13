using System.Numerics;

namespace Showdown.Scoring.Maths;

/// <summary>
/// An exact fraction in lowest terms. The denominator is positive; sizes are kept below <see cref="LongestBits"/> by those who compute with it.
/// </summary>
internal readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    /// <summary>
    /// Larger numerators and denominators are refused: no answer needs 9,800 digits (2004! has 5,700), and a hostile one shall not cost time.
    /// </summary>
    public const int LongestBits = 32_768;

    private readonly BigInteger _denominatorMinusOne;

    public Rational(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
            throw new DivideByZeroException();
        if (!denominator.IsOne)
        {
            var common = BigInteger.GreatestCommonDivisor(numerator, denominator);
            if (denominator.Sign < 0)
                common = -common;
            numerator /= common;
            denominator /= common;
        }

        Numerator = numerator;
        _denominatorMinusOne = denominator - 1;
    }

    public Rational(BigInteger whole)
    {
        Numerator = whole;
        _denominatorMinusOne = 0;
    }

    private Rational(BigInteger numerator, BigInteger denominatorMinusOne, bool lowest)
    {
        _ = lowest;
        Numerator = numerator;
        _denominatorMinusOne = denominatorMinusOne;
    }

    public static Rational Zero => default;

    public static Rational One => new(1);

    public BigInteger Numerator { get; }

    public BigInteger Denominator => _denominatorMinusOne + 1;

    public bool IsInteger => _denominatorMinusOne.IsZero;

    public bool IsZero => Numerator.IsZero;

    public bool IsOne => Numerator.IsOne && IsInteger;

    public int Sign => Numerator.Sign;

    public bool IsTooLarge => Numerator.GetBitLength() > LongestBits || _denominatorMinusOne.GetBitLength() > LongestBits;

    public static implicit operator Rational(int whole) => new(whole);

    public static Rational operator +(Rational a, Rational b) =>
        a.IsInteger && b.IsInteger
            ? new(a.Numerator + b.Numerator)
            : new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Rational operator -(Rational a, Rational b) => a + -b;

    public static Rational operator -(Rational a) => new(-a.Numerator, a._denominatorMinusOne, lowest: true);

    public static Rational operator *(Rational a, Rational b) =>
        a.IsInteger && b.IsInteger ? new(a.Numerator * b.Numerator) : new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    /// <exception cref="DivideByZeroException">b is zero.</exception>
    public static Rational operator /(Rational a, Rational b) => new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static bool operator ==(Rational a, Rational b) => a.Equals(b);

    public static bool operator !=(Rational a, Rational b) => !a.Equals(b);

    public static bool operator <(Rational a, Rational b) => a.CompareTo(b) < 0;

    public static bool operator >(Rational a, Rational b) => a.CompareTo(b) > 0;

    public static bool operator <=(Rational a, Rational b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Rational a, Rational b) => a.CompareTo(b) >= 0;

    /// <summary>Ten to the power of <paramref name="exponent"/>.</summary>
    public static Rational PowerOfTen(int exponent) => exponent >= 0 ? new(BigInteger.Pow(10, exponent)) : new(1, BigInteger.Pow(10, -exponent));

    public Rational Abs() => Sign < 0 ? -this : this;

    public bool Equals(Rational other) => Numerator == other.Numerator && _denominatorMinusOne == other._denominatorMinusOne;

    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Numerator, _denominatorMinusOne);

    public int CompareTo(Rational other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    public double ToDouble()
    {
        if (IsInteger)
            return (double)Numerator;
        var denominator = Denominator;
        return Numerator.GetBitLength() < 1000 && denominator.GetBitLength() < 1000
            ? (double)Numerator / (double)denominator
            : Sign * Math.Exp(BigInteger.Log(BigInteger.Abs(Numerator)) - BigInteger.Log(denominator));
    }

    public override string ToString() => IsInteger ? Numerator.ToString() : $"{Numerator}/{Denominator}";
}
