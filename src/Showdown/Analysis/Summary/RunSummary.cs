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

public sealed record LengthSummary(int Tokens, double? Score, double? Low, double? High, int Samples);

/// <param name="Any">pass@k, at least one of k right; mean over samples with at least k scored attempts.</param>
/// <param name="Every">pass^k, all of k right.</param>
/// <param name="Samples">Samples with at least k scored attempts.</param>
/// <param name="LeftOut">Samples with fewer.</param>
public sealed record PassAtSummary(int K, double? Any, double? Every, int Samples = 0, int LeftOut = 0);
