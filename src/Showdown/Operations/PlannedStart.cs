using Showdown.Domain;
using Showdown.Running;

namespace Showdown.Operations;

/// <summary>A run that could be started.</summary>
public sealed record PlannedStart
{
    public required RunSettings Settings { get; init; }

    public required RunForecast Forecast { get; init; }

    /// <summary>The run that it repeats; null: none.</summary>
    public string? Parent { get; init; }

    /// <summary>Variables with keys that have to be set first.</summary>
    public required IReadOnlyList<string> MissingKeys { get; init; }
}
