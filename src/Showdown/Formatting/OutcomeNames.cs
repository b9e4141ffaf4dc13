using Showdown.Domain;

namespace Showdown.Formatting;

/// <summary>How an outcome is written, marked and coloured. Null stands for an attempt that is missing.</summary>
internal static class OutcomeNames
{
    public static string Label(Outcome? outcome) =>
        outcome switch
        {
            Outcome.Right => "right",
            Outcome.Partial => "partial",
            Outcome.Wrong => "wrong",
            Outcome.Truncated => "truncated",
            Outcome.Failed => "failed",
            Outcome.Unscored => "unscored",
            null => "missing",
            _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
        };

    public static string Css(Outcome? outcome) => Label(outcome);

    /// <summary>A sign beside the colour.</summary>
    public static string Sign(Outcome? outcome) =>
        outcome switch
        {
            Outcome.Right => "\u2713",
            Outcome.Partial => "\u25d0",
            Outcome.Wrong => "\u2717",
            Outcome.Truncated => "\u2026",
            Outcome.Failed => "!",
            Outcome.Unscored => "?",
            null => "\u00b7",
            _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
        };

    /// <summary>One letter, as the search index holds it.</summary>
    public static char Code(Outcome? outcome) => outcome is null ? '-' : char.ToUpperInvariant(Label(outcome)[0]);
}
