namespace Showdown.Results;

/// <summary>A run that is not through: what a sweep looks at.</summary>
public sealed record UnfinishedRun
{
    public required string Id { get; init; }

    public RunStatus Status { get; init; }

    /// <summary>0: not planned yet.</summary>
    public int Evaluations { get; init; }
}
