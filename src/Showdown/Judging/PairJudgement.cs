using Showdown.Domain;

namespace Showdown.Judging;

/// <summary>A pair judged in both orders.</summary>
/// <param name="InOrder">The first answer was shown first.</param>
/// <param name="Swapped">The second answer was shown first; its level, too, is from the first answer's point of view.</param>
public sealed record PairJudgement(OrderJudgement InOrder, OrderJudgement Swapped)
{
    /// <summary>
    /// An answer wins when the two verdicts together speak for it: both, or one where the other is a tie. Opposite verdicts are a tie.
    /// </summary>
    public PairOutcome Outcome =>
        Value switch
        {
            null => PairOutcome.Unscored,
            > 0.5 => PairOutcome.First,
            < 0.5 => PairOutcome.Second,
            _ => PairOutcome.Tie,
        };

    /// <summary>True when the judge called another answer the better one as soon as they changed places.</summary>
    public bool IsInconsistent => InOrder.Level is { } a && Swapped.Level is { } b && a.Value() + b.Value() == 1 && a.Value() != 0.5;

    /// <summary>True when both orders gave the same winner, or both a tie; null without two verdicts.</summary>
    public bool? Holds => InOrder.Level is { } a && Swapped.Level is { } b ? a.Value() == b.Value() : null;

    /// <summary>What the first answer gets of the win: the mean of both orders, 1 for a win, 0.5 for a tie, 0 for a loss; null when
    /// unscored.</summary>
    public double? Value => InOrder.Level is { } a && Swapped.Level is { } b ? (a.Value() + b.Value()) / 2 : null;

    /// <summary>Of both orders.</summary>
    public Usage Tokens => InOrder.Tokens.Plus(Swapped.Tokens);

    /// <summary>Of both orders; null when the judge's price is not known.</summary>
    public decimal? CostUsd => InOrder.CostUsd + Swapped.CostUsd;
}
