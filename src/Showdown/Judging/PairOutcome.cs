namespace Showdown.Judging;

/// <summary>What came of a pair, both orders taken together.</summary>
public enum PairOutcome
{
    First,
    Second,
    Tie,

    /// <summary>In one order or both there is no verdict: nobody has won or lost.</summary>
    Unscored,
}
