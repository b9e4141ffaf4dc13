namespace Showdown.Results;

/// <summary>What a person wants of an evaluation that may end early.</summary>
public enum StopWish
{
    /// <summary>It ends now, with what it has.</summary>
    Enough,

    /// <summary>It goes on to the end, however sure its comparisons are.</summary>
    GoOn,
}
