using Showdown.Domain;
using Showdown.Results;
using Showdown.Statistics;

namespace Showdown.Analysis.Facts;

/// <summary>A run's facts with the statistics on them: what summary and pages are made from.</summary>
/// <param name="Evaluations">Those with a score.</param>
/// <param name="Pairs">
/// For each benchmark every pair of models in the job's order, adjusted for all of them together (Holm); empty where the run gives no verdicts.
/// </param>
internal sealed record RunResults(RunFacts Facts, IReadOnlyList<EvaluationResult> Evaluations, IReadOnlyList<PairResult> Pairs)
{
    /// <summary>Also those that measure speed and have no score; in the order of the job.</summary>
    public required IReadOnlyList<EvaluationResult> All { get; init; }

    /// <summary>Comparisons that are tested: each verdict and its p is one of so many.</summary>
    public int Compared => Pairs.Count(p => p.Comparison.P is not null);

    public static RunResults Of(RunFacts facts)
    {
        var all = facts.Evaluations.Select(EvaluationResult.Of).ToList();
        var evaluations = all.Where(e => e.Facts.Row.ScorerKind != ScorerKind.Measurement).ToList();
        var options = Options(facts.Run);
        var pairs = (
            from benchmark in evaluations.Where(_ => facts.Run.GivesVerdicts).Select(e => e.Facts).GroupBy(e => e.Row.BenchmarkId)
            let models = benchmark.ToList()
            from a in Enumerable.Range(0, models.Count)
            from b in Enumerable.Range(a + 1, models.Count - a - 1)
            select new PairResult(
                benchmark.Key,
                models[a].Row.ModelId,
                models[b].Row.ModelId,
                Paired.Compare(PairUp(models[a].Tallies, models[b].Tallies), options)
            )
            {
                IsAsked = IsAsked(models[a]) && IsAsked(models[b]),
            }
        ).ToList();
        var adjusted = Holm.Adjust(pairs.Select(p => p.Comparison).ToList());
        return new RunResults(facts, evaluations, pairs.Select((p, i) => p with { Comparison = adjusted[i] }).ToList()) { All = all };
    }

    // A model whose endpoint could not answer has no attempts, or failed ones alone.
    private static bool IsAsked(EvaluationFacts facts) => facts.Tallies.Any(t => t.Counts.Total > t.Counts.Failed);

    /// <summary>Every sample that either has attempted, with what each made of it.</summary>
    public static IReadOnlyList<SamplePair> PairUp(IReadOnlyList<SampleTally> a, IReadOnlyList<SampleTally> b)
    {
        var others = b.ToDictionary(t => t.SampleId, StringComparer.Ordinal);
        var pairs = a.Select(t => new SamplePair(Tally(t.Counts), others.Remove(t.SampleId, out var other) ? Tally(other.Counts) : default)
            {
                Cluster = t.Cluster,
            })
            .ToList();
        pairs.AddRange(b.Where(t => others.ContainsKey(t.SampleId)).Select(t => new SamplePair(default, Tally(t.Counts)) { Cluster = t.Cluster }));
        return pairs;
    }

    /// <summary>The score of samples with its interval.</summary>
    public static ScoreEstimate Score(IReadOnlyList<SampleTally> tallies) =>
        Accuracy.Estimate([.. tallies.Select(t => Tally(t.Counts))], clusters: [.. tallies.Select(t => t.Cluster)]);

    public static PairedOptions Options(RunRow run) => new() { Margin = Math.Max(run.Settings.Job.EquivalenceMargin, 1e-6) };

    /// <summary>The page's comparison of two models with the given one as A; null when they were not compared.</summary>
    public PairedComparison? Between(string benchmarkId, string model, string other) =>
        Pairs.FirstOrDefault(p => p.BenchmarkId == benchmarkId && p.A == model && p.B == other)?.Comparison
        ?? Pairs.FirstOrDefault(p => p.BenchmarkId == benchmarkId && p.A == other && p.B == model)?.Comparison.Mirrored();

    public static SampleScore Tally(OutcomeCounts counts) => new(counts.Right, counts.Scored, counts.Failed + counts.Unscored);
}

/// <summary>One evaluation with its score and its percentiles.</summary>
internal sealed record EvaluationResult(EvaluationFacts Facts, ScoreEstimate Score, QuantileSummary FirstToken, QuantileSummary Speed)
{
    public OutcomeCounts Counts => Facts.Counts;

    /// <summary>Asked for and not there.</summary>
    public int Missing => Math.Max(0, Facts.Row.Expected - Counts.Total);

    /// <summary>Scored attempts over all asked for.</summary>
    public double Coverage => Facts.Row.Expected == 0 ? 0 : Math.Min(1, (double)Counts.Scored / Facts.Row.Expected);

    /// <summary>Null where an earlier run paid for completions.</summary>
    public decimal? CostPerRight => Counts.Right > 0 && Facts.Figures.Reused == 0 ? Facts.Figures.CostUsd / Counts.Right : null;

    /// <summary>A score for each part of the tests; empty for most benchmarks.</summary>
    public IReadOnlyList<(string Name, ScoreEstimate Score)> Parts =>
        [.. Facts.Parts.Select(p => (p.Name, Accuracy.Estimate([.. p.Samples.Select(s => new SampleScore(s.Right, s.Scored))])))];

    public static EvaluationResult Of(EvaluationFacts facts) =>
        new(
            facts,
            RunResults.Score(facts.Tallies),
            Quantiles.Summarize(facts.Figures.FirstTokenSeconds),
            Quantiles.Summarize(facts.Figures.OutputTokensPerSecond)
        );
}

internal sealed record PairResult(string BenchmarkId, string A, string B, PairedComparison Comparison)
{
    /// <summary>False when one of the two never answered.</summary>
    public bool IsAsked { get; init; } = true;

    /// <summary>Why the two could not be compared; null when they could.</summary>
    public string? WhyNot =>
        Comparison.Difference is not null ? null
        : IsAsked ? "no question has a score from both"
        : "not asked";
}
