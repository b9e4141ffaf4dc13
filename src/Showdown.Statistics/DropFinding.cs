namespace Showdown.Statistics;

/// <summary>What may be said of a drop.</summary>
internal enum DropFinding
{
    /// <summary>There is nothing to compare with.</summary>
    NoPast,

    /// <summary>No drop, or none as large as asked for.</summary>
    NotShown,

    /// <summary>Tonight alone looks like a drop, but as one of several evaluations it is no evidence: a rerun would tell.</summary>
    Suspected,

    /// <summary>Fresh attempts did not show it again.</summary>
    NotConfirmed,

    /// <summary>Shown, after adjustment for all evaluations that are watched.</summary>
    Shown,
}
