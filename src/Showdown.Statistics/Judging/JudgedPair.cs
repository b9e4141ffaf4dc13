namespace Showdown.Statistics.Judging;

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
