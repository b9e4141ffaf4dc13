namespace Showdown.Results;

/// <summary>What a judge replied, and what it took: the columns of everything that is asked of judges.</summary>
public abstract record JudgeReplyRow
{
    public string? Reason { get; init; }

    public string? Reply { get; init; }

    public int Tries { get; init; }

    public int Unread { get; init; }

    public int? InputTokens { get; init; }

    public int? OutputTokens { get; init; }

    public double? CostUsd { get; init; }

    public string? Failure { get; init; }
}
