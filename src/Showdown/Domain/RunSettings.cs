using System.Text.Json.Serialization;

namespace Showdown.Domain;

/// <summary>Everything a run depends on, frozen at its start. Resume and rerun read this, not the files.</summary>
public sealed record RunSettings
{
    public required Job Job { get; init; }

    public required IReadOnlyList<ModelSettings> Models { get; init; }

    public required IReadOnlyList<BenchmarkSettings> Benchmarks { get; init; }

    /// <summary>By benchmark id: the data and rules the scores depend on.</summary>
    public required IReadOnlyDictionary<string, BenchmarkPin> Pins { get; init; }

    public required string ProgramVersion { get; init; }

    /// <summary>Benchmarks that were left out because their data could not be had, each with the reason; empty until the run is planned.</summary>
    public IReadOnlyDictionary<string, string> Skipped { get; init; } = new Dictionary<string, string>();

    /// <summary>A rerun that asks only samples which had this outcome in the run it repeats; null: all.</summary>
    public Outcome? Only { get; init; }

    /// <summary>True when somebody asked for fewer samples or epochs than the job says: a look, and none of the job's nights.</summary>
    public bool IsLimited { get; init; }

    /// <summary>The evaluations that this run repeats because a change is suspected there; it asks nothing else. Null: a run of its own.</summary>
    public IReadOnlyList<EvaluationKey>? Confirms { get; init; }

    /// <summary>Where the results come from when another program recorded them; null: this one asked the models.</summary>
    public Import? Import { get; init; }

    /// <summary>The models that judge; they are asked for no answers.</summary>
    public IReadOnlyList<ModelSettings> Judges { get; init; } = [];

    /// <summary>Every model that is asked, for answers or for verdicts.</summary>
    [JsonIgnore]
    public IEnumerable<ModelSettings> Asked => Models.Concat(Judges).DistinctBy(m => m.Id);

    /// <summary>
    /// Who gave the scores of a version: our scorer, "choice 3", or of imported results (<see cref="ImportedEvaluation.TheirScores"/>) the other
    /// program with the name of its score.
    /// </summary>
    public string ScorerOf(string benchmarkId, int version) =>
        version == ImportedEvaluation.TheirScores && Import?.Evaluations.FirstOrDefault(e => e.BenchmarkId == benchmarkId) is { } imported
            ? imported.Scorer
            : $"{Pins.GetValueOrDefault(benchmarkId)?.Scorer ?? "an unknown scorer"} {version}";

    public ModelSettings Model(string id) => Models.First(m => m.Id == id);

    public BenchmarkSettings Benchmark(string id) => Benchmarks.First(b => b.Id == id);

    public bool Asks(string benchmarkId, string modelId) =>
        (Confirms is null || Confirms.Contains(new EvaluationKey(benchmarkId, modelId)))
        && Fits(Benchmark(benchmarkId), Model(modelId))
        && Job.Hosts?.Asks(Benchmark(benchmarkId), modelId) != false;

    /// <summary>Models that a benchmark of the job is not asked of, because their window does not hold it, or is not declared.</summary>
    public IEnumerable<(BenchmarkSettings Benchmark, ModelSettings Model)> TooLong =>
        from benchmark in Benchmarks
        from model in Models
        where !Fits(benchmark, model)
        select (benchmark, model);

    private static bool Fits(BenchmarkSettings benchmark, ModelSettings model) =>
        benchmark.NeedsContext is not { } needed || model.ContextWindow >= needed;

    /// <summary>
    /// How a model is asked to sample at a benchmark: the job's own words win, then the benchmark's protocol, then the model's entry.
    /// </summary>
    public Sampling SamplingOf(string benchmarkId, string modelId) =>
        (Job.Benchmarks.FirstOrDefault(b => b.Id == benchmarkId)?.Sampling ?? new Sampling())
            .Or(Benchmark(benchmarkId).Protocol.Sampling)
            .Or(Model(modelId).Sampling);

    /// <summary>
    /// When a benchmark's evaluations may end before all is asked: the rule of the job's entry wins, then the job's, then the benchmark's. Its margin
    /// is set.
    /// </summary>
    /// <returns>
    /// Null where all is asked: nobody wants it otherwise, fewer than two models are asked, the benchmark scores nothing, or the run gives no
    /// verdicts (<see cref="Only"/>) or looks at one model's change (<see cref="Confirms"/>).
    /// </returns>
    public StopRule? StopOf(string benchmarkId)
    {
        var benchmark = Benchmark(benchmarkId);
        var rule = Job.Benchmarks.FirstOrDefault(b => b.Id == benchmarkId)?.Stop ?? Job.Stop ?? benchmark.Stop;
        return
            rule is null or { When: StopWhen.Never }
            || Only is not null
            || Confirms is not null
            || benchmark.Scorer.Name is ScorerSettings.Speed or ScorerSettings.Hosts
            || PairsAt(benchmarkId) == 0
            ? null
            : rule with
            {
                Margin = rule.Margin ?? Job.EquivalenceMargin,
            };
    }

    /// <summary>
    /// Of a benchmark that may end early: so many attempts at each sample its comparisons are made of, one number for each round. The first is what
    /// is asked without a rule; where the rule allows more, samples that ran out before a verdict are asked again until there are twice as many.
    /// </summary>
    public IReadOnlyList<int> StopRounds(string benchmarkId)
    {
        var rounds = new List<int> { EpochsOf(benchmarkId) };
        while (StopOf(benchmarkId)?.MostEpochs is { } most && rounds[^1] < most)
            rounds.Add(Math.Min(most, 2 * rounds[^1]));
        return rounds;
    }

    /// <summary>True where the job wants to be sure, and only one model is asked: then there is nothing to be sure about, and all is asked.</summary>
    [JsonIgnore]
    public bool HasIdleRule => Models.Count == 1 && Job.Benchmarks.Any(b => (b.Stop ?? Job.Stop) is { When: StopWhen.Sure });

    /// <summary>Attempts at each sample, as the job or else the benchmark's protocol says.</summary>
    public int EpochsOf(string benchmarkId) =>
        Job.Benchmarks.FirstOrDefault(b => b.Id == benchmarkId)?.Epochs ?? Benchmark(benchmarkId).Protocol.Epochs;

    /// <summary>
    /// Comparisons that may end early: pairs of models, over all benchmarks with a rule, each once a round. They share their error: attempts of a
    /// later round are at the same samples, and no new evidence beside those of an earlier one.
    /// </summary>
    [JsonIgnore]
    public int StoppingComparisons => Benchmarks.Where(b => StopOf(b.Id) is not null).Sum(b => PairsAt(b.Id) * StopRounds(b.Id).Count);

    private int PairsAt(string benchmarkId)
    {
        var models = Models.Count(m => Asks(benchmarkId, m.Id));
        return models * (models - 1) / 2;
    }

    /// <summary>What a benchmark is a test of: the job's word wins. Null where neither says so.</summary>
    public Capability? CapabilityOf(string benchmarkId) =>
        Job.Benchmarks.FirstOrDefault(b => b.Id == benchmarkId)?.Capability ?? Benchmark(benchmarkId).Capability;

    /// <summary>Of a benchmark that compares answers the one model that all others are compared with; null: each with each.</summary>
    public string? BaselineOf(string benchmarkId) => Job.Benchmarks.FirstOrDefault(b => b.Id == benchmarkId)?.Baseline;

    /// <summary>How a benchmark raises the load; null where it does not.</summary>
    public LoadPlan? LoadOf(string benchmarkId) => Job.Benchmarks.FirstOrDefault(b => b.Id == benchmarkId)?.Load;

    public bool IsSimulated => Models.Any(m => m.IsSimulated) || Judges.Any(m => m.IsSimulated);
}
