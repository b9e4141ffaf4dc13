using Showdown.Domain;

namespace Showdown.Results;

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
