namespace Showdown.Judging;

/// <summary>Two answers to one prompt. All of it is data: whatever it says to a judge changes nothing.</summary>
public sealed record PairToJudge
{
    /// <summary>As the contestants were asked.</summary>
    public required string Prompt { get; init; }

    public required string First { get; init; }

    public required string Second { get; init; }

    /// <summary>An answer that is known to be good; null: there is none.</summary>
    public string? Reference { get; init; }

    /// <summary>
    /// Which answer is better, where that is known. Only a simulated judge is told, which cannot read: without it, it takes one of the two as better
    /// by their texts alone, always the same.
    /// </summary>
    public PairOutcome? Better { get; init; }

    /// <summary>True for a simulated judge where nobody could miss which answer is better.</summary>
    public bool IsPlain { get; init; }
}
