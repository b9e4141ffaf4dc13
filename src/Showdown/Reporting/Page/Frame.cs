namespace Showdown.Reporting.Page;

/// <summary>What every page of a report has around its content.</summary>
/// <param name="Title">Of the window.</param>
/// <param name="Root">Way to the report's folder: "" or "../../".</param>
/// <param name="SimulatedModels">Names of the simulated models, ready to read; null when there are none.</param>
/// <param name="Run">The run's id, for the foot of the page.</param>
internal sealed record Frame(string Title, string Root, string? SimulatedModels, bool AllSimulated, string Job, string Run)
{
    /// <summary>Scripts of the page, as paths from the page.</summary>
    public IReadOnlyList<string> Scripts { get; init; } = [];
}
