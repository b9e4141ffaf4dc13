using System.ComponentModel;
using Hangfire;
using Showdown.Analysis.Gating;
using Showdown.Domain;
using Showdown.Fidelity;
using Showdown.Pages.Index;
using Showdown.Pages.Run;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.Jobs;

/// <summary>Where reports are written.</summary>
/// <param name="Out">One folder a run is made in it.</param>
public sealed record ReportFolders(string Out)
{
    public string Of(string runId) => Path.Combine(Out, runId);
}

/// <summary>Renders what people read of a run: its page, and with it the trend of its job and the index of all reports.</summary>
public sealed class RunReports(
    ReportRenderer renderer,
    ReportIndex index,
    RunStore runs,
    ReportFolders folders,
    ChangeWatch watch,
    ChangeStore changes,
    RunReader reader,
    HostStore hosts
)
{
    /// <returns>Path of the page.</returns>
    public async Task<string> RenderAsync(RunRow run, CancellationToken cancel)
    {
        await changes.KeepAsync(await watch.ConfirmedAsync(run, cancel), cancel);
        await HostStandings.KeepAsync(reader, hosts, run, cancel);
        var page = await renderer.RenderAsync(run.Id, folders.Of(run.Id), cancel);
        await index.UpdateAsync(run, folders.Out, cancel);
        return page;
    }

    /// <summary>Renders at once, in this process, and notes where the page lies.</summary>
    /// <returns>Path of the page.</returns>
    public async Task<string> RenewAsync(RunRow run, CancellationToken cancel)
    {
        var page = await RenderAsync(run, cancel);
        await runs.SetReportAsync(run.Id, page, cancel);
        return page;
    }
}

/// <summary>
/// Renders a run's page, and with it the trend of its job and the index of all reports. A broken report never fails a run: the error is noted beside
/// it. A page that is there is not rendered again.
/// </summary>
public sealed class RenderReportJob(
    RunReports reports,
    Confirmations confirmations,
    RunReader reader,
    RunStore runs,
    RunSteps steps,
    RunDispatcher dispatcher,
    HostStore hosts
)
{
    [Queue(Queues.Render)]
    [AutomaticRetry(Attempts = 0)]
    [DisplayName("Report {0}")]
    public Task ExecuteAsync(string runId, CancellationToken cancel) =>
        steps.RunExclusiveAsync(runId, working => RenderAsync(runId, working), cancel);

    private async Task RenderAsync(string runId, CancellationToken cancel)
    {
        var run = await reader.RunAsync(runId, cancel) ?? throw new InvalidOperationException($"run {runId} is not stored");
        if (run.Report is not null)
            return;
        try
        {
            if (await confirmations.AwaitedAsync(run, cancel))
                return;
            var page = await reports.RenderAsync(run, cancel);
            await NotifyAsync(runId, cancel);
            await runs.SetReportAsync(runId, page, cancel);
            if (run is { Settings.Confirms: not null, ParentId: { } suspected })
                dispatcher.Report(suspected);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The other way round: that there is no report is part of the news.
            await runs.SetReportErrorAsync(runId, $"{e.GetType().Name}: {e.Message}", CancellationToken.None);
            await NotifyAsync(runId, CancellationToken.None);
            throw;
        }
    }

    // Before the report is noted: a run without one is rendered again, and its news would be queued again. They are told once, whatever is queued.
    private async Task NotifyAsync(string runId, CancellationToken cancel)
    {
        if (await reader.RunAsync(runId, cancel) is not { Status: not RunStatus.Running } run)
            return;
        var changed = run.Settings.Job.Hosts is not null && await hosts.HasChangedAsync(runId, cancel);
        for (var number = 0; number < run.Settings.Job.Notify.Count; number++)
        {
            if (changed || run.Settings.Job.Notify[number].When != NoticeWhen.HostChanged)
                dispatcher.Notify(runId, number);
        }
    }
}
