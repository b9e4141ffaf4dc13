using Showdown.Domain;

namespace Showdown.Results;

public enum RunStatus
{
    Running,
    Complete,

    /// <summary>Ended with attempts missing or failed: by budget, or because a host failed.</summary>
    Incomplete,
    Failed,
    Cancelled,
}

/// <summary>One row of table run.</summary>
public sealed record RunRow
{
    /// <summary>How the reason of a run begins that somebody stopped at its terminal, or whose process died there.</summary>
    public const string Interrupted = "interrupted";

    public required string Id { get; init; }

    public required RunSettings Settings { get; init; }

    public required RunStatus Status { get; init; }

    /// <summary>The run that this one repeats; null for a first run.</summary>
    public string? ParentId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Why a run ended otherwise than complete; one sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// True when somebody ended it by hand before it had asked all: whoever may stop when the figures please must not read verdicts from them.
    /// </summary>
    public bool IsStopped =>
        Status == RunStatus.Cancelled || Status == RunStatus.Incomplete && Reason?.StartsWith(Interrupted, StringComparison.Ordinal) == true;

    /// <summary>Whether models may be compared by it: not when it was stopped or failed, and not when only chosen samples were asked.</summary>
    public bool GivesVerdicts => !IsStopped && Status != RunStatus.Failed && Settings.Only is null;

    /// <summary>
    /// Whether it is one of its job's nights: it gives verdicts, asks all that the job says, is no question about another night, and was not recorded
    /// elsewhere.
    /// </summary>
    public bool IsNight => GivesVerdicts && Status != RunStatus.Running && Settings is { IsLimited: false, Confirms: null, Import: null };

    /// <summary>Path of the rendered page; null until there is one.</summary>
    public string? Report { get; init; }

    /// <summary>Why there is no page; null while it is due or when there is one.</summary>
    public string? ReportError { get; init; }
}

/// <summary>One row of table evaluation: one model on one benchmark inside a run.</summary>
public sealed record EvaluationRow
{
    public required string Id { get; init; }

    public required string RunId { get; init; }

    public required string BenchmarkId { get; init; }

    public required string ModelId { get; init; }

    /// <summary>Key of its samples: <see cref="BenchmarkPin.SamplesSha256"/>.</summary>
    public required string DatasetSha256 { get; init; }

    /// <summary>Samples asked, after the limit.</summary>
    public required int Samples { get; init; }

    public required int Epochs { get; init; }

    public ScorerKind ScorerKind { get; init; }

    /// <summary>False where an answer may earn a share of the credit.</summary>
    public bool IsTwoValued { get; init; } = true;

    /// <summary>The version of the scorer whose scores count: rescoring raises it.</summary>
    public required int ScorerVersion { get; init; }

    /// <summary>What was sent, seeds aside; null in evaluations that were planned by earlier versions of the program.</summary>
    public Sampling? Sampling { get; init; }

    /// <summary>
    /// Equal for evaluations whose scores may be compared from night to night: same model and host, data, prompt, sampling and scorer.
    /// </summary>
    public string Identity { get; init; } = "";

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>
    /// What the host said it served, of several names the first and the last; null: it said nothing, or the evaluation is not finished.
    /// </summary>
    public string? ServedModel { get; init; }

    /// <summary>Why the model was stopped before everything was asked; null: it was not.</summary>
    public string? StoppedReason { get; init; }

    /// <summary>Whether it may end before all is asked: <see cref="RunSettings.StopOf"/> tells the rule.</summary>
    public bool Stops { get; init; }

    /// <summary>Why it is complete though not all was asked; null: it did not end early.</summary>
    public EarlyEnd? EndedEarly { get; init; }

    /// <summary>What a person said about its end; null: nothing.</summary>
    public StopWish? Wish { get; init; }

    /// <summary>Attempts that it was planned with.</summary>
    public int Planned => Samples * Epochs;

    /// <summary>
    /// Attempts that make it complete: those planned or, of one that ended early, those that it has made, what was in flight at its end included.
    /// </summary>
    public int Expected => AtEarlyEnd ?? Planned;

    /// <summary>Attempts of one that ended early; until the last of those in flight is there, how many they can become at most. Null: all are
    /// asked.</summary>
    internal int? AtEarlyEnd { get; init; }
}

/// <summary>How many attempts had which outcome. Missing ones are not there yet and not in any count.</summary>
public sealed record OutcomeCounts(int Right, int Wrong, int Truncated, int Failed, int Unscored)
{
    /// <summary>Attempts that earned a share of the credit; 0 where answers are either right or wrong.</summary>
    public int Partial { get; init; }

    /// <summary>Sum of what partly right and truncated attempts earned, each from 0 to 1.</summary>
    public double PartCredit { get; init; }

    /// <summary>Sum of the squares of the same.</summary>
    public double PartSquares { get; init; }

    /// <summary>True where the scorer gives shares, whatever turned up.</summary>
    public bool IsShare { get; init; }

    public int Total => Scored + Failed + Unscored;

    /// <summary>Attempts that a score is made of.</summary>
    public int Scored => Right + Partial + Wrong + Truncated;

    /// <summary>What all scored attempts earned together: the score is this over <see cref="Scored"/>.</summary>
    public double Credit => Right + PartCredit;
}

/// <summary>One sample's outcomes in one evaluation, over its epochs.</summary>
public sealed record SampleTally(string SampleId, string? Group, OutcomeCounts Counts)
{
    /// <summary>Samples of one cluster count once to an interval; null: the sample stands for itself.</summary>
    public string? Cluster { get; init; }
}

/// <summary>What attempts of a model at a benchmark have used so far, on average.</summary>
public sealed record EarlierUse
{
    public int Attempts { get; init; }

    public double InputTokens { get; init; }

    public double OutputTokens { get; init; }
}

/// <summary>Sums and distributions of one evaluation. Arrays are unsorted; each has one entry for an attempt that has the figure.</summary>
public sealed record EvaluationFigures
{
    public required IReadOnlyList<double> FirstTokenSeconds { get; init; }

    public required IReadOnlyList<double> FirstAnswerTokenSeconds { get; init; }

    /// <summary>Output tokens after the first over the time from first token to last byte.</summary>
    public required IReadOnlyList<double> OutputTokensPerSecond { get; init; }

    /// <summary>Request sent to last byte.</summary>
    public required IReadOnlyList<double> DurationSeconds { get; init; }

    /// <summary>In the same order, the number under which the sample of each was asked.</summary>
    public IReadOnlyList<int> DurationNumbers { get; init; } = [];

    /// <summary>Times to the first token of requests after a pause, where speed is what is measured: in none of the lists above.</summary>
    public IReadOnlyList<double> ColdStartSeconds { get; init; } = [];

    /// <summary>Requests of this evaluation that were under way when another was sent, that one included: the mean; null without requests.</summary>
    public double? InFlight { get; init; }

    /// <summary>Completions that took more than one try: their times are those of the last one.</summary>
    public int Retried { get; init; }

    /// <summary>Completions with nothing between first and last token.</summary>
    public int OnePiece { get; init; }

    public required long InputTokens { get; init; }

    public required long OutputTokens { get; init; }

    public required long ReasoningTokens { get; init; }

    public required long CachedInputTokens { get; init; }

    /// <summary>Null when price or usage is unknown for any attempt.</summary>
    public required decimal? CostUsd { get; init; }

    /// <summary>What the host itself says of what attempts cost; null where it says nothing.</summary>
    public HostCost? HostCost { get; init; }

    /// <summary>Requests made, retries included.</summary>
    public required long Tries { get; init; }

    /// <summary>Failed attempts by kind.</summary>
    public required IReadOnlyDictionary<FailureKind, int> Failures { get; init; }

    public required IReadOnlyList<string> ServedModels { get; init; }

    public required IReadOnlyList<string> SystemFingerprints { get; init; }

    /// <summary>Attempts whose tokens we had to count ourselves.</summary>
    public required int EstimatedUsage { get; init; }

    /// <summary>Attempts whose token counts, as the host gave them, cannot be right.</summary>
    public int ImplausibleUsage { get; init; }

    /// <summary>Who served behind a router.</summary>
    public IReadOnlyList<string> Providers { get; init; } = [];

    /// <summary>Completions that an earlier run paid for. They are in none of the other figures but the names.</summary>
    public int Reused { get; init; }

    /// <summary>The evaluations that paid for them.</summary>
    public IReadOnlyList<string> ReusedFrom { get; init; } = [];
}

/// <summary>Cost by a host's own word, with the tokens of the same attempts.</summary>
public sealed record HostCost
{
    public decimal? Usd { get; init; }

    public int Attempts { get; init; }

    public long InputTokens { get; init; }

    public long CachedInputTokens { get; init; }

    public long OutputTokens { get; init; }

    public long ReasoningTokens { get; init; }

    internal HostCost Plus(FiguresQuery.Row row, double usd) =>
        new()
        {
            Usd = (Usd ?? 0) + (decimal)usd,
            Attempts = Attempts + 1,
            InputTokens = InputTokens + (row.InputTokens ?? 0),
            CachedInputTokens = CachedInputTokens + (row.CachedInputTokens ?? 0),
            OutputTokens = OutputTokens + (row.OutputTokens ?? 0),
            ReasoningTokens = ReasoningTokens + (row.ReasoningTokens ?? 0),
        };
}

/// <summary>How the attempts at each sample did on one part of the tests.</summary>
/// <param name="Name">Such as base.</param>
public sealed record PartTallies(string Name, IReadOnlyList<PartTally> Samples);

/// <summary>One sample's attempts at a part.</summary>
/// <param name="Right">Attempts that did all that the part asks.</param>
/// <param name="Passed">Of all attempts together, as with <see cref="PartScore.Passed"/>; 0 where the part is not counted.</param>
/// <param name="Total">As with <see cref="PartScore.Total"/>; 0 where the part is not counted.</param>
public readonly record struct PartTally(string SampleId, int Right, int Scored, int Passed, int Total);

/// <summary>One sample's attempts on one night that have a score and were made by the evaluation itself.</summary>
/// <param name="Right">Attempts that earned all of the credit.</param>
/// <param name="PartCredit">As <see cref="OutcomeCounts.PartCredit"/>.</param>
/// <param name="PartSquares">As <see cref="OutcomeCounts.PartSquares"/>.</param>
public readonly record struct ScoredSample(string SampleId, int Right, int Scored, double PartCredit, double PartSquares);

/// <summary>One attempt with its sample, as a reader wants to see it.</summary>
public sealed record AttemptView
{
    public required string EvaluationId { get; init; }

    /// <summary>The sample's place in the order of asking, from 0.</summary>
    public required int Number { get; init; }

    public required string ModelId { get; init; }

    public required Sample Sample { get; init; }

    public required int Epoch { get; init; }

    public required Outcome Outcome { get; init; }

    /// <inheritdoc cref="Score.Value"/>
    public double? Value { get; init; }

    /// <summary>What it earned, from 0 to 1; 0 also of an attempt that is in no average.</summary>
    public double Credit =>
        Outcome switch
        {
            Outcome.Right => 1,
            Outcome.Partial or Outcome.Truncated => Value ?? 0,
            _ => 0,
        };

    public string? Answer { get; init; }

    /// <summary>The scorer's reason; of a failed attempt the failure's message.</summary>
    public required string Reason { get; init; }

    public FailureKind? Failure { get; init; }

    /// <summary>Null when the attempt failed.</summary>
    public string? Text { get; init; }

    public string? Reasoning { get; init; }

    public IReadOnlyList<ToolCall> ToolCalls { get; init; } = [];

    /// <summary>Parts that have a score of their own; empty for most scorers.</summary>
    public IReadOnlyList<PartScore> Parts { get; init; } = [];

    /// <summary>As the host spelt it, where it did.</summary>
    public string? FinishReason { get; init; }

    /// <summary>True when the completion hit the output cap.</summary>
    public bool CutOff { get; init; }

    public Usage Usage { get; init; } = new();

    public required Timings Timings { get; init; }

    /// <summary>Tokens of the completion by the one tokenizer for all models, where speed is measured; else null.</summary>
    public int? CountedTokens { get; init; }

    /// <summary>After the first, over the time from the first token to the last byte; null where there is no such time.</summary>
    public double? OutputTokensPerSecond =>
        Failure is null ? OutputSpeed.Of(CountedTokens ?? Usage.OutputTokens, Timings.FirstToken?.TotalSeconds, Timings.Duration.TotalSeconds) : null;

    /// <summary>Asked after a pause, so that it is in no median; null where speed is not what is measured.</summary>
    public bool? ColdStart { get; init; }

    /// <summary>Tokens of tries that were paid for and gave no reply; null: none.</summary>
    public Usage? Discarded { get; init; }

    public decimal? CostUsd { get; init; }

    public string? ServedModel { get; init; }

    public string? SystemFingerprint { get; init; }

    /// <summary>Who served it behind a router, where the router says so.</summary>
    public string? Provider { get; init; }

    /// <summary>Names what was asked; null for attempts of earlier versions of the program.</summary>
    public string? RequestSha256 { get; init; }

    /// <summary>The evaluation that paid for the completion; null: this one did.</summary>
    public string? ReusedFrom { get; init; }
}
