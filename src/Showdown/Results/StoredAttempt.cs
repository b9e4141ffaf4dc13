using Showdown.Domain;

namespace Showdown.Results;

/// <summary>One row of the query behind <see cref="RunReader.AttemptsAsync"/>.</summary>
internal sealed class StoredAttempt
{
    public string SampleId { get; set; } = "";

    public string? GroupName { get; set; }

    public string Input { get; set; } = "";

    public string Target { get; set; } = "";

    public string Choices { get; set; } = "[]";

    public string Fields { get; set; } = "{}";

    public string ModelId { get; set; } = "";

    public string EvaluationId { get; set; } = "";

    public int Epoch { get; set; }

    public string? FailureKind { get; set; }

    public string? FailureMessage { get; set; }

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

    public string? ServedModel { get; set; }

    public string? Outcome { get; set; }

    public string? Answer { get; set; }

    public string? Reason { get; set; }

    public AttemptView ToView() => new()
    {
        EvaluationId = EvaluationId,
        ModelId = ModelId,
        Sample = new SampleRow { SampleId = SampleId, GroupName = GroupName, Input = Input, Target = Target, Choices = Choices, Fields = Fields }.ToSample(),
        Epoch = Epoch,
        Outcome = FailureKind is not null ? Domain.Outcome.Failed : Outcome is null ? Domain.Outcome.Unscored : Enum.Parse<Outcome>(Outcome),
        Answer = Answer,
        Reason = FailureMessage ?? Reason ?? "not judged yet",
        Failure = FailureKind is null ? null : Enum.Parse<FailureKind>(FailureKind),
        Text = Text,
        Reasoning = Reasoning,
        FinishReason = RawFinishReason ?? FinishReason,
        CutOff = FinishReason == nameof(Domain.FinishReason.Length),
        Usage = new Usage
        {
            InputTokens = InputTokens,
            OutputTokens = OutputTokens,
            ReasoningTokens = ReasoningTokens,
            CachedInputTokens = CachedInputTokens,
            Estimated = UsageEstimated,
        },
        Timings = new Timings
        {
            StartedAt = StartedAt,
            Queued = TimeSpan.FromSeconds(QueuedSeconds),
            Retrying = TimeSpan.FromSeconds(RetryingSeconds),
            FirstToken = FirstTokenSeconds is { } first ? TimeSpan.FromSeconds(first) : null,
            FirstAnswerToken = FirstAnswerSeconds is { } answer ? TimeSpan.FromSeconds(answer) : null,
            Duration = TimeSpan.FromSeconds(DurationSeconds),
            Tries = Tries,
        },
        CostUsd = (decimal?)CostUsd,
        ServedModel = ServedModel,
    };
}
