using Showdown.Domain;

namespace Showdown.Judging;

/// <summary>A verdict about two answers, from the point of view of the pair's first one, in whichever order they were shown.</summary>
public enum PairLevel
{
    FirstMuchBetter,
    FirstBetter,
    Tie,
    SecondBetter,
    SecondMuchBetter,
}

/// <summary>What came of a pair, both orders taken together.</summary>
public enum PairOutcome
{
    First,
    Second,
    Tie,

    /// <summary>In one order or both there is no verdict: nobody has won or lost.</summary>
    Unscored,
}

/// <summary>What a judge said of a pair shown in one order.</summary>
public sealed record OrderJudgement
{
    /// <summary>Null when the judge failed, or nothing could be read from what it said.</summary>
    public PairLevel? Level { get; init; }

    /// <summary>Why, in the judge's words: hostile text like any other.</summary>
    public string? Reason { get; init; }

    /// <summary>The judge's whole last reply; null when there was none, or nobody was asked.</summary>
    public string? Text { get; init; }

    /// <summary>Replies asked for; 0 where no judge was needed.</summary>
    public int Tries { get; init; }

    /// <summary>Of these, replies that came and told no verdict.</summary>
    public int Unread { get; init; }

    /// <summary>Of all tries.</summary>
    public Usage Tokens { get; init; } = new();

    /// <summary>Of all tries; null when the judge's price is not known.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>Why there is no verdict; null when there is one.</summary>
    public string? Failure { get; init; }
}

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

/// <summary>What can be said of a level.</summary>
public static class PairLevels
{
    /// <summary>What the first answer gets of the win: 1, 0.5 or 0.</summary>
    public static double Value(this PairLevel level) =>
        level switch
        {
            PairLevel.FirstMuchBetter or PairLevel.FirstBetter => 1,
            PairLevel.SecondBetter or PairLevel.SecondMuchBetter => 0,
            _ => 0.5,
        };

    /// <summary>The same verdict from the other answer's point of view.</summary>
    public static PairLevel Swapped(this PairLevel level) => (PairLevel)(PairLevel.SecondMuchBetter - level);

    /// <summary>A label such as A>>B, with A as the first answer; null for any other text.</summary>
    public static PairLevel? OfLabel(string label) =>
        label switch
        {
            "A>>B" or "B<<A" => PairLevel.FirstMuchBetter,
            "A>B" or "B<A" => PairLevel.FirstBetter,
            "A=B" or "B=A" => PairLevel.Tie,
            "B>A" or "A<B" => PairLevel.SecondBetter,
            "B>>A" or "A<<B" => PairLevel.SecondMuchBetter,
            _ => null,
        };
}
