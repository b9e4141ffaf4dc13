using Showdown.Analysis.Gating;
using Showdown.Analysis.Speed;
using Showdown.Analysis.Trend;
using Showdown.Formatting;
using Showdown.Pages.Trend;
using Showdown.Rendering.Site;
using Showdown.Results;

namespace Showdown.Pages.Index;

/// <summary>The pages about many runs, beside the reports: each job's trend, and the index of all reports.</summary>
/// <param name="templatesFolder">A folder with changed templates; null: only the built-in ones.</param>
public sealed class ReportIndex(RunReader reader, string? templatesFolder = null)
{
    /// <summary>A trend has two nights at least.</summary>
    private const int FewestNights = 2;

    /// <summary>The trend's place beside the reports.</summary>
    /// <param name="out">The folder that holds the reports.</param>
    public static string TrendFolder(string @out, string job) => Path.Combine(@out, "trend", Slug.Of(job));

    /// <summary>The trend's address in the service, as it serves the folder; null while there is no such page.</summary>
    public static string? TrendAddress(string @out, string job) =>
        File.Exists(Path.Combine(TrendFolder(@out, job), "index.html")) ? $"/reports/trend/{Slug.Of(job)}/index.html" : null;

    /// <summary>Brings the pages up to date after a run.</summary>
    /// <param name="out">The folder that holds the reports.</param>
    public async Task UpdateAsync(RunRow run, string @out, CancellationToken cancel)
    {
        await RenderTrendAsync(run.Settings.Job.Name, @out, cancel);
        await RenderIndexAsync(@out, cancel);
    }

    /// <summary>Renders the index of all reports that lie in a folder.</summary>
    /// <returns>The page's path.</returns>
    public async Task<string> RenderIndexAsync(string @out, CancellationToken cancel)
    {
        var summaries = await Summaries.ReadAsync(@out, cancel);
        var page = new IndexPageBuilder(
            summaries,
            job => File.Exists(Path.Combine(TrendFolder(@out, job), "index.html")) ? $"trend/{Slug.Of(job)}/index.html" : null
        ).Build();
        return await new SitePages(templatesFolder, PageModels.Namespaces).WriteFileAsync(@out, "index", page, cancel);
    }

    /// <summary>Renders a job's trend with all its nights.</summary>
    /// <returns>The page's path; null while there are fewer than two nights.</returns>
    public async Task<string?> RenderTrendAsync(string job, string @out, CancellationToken cancel)
    {
        var trend = await new ChangeWatch(reader).ReadAsync(job, DateTimeOffset.MaxValue, cancel);
        var uses = await reader.UsesAsync([.. trend.Evaluations.SelectMany(c => c.Nights).Select(n => n.Evaluation.Id)], cancel);
        var windows = await new SpeedWindows(reader).ReadLatestAsync(job, cancel);
        // Nights that only measure speed have no scores, and a line all the same.
        if (trend.Runs.Count < FewestNights)
            trend = new JobTrend([.. windows.Where(w => w.Evaluations.Count > 0).Select(w => w.Run)], [], []);
        if (trend.Runs.Count < FewestNights)
            return null;
        return await new SitePages(templatesFolder, PageModels.Namespaces).WriteFolderAsync(
            TrendFolder(@out, job),
            "trend",
            new TrendPageBuilder(trend, uses, SpeedLines.Of(windows)).Build(),
            cancel
        );
    }
}
