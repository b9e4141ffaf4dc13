namespace Showdown.Results;

/// <summary>Why an evaluation is complete though not all of its samples were asked.</summary>
public enum EarlyEnd
{
    /// <summary>Each comparison with another model was sure.</summary>
    Sure,

    /// <summary>A person said that it is enough.</summary>
    Enough,

    /// <summary>All samples were asked, and no model is left for whose comparison they would be asked again.</summary>
    Alone,
}

/// <summary>What a person wants of an evaluation that may end early.</summary>
public enum StopWish
{
    /// <summary>It ends now, with what it has.</summary>
    Enough,

    /// <summary>It goes on to the end, however sure its comparisons are.</summary>
    GoOn,
}
