namespace Showdown.Statistics;

/// <summary>From a level of confidence to the quantile that an interval needs.</summary>
internal static class Levels
{
    public static double TwoSidedNormal(double level) => Distributions.NormalQuantile(1 - (1 - level) / 2);

    public static double TwoSidedStudent(double level, double df) => Distributions.StudentQuantile(1 - (1 - level) / 2, df);

    public static void Check(double level)
    {
        if (level is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies above 0 and below 1; 0.95 is usual.");
    }
}
