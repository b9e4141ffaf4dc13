namespace Showdown.Scheduling;

/// <summary>What is to be done about a schedule now.</summary>
public enum DueAction
{
    /// <summary>Nothing is due.</summary>
    Nothing,

    /// <summary>Start a run for <see cref="DueRun.At"/>.</summary>
    Start,

    /// <summary>The time passed while nobody was there, and the schedule says to skip: note it and go on.</summary>
    SkipMissed,

    /// <summary>The last run is still going, and the schedule says to skip: note it and go on.</summary>
    SkipOverlap,

    /// <summary>The last run is still going: look again later.</summary>
    Wait,
}
