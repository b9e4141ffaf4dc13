using Showdown.Analysis.Facts;
using Showdown.Formatting;
using Showdown.Statistics;

namespace Showdown.Analysis.Wording;

/// <summary>What a comparison could have shown, and what larger ones could.</summary>
internal static class PowerCurve
{
    /// <summary>Times as many epochs, or samples, as the larger runs would have.</summary>
    public const int Times = 4;

    private static readonly double[] _differences = [0.02, 0.05, 0.10];

    /// <summary>At 2, 5 and 10 points; empty where nothing is known of the spread.</summary>
    public static IEnumerable<PowerPoint> Of(PairResult pair, RunResults results)
    {
        if (pair.Comparison.Spread is not { } spread)
            return [];
        var comparisons = results.Compared;
        var level = pair.Comparison.Level;
        var more = IsLimited(pair, results) ? Times : 1;
        return _differences.Select(d => new PowerPoint(
            d,
            Power.Of(spread, d, comparisons, level)!.Value,
            Power.Of(spread, d, comparisons, level, epochs: Times),
            more == 1 ? null : Power.Of(spread, d, comparisons, level, samples: more)
        ));
    }

    /// <summary>"12%, 48% and 97%".</summary>
    public static string Text(IEnumerable<double?> chances) =>
        Format.List([.. chances.Select(c => c is { } chance ? Format.WholePercent(chance) : Format.Unknown)]);

    /// <summary>True when the job asked for fewer samples than the benchmark has.</summary>
    public static bool IsLimited(PairResult pair, RunResults results) =>
        results.Facts.Run.Settings.Job.Benchmarks.Any(b => b.Id == pair.BenchmarkId && (b.Limit is not null || b.Where.Count > 0));
}
