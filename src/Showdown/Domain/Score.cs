namespace Showdown.Domain;

/// <summary>A scorer's judgement of one completion.</summary>
/// <param name="Outcome"><see cref="Outcome.Right"/>, <see cref="Outcome.Wrong"/>, <see cref="Outcome.Truncated"/> or <see cref="Outcome.Unscored"/>; never <see cref="Outcome.Failed"/>.</param>
/// <param name="Answer">What was extracted; null when no answer was found.</param>
/// <param name="Reason">One line that a person can check: how the answer was found and why it is right or wrong.</param>
public sealed record Score(Outcome Outcome, string? Answer, string Reason)
{
    /// <summary>Judgements of parts that have a published score of their own, such as base and plus tests; empty for most scorers.</summary>
    public IReadOnlyList<PartScore> Parts { get; init; } = [];

    /// <summary>How much of the answer is right, 0 to 1, where the scorer can tell more than right and wrong; null otherwise.</summary>
    public double? Share { get; init; }

    public static Score Right(string answer, string reason) => new(Outcome.Right, answer, reason);

    public static Score Wrong(string? answer, string reason) => new(Outcome.Wrong, answer, reason);

    public static Score Unscored(string? answer, string reason) => new(Outcome.Unscored, answer, reason);
}

/// <summary>Whether a completion did all that one part of a benchmark's tests asks.</summary>
/// <param name="Name">Such as base.</param>
public sealed record PartScore(string Name, bool Right);
