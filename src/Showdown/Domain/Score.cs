namespace Showdown.Domain;

/// <summary>What a scorer says of one completion.</summary>
/// <param name="Outcome">
/// <see cref="Outcome.Right"/>, <see cref="Outcome.Wrong"/>, <see cref="Outcome.Truncated"/> or <see cref="Outcome.Unscored"/>; never
/// <see cref="Outcome.Failed"/>.
/// </param>
/// <param name="Answer">What was extracted; null when no answer was found.</param>
/// <param name="Reason">One line that a person can check: how the answer was found and why it is right or wrong.</param>
public sealed record Score(Outcome Outcome, string? Answer, string Reason)
{
    /// <summary>
    /// How much of the credit the answer gets, from 0 to 1; null where an answer is either right or wrong, and <see cref="Outcome"/> says it all.
    /// </summary>
    public double? Value { get; init; }

    /// <summary>
    /// Output tokens as a measurement counts them, reasoning included, by one tokenizer for all models; null for scorers that measure nothing.
    /// </summary>
    public int? CountedTokens { get; init; }

    /// <summary>Parts that have a published score of their own, such as base and plus tests; empty for most scorers.</summary>
    public IReadOnlyList<PartScore> Parts { get; init; } = [];

    public static Score Right(string answer, string reason) => new(Outcome.Right, answer, reason);

    public static Score Wrong(string? answer, string reason) => new(Outcome.Wrong, answer, reason);

    public static Score Unscored(string? answer, string reason) => new(Outcome.Unscored, answer, reason);

    public static Score Measured(int countedTokens, string reason) => new(Outcome.Unscored, null, reason) { CountedTokens = countedTokens };
}

/// <summary>Whether a completion did all that one part of a benchmark's tests asks.</summary>
/// <param name="Name">Such as base.</param>
public sealed record PartScore(string Name, bool Right)
{
    /// <summary>How many of <see cref="Total"/> were right, such as tests or rubric points; null where the part is not counted.</summary>
    public int? Passed { get; init; }

    /// <summary>From 1; null where the part is not counted.</summary>
    public int? Total { get; init; }
}
