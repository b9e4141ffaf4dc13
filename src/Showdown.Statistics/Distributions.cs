using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Showdown.Statistics;

/// <summary>The few distribution functions that the rest is made of.</summary>
internal static class Distributions
{
    public static double NormalQuantile(double p) => Normal.InvCDF(0, 1, p);

    public static double NormalUpperTail(double z) => 0.5 * SpecialFunctions.Erfc(z / Math.Sqrt(2));

    /// <summary>P(T &gt; t) by the regularised incomplete beta function, which keeps its digits in the tail.</summary>
    public static double StudentUpperTail(double t, double df)
    {
        var tail = 0.5 * SpecialFunctions.BetaRegularized(df / 2, 0.5, df / (df + t * t));
        return t >= 0 ? tail : 1 - tail;
    }

    /// <summary>Quantile of Student's t: a Cornish-Fisher start (Abramowitz and Stegun 26.7.5), then Newton steps. MathNet's own search gives up in
    /// the far tail of few degrees of freedom.</summary>
    public static double StudentQuantile(double p, double df)
    {
        if (p < 0.5)
            return -StudentQuantile(1 - p, df);
        if (df == 1)
            return Math.Tan(Math.PI * (p - 0.5));
        if (df == 2)
            return (2 * p - 1) / Math.Sqrt(2 * p * (1 - p));
        var z = NormalQuantile(p);
        var t = z + (z * z * z + z) / (4 * df);
        for (var step = 0; step < 50; step++)
        {
            // The tail is convex: one step may go too far left, from there on each lands left of the root and closer to it.
            var next = Math.Max(0, t + (StudentUpperTail(t, df) - (1 - p)) / StudentT.PDF(0, 1, df, t));
            if (Math.Abs(next - t) <= 1e-14 * next)
                return next;
            t = next;
        }
        return t;
    }

    /// <summary>P(X &lt;= k) for X binomial with n trials of chance one half.</summary>
    public static double FairBinomialLowerTail(int k, int n) => k >= n ? 1 : SpecialFunctions.BetaRegularized(n - k, k + 1, 0.5);

    /// <summary>Quantile of the beta distribution by bisection: slow, and sure to end.</summary>
    public static double BetaQuantile(double p, double a, double b)
    {
        var (low, high) = (0.0, 1.0);
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = SpecialFunctions.BetaRegularized(a, b, middle) < p ? (middle, high) : (low, middle);
        }
        return (low + high) / 2;
    }
}
