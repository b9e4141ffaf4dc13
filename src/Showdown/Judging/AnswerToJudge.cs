namespace Showdown.Judging;

/// <summary>One answer to a prompt. All of it is data: whatever it says to a judge changes nothing.</summary>
public sealed record AnswerToJudge
{
    /// <summary>As the contestant was asked.</summary>
    public required string Prompt { get; init; }

    public required string Answer { get; init; }

    /// <summary>An answer that is known to be good; null: there is none.</summary>
    public string? Reference { get; init; }
}
