using Showdown.Analysis.Facts;
using Showdown.Analysis.Gating;
using Showdown.Analysis.Published;
using Showdown.Analysis.Speed;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Fidelity;
using Showdown.Pages.Evidence;
using Showdown.Rendering.Site;
using Showdown.Rendering.Templating;
using Showdown.Results;
using Showdown.Settings;

namespace Showdown.Pages.Run;

/// <summary>Renders a run's report: one folder of static pages that needs no network.</summary>
/// <param name="templatesFolder">A folder with changed templates; null: only the built-in ones.</param>
/// <param name="datasets">Lets prompts be shown as they were sent; null, or a dataset that is no longer there: only the question is shown.</param>
/// <param name="publishedScores">Path of published-scores.yaml; where the file is there it stands for the one built into the program.</param>
public sealed class ReportRenderer(RunReader reader, string? templatesFolder = null, DatasetCache? datasets = null, string? publishedScores = null)
{
    /// <summary>Writes the report beside its place and moves it there when it is whole. The same results give the same bytes.</summary>
    /// <param name="outFolder">The report's own folder, such as reports/out/RUN; an older report in it is replaced.</param>
    /// <returns>The path of index.html.</returns>
    /// <exception cref="KeyNotFoundException">There is no such run.</exception>
    /// <exception cref="SettingsException">A changed template is wrong.</exception>
    public async Task<string> RenderAsync(string runId, string outFolder, CancellationToken cancel)
    {
        var facts = await RunFacts.ReadAsync(reader, runId, cancel);
        var past = new RunPast(
            await new ChangeWatch(reader).ReadAsync(facts.Run, cancel),
            await new GateCheck(reader).CheckAsync(RunResults.Of(facts), cancel)
        )
        {
            Hosts = await reader.StandingsAsync([.. facts.Run.Settings.Models.Select(m => m.Id)], facts.Run.CreatedAt, cancel),
            Windows = await new SpeedWindows(reader).ReadAsync(facts.Run.Settings.Job.Name, facts.Run.CreatedAt, cancel),
        };
        return await RenderAsync(
            facts,
            (benchmark, token) => reader.AttemptsAsync(runId, benchmark, token),
            outFolder,
            cancel,
            past,
            await HostsAsync(facts.Run, cancel)
        );
    }

    /// <returns>Null for a run that compares no hosts, or whose replies are not there.</returns>
    private async Task<ReportedHosts?> HostsAsync(RunRow run, CancellationToken cancel)
    {
        if (run.Settings.Job.Hosts is null)
            return null;
        var result = await HostsNight.CompareAsync(reader, run, cancel);
        var tonight = HostStandings.Of(result);
        var before = await reader.HostHistoryAsync(run.Settings.Job.Name, run.CreatedAt, cancel);
        return new ReportedHosts(result, [.. before.Where(h => h.RunId != run.Id), .. tonight]);
    }

    internal async Task<string> RenderAsync(
        RunFacts facts,
        Func<string, CancellationToken, IAsyncEnumerable<AttemptView>> attempts,
        string outFolder,
        CancellationToken cancel,
        RunPast? past = null,
        ReportedHosts? hosts = null
    )
    {
        var prompts = await PromptSources.OpenAsync(facts.Run, datasets, cancel);
        var files = TemplateFiles.Embedded(templatesFolder);
        var report = new ReportWriter(
            files,
            new SafeTemplates(files, PageModels.Namespaces),
            RunResults.Of(facts),
            attempts,
            prompts,
            ReadPublished(),
            past,
            hosts
        )
        {
            Verdicts = PairsOf(facts.Run.Id),
        };
        using var place = await FolderSwap.OpenAsync(outFolder, cancel);
        await report.WriteAsync(place.Fresh, place.Target, cancel);
        place.MoveIntoPlace();
        return Path.Combine(outFolder, "index.html");
    }

    private VerdictsOf PairsOf(string runId) =>
        async (benchmark, sample, cancel) =>
            await reader.Pairs.JudgingAsync(runId, benchmark, cancel) is { } judging
                ? await reader.Pairs.VerdictsAsync(runId, benchmark, judging.Judging, sample, cancel)
                : [];

    private IReadOnlyList<PublishedScore> ReadPublished()
    {
        if (!File.Exists(publishedScores))
            return PublishedScores.BuiltIn;
        var problems = new Problems();
        var scores = PublishedScores.Read(publishedScores, problems);
        problems.ThrowIfAny();
        return scores;
    }
}
