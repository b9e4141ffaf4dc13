namespace Showdown.Judging;

/// <summary>What a judge said of a pair shown in one order.</summary>
public sealed record OrderJudgement : JudgeReply
{
    /// <summary>Null when the judge failed, or nothing could be read from what it said.</summary>
    public PairLevel? Level { get; init; }

    /// <summary>Why, in the judge's words: hostile text like any other.</summary>
    public string? Reason { get; init; }
}
