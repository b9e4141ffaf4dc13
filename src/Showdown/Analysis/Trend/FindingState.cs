namespace Showdown.Analysis.Trend;

internal enum FindingState
{
    /// <summary>Nobody has asked again yet.</summary>
    Open,

    /// <summary>Fresh attempts showed it again: people are told.</summary>
    Confirmed,

    /// <summary>Fresh attempts did not show it: nothing is reported.</summary>
    NotShown,
}
