using System.Security.Cryptography;
using System.Text;
using Showdown.Analysis.Comparing;
using Showdown.Analysis.Trend;
using Showdown.Domain;
using Showdown.Rendering.Site;
using Showdown.Results;

namespace Showdown.Pages.Compare;

/// <summary>Compares runs with one another, question by question.</summary>
/// <param name="templatesFolder">A folder with changed templates; null: only the built-in ones.</param>
public sealed class RunComparer(RunReader reader, string? templatesFolder = null)
{
    /// <summary>Renders the page of two or more runs.</summary>
    /// <param name="runs">In order: differences are those of a later one less an earlier one.</param>
    /// <param name="out">The folder that holds the reports.</param>
    /// <exception cref="SettingsException">Fewer than two different runs were named, or they have no question in common.</exception>
    public async Task<ComparedRuns> CompareAsync(IReadOnlyList<RunRow> runs, string @out, CancellationToken cancel)
    {
        var different = runs.DistinctBy(r => r.Id).ToList();
        if (different.Count < 2)
            throw new SettingsException("'compare' needs two different runs. 'showdown runs' lists them.");
        var nights = new NightReader(reader);
        var entries = new List<Night>();
        foreach (var run in different)
            entries.AddRange(await nights.EvaluationsAsync(run, cancel));
        var comparison = RunComparison.Of(different, entries, await SampleContents.ReadAsync(reader, entries, cancel));
        if (comparison.Pairs.Count > 0 && comparison.Pairs.All(p => p.Shared is { Samples: 0 }))
            throw new SettingsException(SharedWords.Nothing(comparison.Pairs[0]));
        var uses = new List<RunUse>();
        foreach (var run in different)
            uses.AddRange(await RunUse.ReadAsync(reader, run, cancel));
        var builder = new ComparePageBuilder(comparison, uses);
        var questions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (dataset, ids) in builder.Listed())
        {
            foreach (var (id, text) in await reader.InputsAsync(dataset, ids, cancel))
                questions[id] = text;
        }
        var page = await new SitePages(templatesFolder, PageModels.Namespaces).WriteFolderAsync(
            Path.Combine(@out, "compare", FolderOf(different)),
            "compare",
            builder.Build(questions),
            cancel
        );
        return new ComparedRuns(page, builder.Headline(), builder.Sentences(), CompareJson.Of(comparison, uses, page));
    }

    private static string FolderOf(List<RunRow> runs)
    {
        var name = string.Join("+", runs.Select(r => r.Id));
        return name.Length <= 120
            ? name
            : $"{runs[0].Id}+{runs.Count - 1}-more-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..12]}";
    }
}
