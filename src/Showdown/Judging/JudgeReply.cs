using Showdown.Domain;

namespace Showdown.Judging;

/// <summary>What came of asking a judge, with all tries.</summary>
public abstract record JudgeReply
{
    /// <summary>The judge's whole last reply; null when there was none, or nobody was asked.</summary>
    public string? Text { get; init; }

    /// <summary>Replies asked for; 0 where no judge was needed.</summary>
    public int Tries { get; init; }

    /// <summary>Of these, replies that came and told no verdict.</summary>
    public int Unread { get; init; }

    /// <summary>Of all tries.</summary>
    public Usage Tokens { get; init; } = new();

    /// <summary>Of all tries; null when the judge's price is not known.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>Why there is no verdict; null when there is one.</summary>
    public string? Failure { get; init; }
}
