using Showdown.Domain;

namespace Showdown.Simulator;

/// <summary>Chance without a generator: every draw is a function of names and numbers, so it is the same in every process and in any order.</summary>
internal readonly record struct Chance(ulong State)
{
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    public static Chance Of(string name) => new Chance(FnvOffset).With(name);

    public Chance With(string name)
    {
        var hash = State ^ FnvOffset;
        foreach (var c in name)
            hash = (hash ^ c) * FnvPrime;
        return new Chance(Mix(hash ^ (ulong)name.Length));
    }

    public Chance With(long number) => new(Mix(State ^ Mix(unchecked((ulong)number))));

    /// <summary>A number above 0 and below 1.</summary>
    public double Uniform() => ((Mix(State) >> 11) + 0.5) / (1UL << 53);

    /// <summary>A draw from the standard normal distribution.</summary>
    public double Normal() => Gauss.Quantile(Uniform());

    /// <summary>From 0 to below <paramref name="count"/>.</summary>
    public int Index(int count) => (int)(Uniform() * count);

    private static ulong Mix(ulong state) => SplitMix64.Next(ref state);
}

internal static class Gauss
{
    private const double Low = 0.02425;

    private static readonly double[] _middleUpper =
    [
        -3.969683028665376e+01,
        2.209460984245205e+02,
        -2.759285104469687e+02,
        1.383577518672690e+02,
        -3.066479806614716e+01,
        2.506628277459239e+00,
    ];
    private static readonly double[] _middleLower =
    [
        -5.447609879822406e+01,
        1.615858368580409e+02,
        -1.556989798598866e+02,
        6.680131188771972e+01,
        -1.328068155288572e+01,
        1,
    ];
    private static readonly double[] _tailUpper =
    [
        -7.784894002430293e-03,
        -3.223964580411365e-01,
        -2.400758277161838e+00,
        -2.549732539343734e+00,
        4.374664141464968e+00,
        2.938163982698783e+00,
    ];
    private static readonly double[] _tailLower = [7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1];

    /// <summary>Inverse of the standard normal distribution function; relative error below 1.2e-9 (P. J. Acklam's rational approximation).</summary>
    /// <param name="p">Above 0 and below 1.</param>
    public static double Quantile(double p)
    {
        if (p < Low)
            return Tail(Math.Sqrt(-2 * Math.Log(p)));
        if (p > 1 - Low)
            return -Tail(Math.Sqrt(-2 * Math.Log(1 - p)));
        var q = p - 0.5;
        return q * Polynomial(_middleUpper, q * q) / Polynomial(_middleLower, q * q);
    }

    private static double Tail(double q) => Polynomial(_tailUpper, q) / Polynomial(_tailLower, q);

    private static double Polynomial(double[] coefficients, double x)
    {
        var sum = 0.0;
        foreach (var coefficient in coefficients)
            sum = (sum * x) + coefficient;
        return sum;
    }
}
