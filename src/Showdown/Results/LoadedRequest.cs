using Showdown.Domain;

namespace Showdown.Results;

/// <summary>One request of a step at which the load is raised. Times in seconds.</summary>
public sealed record LoadedRequest
{
    public required string SampleId { get; init; }

    /// <summary>Names the step.</summary>
    public string? GroupName { get; init; }

    public bool Failed { get; init; }

    /// <summary>When it was due.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>From there until it was sent.</summary>
    public double QueuedSeconds { get; init; }

    /// <summary>From when it was sent.</summary>
    public double? FirstTokenSeconds { get; init; }

    public double DurationSeconds { get; init; }

    /// <summary>Null where nothing came between the first token and the last.</summary>
    public double? OutputTokensPerSecond { get; init; }

    public bool Keeps(LoadPlan plan) => !Failed && plan.Keeps(QueuedSeconds + FirstTokenSeconds, OutputTokensPerSecond);
}
