namespace Showdown.Operations;

/// <summary>What a rater says of a pair as it was shown.</summary>
public enum RaterChoice
{
    Left,
    Right,
    Tie,

    /// <summary>The rater cannot say.</summary>
    Skip,
}
