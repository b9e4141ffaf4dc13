using Showdown.Domain;
using Showdown.Statistics.Sequential;

namespace Showdown.Stopping;

/// <summary>A job's rule to stop, in the terms of the sequential test.</summary>
public static class StopRules
{
    /// <param name="rule">Of a benchmark.</param>
    /// <param name="comparisons">All that may end early by rules of this run.</param>
    public static SequentialOptions ToSequentialOptions(this StopRule rule, int comparisons)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var options = new SequentialOptions();
        return options with
        {
            Error = rule.Error,
            Comparisons = comparisons,
            // A job may want nothing to count as equivalent, or everything.
            Margin = Math.Clamp(rule.Margin ?? options.Margin, 1e-9, 0.999),
            AtLeast = rule.AtLeast,
        };
    }
}
