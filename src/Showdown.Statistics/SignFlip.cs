namespace Showdown.Statistics;

/// <summary>Sign-flip permutation test of a mean difference.</summary>
/// <remarks>
/// If neither model is better, a unit's difference is as likely to have the other sign (Fisher 1935, The Design of Experiments, section 21): exact
/// for scores that come in steps, else within a few per cent (<see cref="SumOfParts"/>).
/// Sums as far out as the observed one count half (mid-p), as in <see cref="McNemar"/>.
/// </remarks>
internal static class SignFlip
{
    private static readonly double[] _coin = [0.5, 0.5];

    /// <summary>Two-sided mid-p against a difference of zero.</summary>
    /// <param name="differences">One for each unit; those of several samples as their sum.</param>
    public static double P(IEnumerable<double> differences)
    {
        var steps = Steps(differences);
        var sum = Math.Abs(steps.Sum());
        // A step a unit is what rounding may part equal sums by.
        if (sum <= steps.Length)
            return 1;
        if (sum >= steps.Sum(Math.Abs) - steps.Length)
            return Math.Pow(2, -steps.Length);
        return Math.Min(1, 2 * SumOfParts.UpperTail(Coins(steps), sum));
    }

    /// <summary>Where only differences above zero would be a finding: chance of a sum at least as large, if each might as well have the other
    /// sign.</summary>
    /// <returns>The observed sum counts whole; where the sums are too many the two-sided mid-p, which is no less.</returns>
    public static double OneSidedP(IReadOnlyCollection<double> differences)
    {
        var steps = Steps(differences);
        if (SumOfParts.Exact(Coins(steps), steps.Sum()) is var (beyond, equal))
            return Math.Min(1, beyond + equal);
        return steps.Sum() > 0 ? P(differences) : 1;
    }

    private static long[] Steps(IEnumerable<double> differences) => [.. differences.Select(SumOfParts.Steps).Where(d => d != 0)];

    private static SumPart[] Coins(long[] steps) => [.. steps.Select(Math.Abs).Order().Select(s => new SumPart(-s, 2 * s, _coin))];
}
