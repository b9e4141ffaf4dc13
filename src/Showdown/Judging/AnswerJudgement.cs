namespace Showdown.Judging;

/// <summary>What a judge said of one answer.</summary>
public sealed record AnswerJudgement : JudgeReply
{
    /// <summary>The mean of the criteria's shares by their weights, 0 to 1; null when the judge failed or could not be read: unscored.</summary>
    public double? Value { get; init; }

    /// <summary>By criterion, from 1, the worst; empty without a verdict.</summary>
    public IReadOnlyDictionary<string, int> Levels { get; init; } = new Dictionary<string, int>();

    /// <inheritdoc cref="OrderJudgement.Reason"/>
    public string? Reason { get; init; }
}
