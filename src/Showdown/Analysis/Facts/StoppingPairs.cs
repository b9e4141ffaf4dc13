using Showdown.Results;
using Showdown.Statistics;
using Showdown.Statistics.Sequential;
using Showdown.Stopping;

namespace Showdown.Analysis.Facts;

/// <summary>Compares two models on a benchmark whose evaluations may end early, as one of so many comparisons; null where their size was set
/// beforehand.</summary>
internal delegate PairedComparison? StoppingPair(string benchmarkId, string a, string b, int comparisons);

/// <summary>Comparisons of evaluations that may end as soon as they are sure.</summary>
internal static class StoppingPairs
{
    /// <summary>What has to be shown on a benchmark; null where all is asked whatever comes out.</summary>
    /// <param name="comparisons">That share the error; null: those of the run that may end early.</param>
    public static SequentialOptions? Options(RunRow run, string benchmarkId, int? comparisons = null) =>
        run.Settings.StopOf(benchmarkId) is { } rule ? rule.ToSequentialOptions(comparisons ?? run.Settings.StoppingComparisons) : null;

    /// <returns>Null where either was to be asked everything, whatever came out.</returns>
    public static PairedComparison? Compare(EvaluationFacts a, EvaluationFacts b, RunRow run, int? comparisons = null)
    {
        if (a.Asked.Count == 0 || b.Asked.Count == 0 || Options(run, a.Row.BenchmarkId, comparisons) is not { } options)
            return null;
        var prefix = PairedPrefix.Decide(a.Rounds, b.Rounds, options).Prefix;
        return SequentialPaired.Compare(RunResults.PairUp(a.Tallies, b.Tallies), prefix.Units, options, prefix.LargestUnit);
    }

    /// <summary>How soon two models could be told apart, if they go on differing as they do here.</summary>
    /// <returns>Null where nothing is left to tell, or nothing is known.</returns>
    public static SequentialForecast? Forecast(EvaluationFacts a, EvaluationFacts b, PairedComparison compared, RunRow run)
    {
        // Over several nights it would be another question.
        if (
            compared is not { Verdict: Verdict.NotEnoughData, HangsOnMissing: false, Sequential: { DecidedAt: null } sequential }
            || Options(run, a.Row.BenchmarkId) is not { } options
            || (sequential.Comparisons, sequential.Error) != (options.Comparisons, options.Error)
        )
            return null;
        var prefix = PairedPrefix.Decide(a.Rounds, b.Rounds, options).Prefix;
        return prefix.Units.Count < 2
            ? null
            : SequentialForecast.Of(prefix.Units, Math.Min(MostUnits, Times * prefix.Units.Count), options, prefix.LargestUnit);
    }

    /// <summary>Times as many units as were asked: what a forecast looks ahead.</summary>
    public const int Times = 4;

    private const int MostUnits = 10_000;
}
