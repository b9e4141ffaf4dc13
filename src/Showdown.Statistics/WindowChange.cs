namespace Showdown.Statistics;

/// <summary>Has a speed or a price changed for good? At least two windows of the new level: a single one is a mood.</summary>
internal static class WindowChange
{
    private const int FewestBefore = 5;

    private const int FewestAfter = 2;

    /// <summary>The place that looks most like a change.</summary>
    /// <param name="windows">Oldest first, above 0.</param>
    /// <returns>Null with fewer than seven windows. Whether it is shown is a question of its p, adjusted for all lines that are watched.</returns>
    /// <remarks>Student's t on logarithms, each place against all others by Bonferroni, which stays below its level also where tails are
    /// heavy.</remarks>
    public static LevelChange? Likeliest(IReadOnlyList<double> windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        // Against the first: of windows that are all alike exactly nothing is left, and rounding is no step.
        double[] logs = [.. windows.Select(value => Math.Log(value / windows[0]))];
        var places = logs.Length - FewestBefore - FewestAfter + 1;
        LevelChange? likeliest = null;
        for (var at = FewestBefore; at <= logs.Length - FewestAfter; at++)
        {
            var (before, after) = (logs[..at], logs[at..]);
            var squares = Squares(before) + Squares(after);
            var freedom = logs.Length - 2;
            var error = Math.Sqrt(squares / freedom * (1.0 / before.Length + 1.0 / after.Length));
            var step = after.Average() - before.Average();
            var p = Math.Min(1, 2 * places * RatioComparison.UpperTail(Math.Abs(step), error, freedom));
            if (likeliest is null || p < likeliest.Value.P)
                likeliest = new LevelChange(at, Math.Exp(step), p);
        }
        return likeliest;
    }

    private static double Squares(double[] values)
    {
        var mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean));
    }
}
