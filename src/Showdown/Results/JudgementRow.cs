namespace Showdown.Results;

/// <summary>What one judge said of one attempt.</summary>
public sealed record JudgementRow
{
    public required string JudgeId { get; init; }

    /// <summary>From 0 to 1; null: failed, or could not be read.</summary>
    public double? Value { get; init; }

    /// <summary>By criterion, as JSON.</summary>
    public string? Levels { get; init; }

    public string? Reason { get; init; }

    public string? Reply { get; init; }

    public int Tries { get; init; }

    public int Unread { get; init; }

    public int? InputTokens { get; init; }

    public int? OutputTokens { get; init; }

    public double? CostUsd { get; init; }

    public string? Failure { get; init; }
}
