namespace Showdown.Results;

public sealed record JobState
{
    public string? LastRun { get; init; }

    public RunStatus? LastStatus { get; init; }

    /// <summary>Runs of the job that are going on.</summary>
    public int Running { get; init; }
}
