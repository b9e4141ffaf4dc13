using Showdown.Domain;

namespace Showdown.Results;

/// <summary>An attempt as table attempt holds it: each property is a column (<see cref="RowTable{TRow}"/>).</summary>
internal class AttemptRow
{
    /// <summary>What names an attempt.</summary>
    public const string Key = "evaluation_id, number, epoch";

    public required string EvaluationId { get; set; }

    public int Number { get; set; }

    public required string SampleId { get; set; }

    public int Epoch { get; set; }

    public string? FailureKind { get; set; }

    public string? FailureMessage { get; set; }

    public int? FailureStatus { get; set; }

    public string? Text { get; set; }

    public string? Reasoning { get; set; }

    public string? FinishReason { get; set; }

    public string? RawFinishReason { get; set; }

    public int? InputTokens { get; set; }

    public int? OutputTokens { get; set; }

    public int? ReasoningTokens { get; set; }

    public int? CachedInputTokens { get; set; }

    public bool UsageEstimated { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public double QueuedSeconds { get; set; }

    public double RetryingSeconds { get; set; }

    public double? FirstTokenSeconds { get; set; }

    public double? FirstAnswerSeconds { get; set; }

    public double DurationSeconds { get; set; }

    public int Tries { get; set; }

    public double? CostUsd { get; set; }

    public double? HostCostUsd { get; set; }

    public string? ServedModel { get; set; }

    public string? SystemFingerprint { get; set; }

    public string? Provider { get; set; }

    public bool? UsageImplausible { get; set; }

    public string? RequestSha256 { get; set; }

    public string? ReusedFrom { get; set; }

    public int? DiscardedInputTokens { get; set; }

    public int? DiscardedOutputTokens { get; set; }

    /// <summary>JSON; null: none.</summary>
    public string? ToolCalls { get; set; }

    public bool TimesKnown { get; set; }

    public double? RecordedSeconds { get; set; }

    public static AttemptRow Of(Attempt attempt)
    {
        var row = new AttemptRow
        {
            EvaluationId = attempt.Key.EvaluationId,
            Number = attempt.Key.Number,
            SampleId = attempt.Key.SampleId,
            Epoch = attempt.Key.Epoch,
            CostUsd = (double?)attempt.CostUsd,
            RequestSha256 = attempt.RequestSha256,
            ReusedFrom = attempt.ReusedFrom,
            DiscardedInputTokens = attempt.Reply.Discarded?.InputTokens,
            DiscardedOutputTokens = attempt.Reply.Discarded?.OutputTokens,
        };
        switch (attempt.Reply)
        {
            case Reply.Failed failed:
                row.FailureKind = failed.Failure.Kind.ToString();
                row.FailureMessage = StoredText.Clean(failed.Failure.Message);
                row.FailureStatus = failed.Failure.Status;
                row.Set(failed.Timings);
                break;
            case Reply.Completed { Completion: var completion }:
                row.Set(completion.Timings);
                row.Set(completion);
                break;
        }

        return row;
    }

    /// <summary>The completion of an attempt that did not fail.</summary>
    public Completion ToCompletion() =>
        new()
        {
            Text = Text ?? "",
            IsTextKnown = Text is not null,
            Reasoning = Reasoning,
            ToolCalls = ToToolCalls(),
            FinishReason = Enum.Parse<FinishReason>(FinishReason!),
            RawFinishReason = RawFinishReason,
            ServedModel = ServedModel,
            SystemFingerprint = SystemFingerprint,
            Provider = Provider,
            Usage = ToUsage(),
            Timings = ToTimings(),
        };

    public IReadOnlyList<ToolCall> ToToolCalls() => ToolCalls is null ? [] : ResultsJson.Read<List<ToolCall>>(ToolCalls);

    public Usage ToUsage() =>
        new()
        {
            InputTokens = InputTokens,
            OutputTokens = OutputTokens,
            ReasoningTokens = ReasoningTokens,
            CachedInputTokens = CachedInputTokens,
            CostUsd = (decimal?)HostCostUsd,
            Estimated = UsageEstimated,
            Implausible = UsageImplausible ?? false,
        };

    public Timings ToTimings() =>
        new()
        {
            StartedAt = StartedAt,
            Queued = TimeSpan.FromSeconds(QueuedSeconds),
            Retrying = TimeSpan.FromSeconds(RetryingSeconds),
            FirstToken = FirstTokenSeconds is { } first ? TimeSpan.FromSeconds(first) : null,
            FirstAnswerToken = FirstAnswerSeconds is { } answer ? TimeSpan.FromSeconds(answer) : null,
            Duration = TimeSpan.FromSeconds(DurationSeconds),
            Tries = Tries,
            AreKnown = TimesKnown,
            Recorded = RecordedSeconds is { } recorded ? TimeSpan.FromSeconds(recorded) : null,
        };

    private void Set(Timings timings)
    {
        StartedAt = timings.StartedAt;
        QueuedSeconds = timings.Queued.TotalSeconds;
        RetryingSeconds = timings.Retrying.TotalSeconds;
        FirstTokenSeconds = timings.FirstToken?.TotalSeconds;
        FirstAnswerSeconds = timings.FirstAnswerToken?.TotalSeconds;
        DurationSeconds = timings.Duration.TotalSeconds;
        Tries = timings.Tries;
        TimesKnown = timings.AreKnown;
        RecordedSeconds = timings.Recorded?.TotalSeconds;
    }

    private static ToolCall Clean(ToolCall call) =>
        new(StoredText.Clean(call.Name)!, StoredText.Clean(call.Arguments)!) { Id = StoredText.Clean(call.Id) };

    private void Set(Completion completion)
    {
        Text = completion.IsTextKnown ? StoredText.Clean(completion.Text) : null;
        Reasoning = StoredText.Clean(completion.Reasoning);
        ToolCalls = completion.ToolCalls.Count == 0 ? null : ResultsJson.Write(completion.ToolCalls.Select(Clean));
        FinishReason = completion.FinishReason.ToString();
        RawFinishReason = StoredText.Clean(completion.RawFinishReason);
        InputTokens = completion.Usage.InputTokens;
        OutputTokens = completion.Usage.OutputTokens;
        ReasoningTokens = completion.Usage.ReasoningTokens;
        CachedInputTokens = completion.Usage.CachedInputTokens;
        HostCostUsd = (double?)completion.Usage.CostUsd;
        UsageEstimated = completion.Usage.Estimated;
        ServedModel = StoredText.Clean(completion.ServedModel);
        SystemFingerprint = StoredText.Clean(completion.SystemFingerprint);
        Provider = StoredText.Clean(completion.Provider);
        UsageImplausible = completion.Usage.Implausible;
    }
}

/// <summary>A score as table score holds it: each property is a column.</summary>
internal sealed class ScoreRow
{
    /// <summary>What names a score.</summary>
    public const string Key = "evaluation_id, number, epoch, scorer_version";

    public required string EvaluationId { get; init; }

    public required int Number { get; init; }

    public required string SampleId { get; init; }

    public required int Epoch { get; init; }

    public required int ScorerVersion { get; init; }

    public required string Outcome { get; init; }

    public required string? Answer { get; init; }

    public required string Reason { get; init; }

    public required double? Value { get; init; }

    public required int? CountedTokens { get; init; }

    public static ScoreRow Of(AttemptKey key, Score score, int scorerVersion) =>
        new()
        {
            EvaluationId = key.EvaluationId,
            Number = key.Number,
            SampleId = key.SampleId,
            Epoch = key.Epoch,
            ScorerVersion = scorerVersion,
            Outcome = score.Outcome.ToString(),
            Answer = StoredText.Clean(score.Answer),
            Reason = StoredText.Clean(score.Reason)!,
            Value = score.Value,
            CountedTokens = score.CountedTokens,
        };
}

/// <summary>A part of a score as table score_part holds it: each property is a column.</summary>
internal sealed record ScorePartRow(
    string EvaluationId,
    int Number,
    string SampleId,
    int Epoch,
    int ScorerVersion,
    string Part,
    bool IsRight,
    int? Passed,
    int? Total
)
{
    /// <summary>What names a part of a score.</summary>
    public const string Key = "evaluation_id, number, epoch, scorer_version, part";

    public static IEnumerable<ScorePartRow> Of(AttemptKey key, Score score, int scorerVersion) =>
        score.Parts.Select(p => new ScorePartRow(
            key.EvaluationId,
            key.Number,
            key.SampleId,
            key.Epoch,
            scorerVersion,
            p.Name,
            p.Right,
            p.Passed,
            p.Total
        ));
}
