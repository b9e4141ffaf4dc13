namespace Showdown.Results;

/// <summary>What one judge said of one attempt.</summary>
public sealed record JudgementRow : JudgeReplyRow
{
    public required string JudgeId { get; init; }

    /// <summary>From 0 to 1; null: failed, or could not be read.</summary>
    public double? Value { get; init; }

    /// <summary>By criterion, as JSON.</summary>
    public string? Levels { get; init; }
}
