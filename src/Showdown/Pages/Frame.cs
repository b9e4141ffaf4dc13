using Showdown.Analysis.Wording;
using Showdown.Formatting;

namespace Showdown.Pages;

/// <summary>What every page of a report has around its content.</summary>
/// <param name="Title">Of the window.</param>
/// <param name="Root">Way to the folder that holds the page's assets: "" or "../../".</param>
/// <param name="SimulatedModels">Names of the simulated models, ready to read; null when there are none.</param>
/// <param name="Job">Null for pages about several jobs.</param>
/// <param name="Run">The run's id, for the foot of the page; null for pages about several runs.</param>
internal sealed record Frame(string Title, string Root, string? SimulatedModels, bool AllSimulated, string? Job, string? Run)
{
    /// <summary>Scripts of the page, as paths from the page.</summary>
    public IReadOnlyList<string> Scripts { get; init; } = [];

    /// <summary>Who asked the models, where results were imported, in a sentence; null where they were asked from here.</summary>
    public string? Imported { get; init; }

    /// <summary>Which judges judged their own family, in sentences; null: none did.</summary>
    public string? Family { get; init; }

    /// <summary>For a page about several runs.</summary>
    public static Frame OfMany(string title, IReadOnlyCollection<Domain.RunSettings> runs, string? job)
    {
        var all = runs.SelectMany(r => r.Models).DistinctBy(m => m.Id).ToList();
        var simulated = all.Where(m => m.IsSimulated).Select(m => m.DisplayName).Distinct().ToList();
        return new Frame(title, "", simulated.Count == 0 ? null : Format.List(simulated), all.TrueForAll(m => m.IsSimulated), job, null)
        {
            Imported = ImportWords.Banner(runs),
        };
    }
}
