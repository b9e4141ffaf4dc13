using Showdown.Results;
using Showdown.Statistics;

namespace Showdown.Analysis.Facts;

/// <summary>One evaluation with its score and its percentiles.</summary>
internal sealed record EvaluationResult(EvaluationFacts Facts, ScoreEstimate Score, QuantileSummary FirstToken, QuantileSummary Speed)
{
    public OutcomeCounts Counts => Facts.Counts;

    public bool IsAsked => Facts.IsAsked;

    /// <summary>Its times are those of a host that is asked more and more: no figures of its speed.</summary>
    public bool RaisesLoad => Facts.Load.Count > 0;

    /// <summary>Asked for and not there.</summary>
    public int Missing => Math.Max(0, Facts.Row.Expected - Counts.Total);

    /// <summary>Scored attempts over all asked for.</summary>
    public double Coverage => Facts.Row.Expected == 0 ? 0 : Math.Min(1, (double)Counts.Scored / Facts.Row.Expected);

    /// <summary>Of shares: for as much credit as a right answer earns. Null where an earlier run paid for completions.</summary>
    public decimal? CostPerRight => Counts.Credit > 1e-9 && Facts.Figures.Reused == 0 ? Facts.Figures.CostUsd / (decimal)Counts.Credit : null;

    /// <summary>A score for each part of what is asked; empty for most benchmarks.</summary>
    public IReadOnlyList<PartResult> Parts
    {
        get
        {
            if (Facts.Parts.Count == 0)
                return [];
            var clusters = Facts.Tallies.ToDictionary(t => t.SampleId, t => t.Cluster, StringComparer.Ordinal);
            return [.. Facts.Parts.Select(p => PartResult.Of(p, clusters))];
        }
    }

    /// <summary>Of the benchmarks on which every model has a score that has one on any: means of other benchmarks could not be held against one
    /// another.
    /// </summary>
    public static List<EvaluationResult> Common(IEnumerable<EvaluationResult> all)
    {
        var scored = all.Where(e => e.Score.Value is not null).ToList();
        var models = scored.Select(e => e.Facts.Row.ModelId).Distinct().Count();
        return [.. scored.GroupBy(e => e.Facts.Row.BenchmarkId).Where(b => b.Count() == models).SelectMany(b => b)];
    }

    public static EvaluationResult Of(EvaluationFacts facts) =>
        new(
            facts,
            RunResults.Score(facts.Tallies),
            Quantiles.Summarize(facts.Figures.FirstTokenSeconds),
            Quantiles.Summarize(facts.Figures.OutputTokensPerSecond)
        );
}
