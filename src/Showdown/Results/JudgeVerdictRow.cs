namespace Showdown.Results;

/// <summary>What a judge said of one labelled pair in one order.</summary>
public sealed record JudgeVerdictRow : JudgeReplyRow
{
    public required string PairSha256 { get; init; }

    /// <summary>label, repeat, empty or constant.</summary>
    public required string Kind { get; init; }

    public bool Swapped { get; init; }

    /// <summary>From the first answer's point of view; null: no verdict.</summary>
    public string? Level { get; init; }
}
