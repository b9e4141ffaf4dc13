using System.Text.Json;
using Showdown.Analysis.Summary;

namespace Showdown.Pages.Index;

/// <summary>The summaries that lie beside the reports of a folder.</summary>
internal static class Summaries
{
    private const int Most = 2000;

    /// <summary>
    /// The newest ones by their folders' names, which begin with the time. A summary that cannot be read is left out: its report is being written, or
    /// is of another version.
    /// </summary>
    public static async Task<IReadOnlyList<RunSummary>> ReadAsync(string folder, CancellationToken cancel)
    {
        var found = new List<RunSummary>();
        if (!Directory.Exists(folder))
            return found;
        foreach (
            var file in Directory
                .EnumerateDirectories(folder)
                .OrderDescending(StringComparer.Ordinal)
                .Take(Most)
                .Select(d => Path.Combine(d, "summary.json"))
                .Where(File.Exists)
        )
        {
            try
            {
                found.Add(RunSummaryJson.Deserialize(await File.ReadAllTextAsync(file, cancel)));
            }
            catch (Exception e) when (e is IOException or JsonException)
            {
                // Left out.
            }
        }
        return found;
    }
}
