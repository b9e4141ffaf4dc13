namespace Showdown.Operations;

/// <summary>What becomes of a run whose terminal goes away.</summary>
public enum Interruption
{
    /// <summary>Nobody goes on with it until somebody resumes it.</summary>
    Ended,

    /// <summary>The workers of a service go on with it.</summary>
    GoesOn,

    /// <summary>It had ended before.</summary>
    HadEnded,
}
