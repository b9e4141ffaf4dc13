namespace Showdown.Scoring.Maths;

internal static class BasedNumbers
{
    /// <summary>The value of the digits in their base; null when a digit is not below the base.</summary>
    public static Rational? Value(Node.Based number)
    {
        var value = Rational.Zero;
        var scale = Rational.Zero;
        foreach (var c in number.Digits)
        {
            if (c == '.')
            {
                scale = Rational.One;
                continue;
            }

            var digit = char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10;
            if (digit >= number.Radix)
                return null;
            value = (value * number.Radix) + digit;
            scale *= new Rational(1, number.Radix);
            if (value.IsTooLarge)
                return null;
        }

        return scale.IsZero ? value : value * scale;
    }
}
