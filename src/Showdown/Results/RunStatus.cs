namespace Showdown.Results;

public enum RunStatus
{
    Running,
    Complete,

    /// <summary>Ended with attempts missing or failed: by budget, or because a host failed.</summary>
    Incomplete,
    Failed,
    Cancelled,
}
