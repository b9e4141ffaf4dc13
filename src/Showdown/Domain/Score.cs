namespace Showdown.Domain;

/// <summary>What a scorer says of one completion.</summary>
/// <param name="Outcome">
/// <see cref="Outcome.Right"/>, <see cref="Outcome.Partial"/>, <see cref="Outcome.Wrong"/>, <see cref="Outcome.Truncated"/> or
/// <see cref="Outcome.Unscored"/>; never <see cref="Outcome.Failed"/>.
/// </param>
/// <param name="Answer">What was extracted; null when no answer was found.</param>
/// <param name="Reason">One line that a person can check: how the answer was found and why it is right or wrong.</param>
public sealed record Score(Outcome Outcome, string? Answer, string Reason)
{
    /// <summary>
    /// How much of the credit the answer gets, from 0 to 1: what averages are made of. Set by a scorer that gives shares, whatever the outcome but
    /// unscored; null where an answer is either right or wrong: then right is 1, wrong and truncated are 0.
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

    /// <summary>A share of the credit: all of it is right, none is wrong, and anything between is partly right.</summary>
    /// <param name="value">From 0 to 1; differences of rounding (1e-9) are none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is no share.</exception>
    public static Score Share(double value, string? answer, string reason)
    {
        if (value is not (>= -1e-9 and <= 1 + 1e-9))
            throw new ArgumentOutOfRangeException(nameof(value), value, "A share lies from 0 to 1.");
        return value >= 1 - 1e-9 ? new Score(Outcome.Right, answer, reason) { Value = 1 }
            : value <= 1e-9 ? new Score(Outcome.Wrong, answer, reason) { Value = 0 }
            : new Score(Outcome.Partial, answer, reason) { Value = value };
    }
}
