using System.Text.Json.Serialization;
using Showdown.Domain;

namespace Showdown.Analysis.Summary;

/// <summary>
/// A run in figures: what <c>run --json</c> and <c>show --json</c> print. Other programs rely on the names; fields are added, never changed.
/// </summary>
/// <remarks>Scores, differences and their bounds are shares from 0 to 1; what is not known is null.</remarks>
public sealed record RunSummary
{
    /// <summary>The run's id.</summary>
    public required string Run { get; init; }

    /// <summary>The job's name.</summary>
    public required string Job { get; init; }

    /// <summary>complete, incomplete, failed or cancelled; running while it goes on.</summary>
    public required string Status { get; init; }

    /// <summary>All verdicts in one sentence; null in summaries of older versions.</summary>
    public string? Headline { get; init; }

    /// <summary>
    /// Which model for what: the answer of the run, by what its benchmarks test. Null where there is nothing to compare, the run gives no verdicts,
    /// or no benchmark says what it is a test of.
    /// </summary>
    public WhichForWhatSummary? WhichForWhat { get; init; }

    /// <summary>The run in which a change was suspected that this one asks about again; null for a run of its own.</summary>
    public string? Confirms { get; init; }

    /// <summary>The run that this one repeats or continues in part; null: none.</summary>
    public string? Parent { get; init; }

    /// <summary>
    /// The outcome by which its questions were chosen from the parent, such as wrong: nothing here may be compared with a run that asked them all.
    /// Null: all were asked.
    /// </summary>
    public string? Selection { get; init; }

    /// <summary>
    /// False for a selection, a look at fewer samples, a question about another run, and what was stopped or failed: none of its job's nights.
    /// </summary>
    public bool Night { get; init; } = true;

    /// <summary>What was not asked, where benchmarks stop when they are sure; null where all was to be asked.</summary>
    public SavingsSummary? Savings { get; init; }

    /// <summary>Benchmarks that were left out because their data cannot be had, each with the reason.</summary>
    public IReadOnlyDictionary<string, string> Skipped { get; init; } = new Dictionary<string, string>();

    /// <summary>Benchmarks that are not asked of a model because its window does not hold them, a sentence each.</summary>
    public IReadOnlyList<string> TooLong { get; init; } = [];

    /// <summary>Why it is not complete; one sentence.</summary>
    public required string? Reason { get; init; }

    /// <summary>Where the results come from when another program asked the models; null: they were asked from here.</summary>
    public ImportSummary? Imported { get; init; }

    /// <summary>True when any model of the run is simulated: its figures say nothing about a real model.</summary>
    public required bool Simulated { get; init; }

    /// <summary>Path of the report's first page.</summary>
    public required string? Report { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset? FinishedAt { get; init; }

    public required IReadOnlyList<EvaluationSummary> Evaluations { get; init; }

    /// <summary>For each benchmark every pair of models, in the order of the job.</summary>
    public required IReadOnlyList<ComparisonSummary> Comparisons { get; init; }

    /// <summary>How many times as fast: every pair of models by every figure. Benchmark "" stands for all of them together.</summary>
    public IReadOnlyList<SpeedPairSummary> Speed { get; init; } = [];

    /// <summary>Figures of speed that are to be expected, over the windows of the job.</summary>
    public IReadOnlyList<SpeedLevelSummary> SpeedLevels { get; init; } = [];

    /// <summary>Changes of level among the windows of a month.</summary>
    public IReadOnlyList<SpeedChangeSummary> SpeedChanges { get; init; } = [];

    /// <summary>The ratios that a first screen shows, in words.</summary>
    public IReadOnlyList<string> SpeedSentences { get; init; } = [];

    /// <summary>What answers cost, with intervals. Benchmark "" stands for all that are judged.</summary>
    public IReadOnlyList<PriceSummary> Price { get; init; } = [];

    /// <summary>Cost of one model over that of another.</summary>
    public IReadOnlyList<PricePairSummary> PriceRatios { get; init; } = [];

    /// <summary>The same in words, over all that is judged.</summary>
    public IReadOnlyList<string> PriceSentences { get; init; } = [];

    /// <summary>What hosts bore where the load was raised.</summary>
    public IReadOnlyList<LoadSummary> Load { get; init; } = [];

    /// <summary>Quality against price and time, with the frontier's doubt: everything first, then capability by capability.</summary>
    public IReadOnlyList<TradeOffSummary> TradeOffs { get; init; } = [];

    /// <summary>What is to be known of the prices: unknown, undated, old.</summary>
    public IReadOnlyList<string> PriceNotes { get; init; } = [];

    /// <summary>What the prices name beside input and output, in sentences.</summary>
    public IReadOnlyList<string> PriceDetails { get; init; } = [];

    /// <summary>What each model takes beside its scores, in the order of the job; empty in summaries of older versions.</summary>
    public IReadOnlyList<ModelSummary> Models { get; init; } = [];

    /// <summary>What the endpoints were like when the run began; empty when they were not checked.</summary>
    public IReadOnlyList<PassportSummary> Passports { get; init; } = [];

    /// <summary>Who judged, where models do; empty elsewhere.</summary>
    public IReadOnlyList<JudgeSummary> Judges { get; init; } = [];

    /// <summary>Whose answers judges prefer, where they compare them; empty elsewhere.</summary>
    public IReadOnlyList<HeadToHeadSummary> HeadToHead { get; init; } = [];

    /// <summary>What the job's gates say; empty when it has none.</summary>
    public IReadOnlyList<GateSummary> Gates { get; init; } = [];

    /// <summary>How the run's models last stood against the reference of their family, up to this run; of a job that compares hosts its own
    /// night.</summary>
    public IReadOnlyList<HostSummary> Hosts { get; init; } = [];
}

/// <summary>A host that was held against a reference.</summary>
/// <param name="Run">In which that was.</param>
/// <param name="Differs">False where it could be taken for the reference.</param>
/// <param name="Finding">A clause; null where nothing was found.</param>
/// <param name="Changed">Since its night before.</param>
public sealed record HostSummary(
    string Model,
    string Family,
    string Reference,
    string Run,
    DateTimeOffset MeasuredAt,
    bool Differs,
    string? Finding,
    bool Changed
);

/// <summary>A judge of a benchmark, and what it took.</summary>
/// <param name="MayGate">Whether its verdicts may fail a gate.</param>
/// <param name="CostUsd">Beside what the answers cost; null when its price is not known.</param>
public sealed record JudgeSummary(string Benchmark, string Judge, bool MayGate, long Verdicts, long Missing, decimal? CostUsd)
{
    /// <summary>Null when it was never measured.</summary>
    public JudgePassport? Passport { get; init; }

    /// <summary>Contestants of its own family.</summary>
    public IReadOnlyList<string> OfFamily { get; init; } = [];

    /// <summary>The same in words.</summary>
    public IReadOnlyList<string> Sentences { get; init; } = [];
}

/// <param name="On">drop, below, worse-than, cost, latency or coverage.</param>
/// <param name="Checked">False on a first night: there is nothing to compare with yet.</param>
/// <param name="Informs">True where it would have failed, and its judges are not fit to fail a gate.</param>
public sealed record GateSummary(string On, bool Passed, string Sentence, bool Checked = true, bool Informs = false);

/// <summary>One model on one benchmark.</summary>
public sealed record EvaluationSummary
{
    public required string Benchmark { get; init; }

    public required string Model { get; init; }

    /// <summary>As pages call the benchmark; null in summaries of older versions.</summary>
    public string? BenchmarkTitle { get; init; }

    /// <summary>As pages call the model; null in summaries of older versions.</summary>
    public string? ModelName { get; init; }

    public required bool Simulated { get; init; }

    /// <summary>
    /// Equal for evaluations of one line in a trend: same settings, data, scorer and number of questions; null in summaries of older versions.
    /// </summary>
    public string? Identity { get; init; }

    public required int Samples { get; init; }

    public required int Epochs { get; init; }

    public required AttemptCounts Attempts { get; init; }

    /// <summary>What the benchmark is a test of, as benchmark.yaml or the job names it; null where neither says so.</summary>
    public string? Capability { get; init; }

    /// <summary>False for a benchmark that measures speed: it has no score, and its completions count as unscored.</summary>
    public bool Graded { get; init; } = true;

    /// <summary>Why the model was asked no more before all was asked; null: it was not given up.</summary>
    public string? StoppedReason { get; init; }

    /// <summary>Why it is complete though not all questions were asked: sure, or enough (by hand); null: all were to be asked.</summary>
    public string? EndedEarly { get; init; }

    /// <summary>Questions that were asked of <see cref="Samples"/>; null in summaries of older versions.</summary>
    public int? Asked { get; init; }

    /// <summary>Requests that an early end saved.</summary>
    public long SavedRequests { get; init; }

    /// <summary>About what these would have cost; null where that is not known.</summary>
    public decimal? SavedUsd { get; init; }

    /// <summary>Completions that an earlier run paid for, among the attempts: they cost nothing here and are in no speed figure.</summary>
    public int Reused { get; init; }

    /// <summary>Attempts whose token counts, as the host gave them, cannot be right.</summary>
    public int ImplausibleUsage { get; init; }

    /// <summary>Input tokens that the host says it had cached.</summary>
    public long CachedInputTokens { get; init; }

    /// <summary>What the hosts said they served.</summary>
    public IReadOnlyList<string> ServedModels { get; init; } = [];

    /// <summary>Who served behind a router.</summary>
    public IReadOnlyList<string> Providers { get; init; } = [];

    /// <summary>Scored attempts over all that were asked for, from 0 to 1.</summary>
    public required double Coverage { get; init; }

    /// <summary>What right, partly right, wrong and truncated attempts earned on average; failed and unscored ones are left out.</summary>
    public required double? Score { get; init; }

    /// <summary>Bounds of the 95% interval.</summary>
    public required double? Low { get; init; }

    public required double? High { get; init; }

    /// <summary>How the interval was made.</summary>
    public required string? Method { get; init; }

    /// <summary>Scores of parts of the tests, such as base and plus, each counted with the parts before it; empty for most benchmarks.</summary>
    public IReadOnlyList<PartSummary> Parts { get; init; } = [];

    /// <summary>What a user gets who may draw k attempts: k = 1, 2, 4 and so on up to the epochs; empty where each sample is asked once.</summary>
    public IReadOnlyList<PassAtSummary> PassAt { get; init; } = [];

    /// <summary>Null when the price or the usage of any attempt is not known.</summary>
    public required decimal? CostUsd { get; init; }

    public required decimal? CostUsdPerRight { get; init; }

    /// <summary>Request sent to first token of any kind.</summary>
    public required TtftSummary TtftSeconds { get; init; }

    public required SpeedSummary OutputTokensPerSecond { get; init; }

    /// <summary>Requests after a pause, where speed is measured: in no figure of speed.</summary>
    public int ColdStarts { get; init; }

    /// <summary>Their median time to the first token.</summary>
    public double? ColdStartSeconds { get; init; }

    /// <summary>Requests of the evaluation that were under way when another was sent, that one included; the mean.</summary>
    public double? InFlight { get; init; }
}

/// <summary>One model over all benchmarks of the run, and what its entry in models.yaml says. Null: not known.</summary>
public sealed record ModelSummary
{
    public required string Model { get; init; }

    /// <summary>As pages call it.</summary>
    public required string Name { get; init; }

    public required bool Simulated { get; init; }

    /// <summary>List price.</summary>
    public required decimal? InputUsdPerMillion { get; init; }

    public required decimal? OutputUsdPerMillion { get; init; }

    public decimal? CachedInputUsdPerMillion { get; init; }

    /// <summary>Null: as other output.</summary>
    public decimal? ReasoningUsdPerMillion { get; init; }

    /// <summary>What batches would cost; nothing is asked in batches here.</summary>
    public decimal? BatchInputUsdPerMillion { get; init; }

    public decimal? BatchOutputUsdPerMillion { get; init; }

    public required DateOnly? PriceAsOf { get; init; }

    /// <summary>In tokens.</summary>
    public required int? ContextWindow { get; init; }

    /// <summary>The longest texts at which the score keeps 85 % of what it is at the shortest; null where that was not tested.</summary>
    public ContextSummary? EffectiveContext { get; init; }

    public required string? Architecture { get; init; }

    /// <summary>instruct or base.</summary>
    public required string? Variant { get; init; }

    public required bool? OpenWeights { get; init; }

    public required string? Licence { get; init; }

    /// <summary>Median over all attempts of the run: the ratio of two of them is how many times as fast a model is.</summary>
    public required double? OutputTokensPerSecond { get; init; }

    /// <summary>Median of the time to the first token.</summary>
    public required double? TtftSeconds { get; init; }

    public required decimal? CostUsd { get; init; }

    public required decimal? CostUsdPerThousandRight { get; init; }
}

/// <summary>In tokens. Where a figure equals <paramref name="Longest"/> the true one may be longer.</summary>
/// <param name="Low">Up to here it is shown to be kept.</param>
/// <param name="High">Every longer length that was tried is shown to fall below.</param>
/// <param name="Longest">The longest length with a score.</param>
/// <param name="Keeps">The share of the score at the shortest length.</param>
public sealed record ContextSummary(int Tokens, int Low, int High, int Longest, double Keeps, IReadOnlyList<string> Benchmarks)
{
    /// <summary>As the terminal says it.</summary>
    public required string Phrase { get; init; }

    /// <summary>Score by length, shortest first.</summary>
    public required IReadOnlyList<LengthSummary> Lengths { get; init; }
}

public sealed record LengthSummary(int Tokens, double? Score, double? Low, double? High, int Samples);

/// <param name="Name">Such as base.</param>
public sealed record PartSummary(string Name, double? Score, double? Low, double? High)
{
    /// <summary>Of a part with counts, such as instructions of a prompt: each counted by itself, while the part's score counts prompts whose
    /// instructions were all followed. Null where the part is not counted.</summary>
    public CountedSummary? OneByOne { get; init; }
}

/// <param name="Passed">Over all attempts with a score.</param>
/// <param name="Score">Passed over total.</param>
public sealed record CountedSummary(int Passed, int Total, double? Score, double? Low, double? High);

/// <param name="Any">pass@k, at least one of k right; mean over samples with at least k scored attempts.</param>
/// <param name="Every">pass^k, all of k right.</param>
/// <param name="Samples">Samples with at least k scored attempts.</param>
/// <param name="LeftOut">Samples with fewer.</param>
public sealed record PassAtSummary(int K, double? Any, double? Every, int Samples = 0, int LeftOut = 0);

/// <summary>One model's endpoint when the run began. Null: could not be told.</summary>
public sealed record PassportSummary
{
    public required string Model { get; init; }

    public required string Host { get; init; }

    public required DateTimeOffset At { get; init; }

    public required bool Answers { get; init; }

    /// <summary>Why it does not answer.</summary>
    public required string? Failure { get; init; }

    public required IReadOnlyList<string> RefusedParameters { get; init; }

    public required string? ServedModel { get; init; }

    public required bool? ServesAskedModel { get; init; }

    public required string? Provider { get; init; }

    public required string? SystemFingerprint { get; init; }

    public required bool? Streams { get; init; }

    public required bool? ReportsUsage { get; init; }

    public required bool? UsageIsPlausible { get; init; }

    public required bool? HonoursOutputCap { get; init; }

    /// <summary>What the host does with tools: refused, not shown to the model, answered in words, or called and how; null where that was not
    /// asked.</summary>
    public string? Tools { get; init; }

    /// <summary>What the host said when it refused tools; null where it did not.</summary>
    public string? ToolRefusal { get; init; }

    public required double? TtftSeconds { get; init; }

    public required double? OutputTokensPerSecond { get; init; }

    public required int Requests { get; init; }

    public required decimal? CostUsd { get; init; }

    /// <summary>When the passport was made that this one is compared with; null when there is none.</summary>
    public required DateTimeOffset? ComparedWith { get; init; }

    /// <summary>What changed since then, a sentence each.</summary>
    public required IReadOnlyList<string> Changes { get; init; }
}

/// <param name="Missing">Asked for and not there yet, or never asked because the run ended early.</param>
public sealed record AttemptCounts(int Right, int Wrong, int Truncated, int Failed, int Unscored, int Missing)
{
    /// <summary>Answers that earned a share of the credit; 0 where answers are either right or wrong.</summary>
    public int Partial { get; init; }

    /// <summary>What all attempts with a score earned together; null where answers are either right or wrong: then that is
    /// <see cref="Right"/>.</summary>
    public double? Credit { get; init; }

    [JsonIgnore]
    public int Scored => Right + Partial + Wrong + Truncated;

    /// <summary>True when the model was asked nothing.</summary>
    [JsonIgnore]
    public bool IsNone => Scored + Failed + Unscored == 0;
}

/// <param name="Count">Attempts the percentiles are made of.</param>
public sealed record TtftSummary(double? P50, double? P95, int Count);

/// <param name="Count">Attempts the percentile is made of.</param>
public sealed record SpeedSummary(double? P50, int Count);
