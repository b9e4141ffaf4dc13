using Showdown.Domain;

namespace Showdown.Results;

/// <summary>One row of the query behind <see cref="RunReader.AttemptsAsync(string, string, CancellationToken)"/>.</summary>
internal sealed class StoredAttempt : AttemptRow
{
    public string? GroupName { get; set; }

    public string? ClusterName { get; set; }

    public required string Input { get; set; }

    public required string Target { get; set; }

    public required string Choices { get; set; }

    public required string Fields { get; set; }

    public string? Turns { get; set; }

    public string? Tools { get; set; }

    public required string ModelId { get; set; }

    public string? Outcome { get; set; }

    public double? Value { get; set; }

    public string? Answer { get; set; }

    public string? Reason { get; set; }

    public int? CountedTokens { get; set; }

    public AttemptView ToView() =>
        new()
        {
            EvaluationId = EvaluationId,
            Number = Number,
            ModelId = ModelId,
            Sample = new SampleRow
            {
                SampleId = SampleId,
                GroupName = GroupName,
                ClusterName = ClusterName,
                Input = Input,
                Target = Target,
                Choices = Choices,
                Fields = Fields,
                Turns = Turns,
                Tools = Tools,
            }.ToSample(),
            Epoch = Epoch,
            Outcome =
                FailureKind is not null ? Domain.Outcome.Failed
                : Outcome is null ? Domain.Outcome.Unscored
                : Enum.Parse<Outcome>(Outcome),
            Value = Value,
            Answer = Answer,
            Reason = FailureMessage ?? Reason ?? "not scored yet",
            Failure = FailureKind is null ? null : Enum.Parse<FailureKind>(FailureKind),
            Text = Text,
            Reasoning = Reasoning,
            ToolCalls = ToToolCalls(),
            FinishReason = RawFinishReason ?? FinishReason,
            CutOff = FinishReason == nameof(Domain.FinishReason.Length),
            Usage = ToUsage(),
            Timings = ToTimings(),
            CountedTokens = CountedTokens,
            Discarded =
                DiscardedInputTokens is null && DiscardedOutputTokens is null
                    ? null
                    : new Usage { InputTokens = DiscardedInputTokens, OutputTokens = DiscardedOutputTokens },
            CostUsd = (decimal?)CostUsd,
            ServedModel = ServedModel,
            SystemFingerprint = SystemFingerprint,
            Provider = Provider,
            RequestSha256 = RequestSha256,
            ReusedFrom = ReusedFrom,
        };
}
