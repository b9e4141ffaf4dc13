namespace Showdown.Statistics.Judging;

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
