namespace Showdown.Statistics;

/// <summary>What is to be expected of hosts whose moods last minutes to hours: separate times (a night, or one of several times a day) are the
/// units, never the requests of one of them.</summary>
/// <remarks>
/// Means of logarithms over the windows, and Student's t. The spread is taken from neighbouring windows (mean square of successive differences; von
/// Neumann, Kent, Bellinson and Hart 1941, Annals of Mathematical Statistics 12:153-162), so that a daily rhythm, a slow drift or one change does not
/// count as noise; degrees of freedom by the variance of that estimate. It speaks of the times at which it was measured: who asks only at three in
/// the morning learns nothing about noon. Not valid for windows so close that one mood reaches over several.
/// </remarks>
internal static class TimeWindows
{
    /// <summary>With fewer windows nothing is expected.</summary>
    public const int Fewest = 5;

    /// <summary>A over B.</summary>
    /// <param name="windows">Oldest first; the figure of both in the same window, above 0.</param>
    /// <returns>Without ratio and interval where there are fewer than five windows.</returns>
    public static RatioComparison Compare(IReadOnlyList<(double A, double B)> windows, RatioOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(windows);
        options ??= new RatioOptions();
        options.Check();
        return windows.Count < Fewest
            ? new RatioComparison
            {
                Units = windows.Count,
                Level = options.Level,
                Margin = options.Margin,
            }
            : LogMean.Of([.. windows.Select(w => Log(w.A) - Log(w.B))]).Ratio(options);
    }

    /// <summary>The expected level of one figure: the geometric mean over windows with its interval.</summary>
    /// <param name="windows">Oldest first, above 0.</param>
    /// <returns>Null with fewer than five windows.</returns>
    public static ExpectedLevel? Level(IReadOnlyList<double> windows, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(windows);
        Levels.Check(level);
        if (windows.Count < Fewest)
            return null;
        var mean = LogMean.Of([.. windows.Select(Log)]);
        var half = Levels.TwoSidedStudent(level, mean.Freedom) * mean.StandardError;
        return new ExpectedLevel(Math.Exp(mean.Mean), Math.Exp(mean.Mean - half), Math.Exp(mean.Mean + half), windows.Count, mean);
    }

    private static double Log(double value) =>
        value > 0 && double.IsFinite(value)
            ? Math.Log(value)
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A window's figure lies above 0; leave out what is not known.");
}

/// <summary>A mean over windows, with the spread of neighbours.</summary>
internal readonly record struct LogMean(double Mean, double StandardError, double Freedom, int Count)
{
    public static LogMean Of(double[] values)
    {
        var n = values.Length;
        var squares = values.Skip(1).Zip(values, (next, before) => (next - before) * (next - before)).Sum();
        var freedom = 2.0 * (n - 1) * (n - 1) / (3 * n - 4);
        // From the first on: the mean of values that are all alike is exactly that value, so that a limit there is not passed by rounding.
        var mean = values[0] + values.Average(v => v - values[0]);
        return new LogMean(mean, Math.Sqrt(squares / (2 * (n - 1)) / n), freedom, n);
    }

    public RatioComparison Ratio(RatioOptions options) => RatioComparison.Of(Mean, StandardError, Freedom, Count, options);
}
