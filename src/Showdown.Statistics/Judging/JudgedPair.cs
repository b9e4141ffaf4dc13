namespace Showdown.Statistics.Judging;

/// <summary>Which of two answers, by the place in which they were shown.</summary>
internal enum Side
{
    First,
    Second,
    Tie,
}

/// <summary>One verdict of a judge about a labelled pair, by the places of the two answers.</summary>
/// <param name="Truth">What the label says.</param>
/// <param name="Verdict">What the judge says; null when it failed or could not be read.</param>
internal readonly record struct JudgedGame(Side Truth, Side? Verdict)
{
    /// <summary>1 for the label's verdict, 0 for the opposite one; a tie against a winner, either way, is worth 0.5. Null without a
    /// verdict.</summary>
    public double? Credit =>
        Verdict is not { } verdict ? null
        : verdict == Truth ? 1
        : verdict == Side.Tie || Truth == Side.Tie ? 0.5
        : 0;

    /// <summary>What the answer shown first gets: 1, 0.5 or 0; null without a verdict.</summary>
    public double? ToFirst =>
        Verdict switch
        {
            null => null,
            Side.First => 1,
            Side.Second => 0,
            _ => 0.5,
        };
}

/// <summary>A labelled pair judged in both orders.</summary>
/// <param name="Set">Pairs of a set are reported together.</param>
internal sealed record JudgedPair(string Set, JudgedGame InOrder, JudgedGame Swapped)
{
    /// <summary>Whether the better answer is the longer one; null where both are of one length, or neither is better.</summary>
    public bool? BetterIsLonger { get; init; }

    /// <summary>The judge's verdict in order, asked once more; null where it was not.</summary>
    public JudgedGame? Repeated { get; init; }

    /// <summary>True when both orders name the same answer as the better one, or both a tie; null without two verdicts.</summary>
    public bool? Holds => InOrder.ToFirst is { } first && Swapped.ToFirst is { } second ? first + second == 1 : null;

    public IEnumerable<JudgedGame> Games => [InOrder, Swapped];
}

/// <summary>An estimate with its interval, and what it is made of.</summary>
/// <param name="Count">Pairs, verdicts or replies; from 1.</param>
internal readonly record struct Figure(double Value, Interval Interval, int Count);
