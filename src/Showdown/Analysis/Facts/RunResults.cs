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

/// <summary>One part of what a benchmark asks.</summary>
/// <param name="Score">Of attempts that did all of the part.</param>
/// <param name="Passed">Of <paramref name="Total"/>; both 0 where the part is not counted.</param>
/// <param name="Counted">What passed over all there was, such as instructions followed over instructions given; null where the part is not
/// counted.</param>
internal sealed record PartResult(string Name, ScoreEstimate Score, long Passed, long Total, ScoreEstimate? Counted)
{
    /// <summary>What the part is called in a table: "base tests".</summary>
    public string Label => Labelled(Name);

    /// <summary>A finer part, such as "instructions: punctuation": too many for a terminal.</summary>
    public bool IsDetail => Detailed(Name);

    /// <summary>The published figure: of instructions followed one by one where they are counted, else of attempts that did all of the
    /// part.</summary>
    public ScoreEstimate Headline => Counted ?? Score;

    public static string Labelled(string name) => name is "base" or "plus" ? $"{name} tests" : name;

    public static bool Detailed(string name) => name.Contains(": ", StringComparison.Ordinal);

    /// <param name="clusters">Of each sample's id the cluster it belongs to, or null.</param>
    public static PartResult Of(PartTallies part, IReadOnlyDictionary<string, string?> clusters)
    {
        string?[] names = [.. part.Samples.Select(s => clusters.GetValueOrDefault(s.SampleId))];
        var total = part.Samples.Sum(s => (long)s.Total);
        return new PartResult(
            part.Name,
            Accuracy.Estimate([.. part.Samples.Select(s => new SampleScore(s.Right, s.Scored))], clusters: names),
            part.Samples.Sum(s => (long)s.Passed),
            total,
            // What passes at one sample hangs together: to the interval its instructions are repeats of it.
            total == 0
                ? null
                : Accuracy.Estimate([.. part.Samples.Select(s => new SampleScore(s.Passed, s.Total))], clusters: names)
        );
    }
}
