using Showdown.Domain;
using Showdown.Results;
using Showdown.Statistics;
using Showdown.Statistics.Pairwise;
using Showdown.Statistics.Sequential;

namespace Showdown.Analysis.Facts;

/// <summary>A run's facts with the statistics on them: what summary and pages are made from.</summary>
/// <param name="Evaluations">Those with a score.</param>
/// <param name="Pairs">
/// For each benchmark every pair of models in the job's order, adjusted for all of them together (Holm); those that may end early are adjusted among
/// themselves (Bonferroni). Empty where the run gives no verdicts.
/// </param>
internal sealed record RunResults(RunFacts Facts, IReadOnlyList<EvaluationResult> Evaluations, IReadOnlyList<PairResult> Pairs)
{
    /// <summary>Also those that measure speed and have no score; in the order of the job.</summary>
    public required IReadOnlyList<EvaluationResult> All { get; init; }

    /// <summary>Which model for what: the benchmarks of each capability together, adjusted among themselves.</summary>
    public IReadOnlyList<CapabilityResult> Capabilities { get; init; } = [];

    /// <summary>Whose answers judges prefer, benchmark by benchmark; worked out when it is first asked for.</summary>
    public IReadOnlyList<HeadToHeadResult> HeadToHeads => field ??= HeadToHeadResult.Of(this);

    /// <summary>Comparisons whose size was set beforehand and that are tested: each verdict and its p is one of so many.</summary>
    public int Compared => Pairs.Count(p => p.Comparison is { P: not null, Sequential: null });

    /// <summary>As <see cref="Compared"/>, of capabilities.</summary>
    public int CapabilitiesCompared => Capabilities.Sum(c => c.Pairs.Count(p => p.Comparison is { P: not null, Sequential: null }));

    public static RunResults Of(RunFacts facts)
    {
        var all = facts.Evaluations.Select(EvaluationResult.Of).ToList();
        var evaluations = all.Where(e => e.Facts.Row.ScorerKind.Scores()).ToList();
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
                StoppingPairs.Compare(models[a], models[b], facts.Run) ?? Compare(models[a], models[b], facts, options)
            )
            {
                IsAsked = models[a].IsAsked && models[b].IsAsked,
            }
        ).ToList();
        var adjusted = Holm.Adjust(pairs.Select(p => p.Comparison).ToList());
        var results = new RunResults(facts, evaluations, pairs.Select((p, i) => p with { Comparison = adjusted[i] }).ToList()) { All = all };
        var source = new PairSource(results.SamplesOf, results.StoppingOf, options) { Duel = (benchmark, a, b) => Duel(facts, benchmark, a, b) };
        return results with { Capabilities = CapabilityResult.Of(results, source) };
    }

    /// <summary>Where judges compared the two, by how often either's answer is preferred; elsewhere by their scores.</summary>
    private static PairedComparison Compare(EvaluationFacts a, EvaluationFacts b, RunFacts facts, PairedOptions options) =>
        Duel(facts, a.Row.BenchmarkId, a.Row.ModelId, b.Row.ModelId) ?? Paired.Compare(PairUp(a.Tallies, b.Tallies), options);

    private static PairedComparison? Duel(RunFacts facts, string benchmarkId, string a, string b) =>
        facts.Duel(benchmarkId, a, b) is { } duel ? WinRate.Of(duel.Pairs, DuelOptions(facts.Run)).Comparison : null;

    /// <summary>What two models made of each sample of a benchmark; empty where one of them was not to be asked it.</summary>
    public IReadOnlyList<SamplePair> SamplesOf(string benchmarkId, string a, string b) =>
        Facts.Duel(benchmarkId, a, b) is { } duel ? WinRate.Samples(duel.Pairs)
        : Tallies(benchmarkId, a) is { } first && Tallies(benchmarkId, b) is { } second ? PairUp(first, second)
        : [];

    private IReadOnlyList<SampleTally>? Tallies(string benchmarkId, string model) => Find(benchmarkId, model)?.Facts.Tallies;

    /// <summary>How soon a pair that may end early could be told apart; null where it is, or was to be asked everything.</summary>
    public SequentialForecast? ForecastOf(PairResult pair) =>
        Find(pair.BenchmarkId, pair.A) is { } a && Find(pair.BenchmarkId, pair.B) is { } b
            ? StoppingPairs.Forecast(a.Facts, b.Facts, pair.Comparison, Facts.Run)
            : null;

    public EvaluationResult? Find(string benchmarkId, string model) =>
        Evaluations.FirstOrDefault(e => e.Facts.Row.BenchmarkId == benchmarkId && e.Facts.Row.ModelId == model);

    /// <summary>Two models on a benchmark whose evaluations may end early; null where their size was set beforehand.</summary>
    private PairedComparison? StoppingOf(string benchmarkId, string a, string b, int comparisons)
    {
        if (comparisons == Facts.Run.Settings.StoppingComparisons)
            return Between(benchmarkId, a, b) is { Sequential: not null } own ? own : null;
        return Find(benchmarkId, a) is { } first && Find(benchmarkId, b) is { } second
            ? StoppingPairs.Compare(first.Facts, second.Facts, Facts.Run, comparisons)
            : null;
    }

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

    public static PairedOptions Options(RunRow run) => new() { Margin = Margin(run.Settings) };

    /// <summary>Differences below it are none to this job.</summary>
    public static double Margin(RunSettings settings) => Math.Max(settings.Job.EquivalenceMargin, 1e-6);

    /// <summary>Of a win rate, which moves half as far as the difference between what its two models earned.</summary>
    public static PairedOptions DuelOptions(RunRow run)
    {
        var options = Options(run);
        return options with { Margin = options.Margin / 2 };
    }

    /// <summary>The page's comparison of two models with the given one as A; null when they were not compared.</summary>
    public PairedComparison? Between(string benchmarkId, string model, string other) =>
        Pairs.Where(p => p.BenchmarkId == benchmarkId).Select(p => p.Between(model, other)).FirstOrDefault(c => c is not null);

    public static SampleScore Tally(OutcomeCounts counts) =>
        new(counts.Right, counts.Scored, counts.Failed + counts.Unscored)
        {
            PartCredit = counts.PartCredit,
            PartSquares = counts.PartSquares,
            IsShare = counts.IsShare,
        };

    /// <summary>What became of all attempts asked for.</summary>
    /// <param name="missing">Asked for and not there.</param>
    public static OutcomeTotals Totals(OutcomeCounts counts, int missing) =>
        new(counts.Right, counts.Wrong, counts.Truncated, counts.Failed, counts.Unscored, missing)
        {
            Partial = counts.Partial,
            PartCredit = counts.PartCredit,
        };

    /// <summary>What the attempts of one night at a sample earned.</summary>
    public static SampleScore Tally(ScoredSample sample, EvaluationRow of) =>
        new(sample.Right, sample.Scored)
        {
            PartCredit = sample.PartCredit,
            PartSquares = sample.PartSquares,
            IsShare = !of.IsTwoValued,
        };
}
