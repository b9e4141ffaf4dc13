using System.ComponentModel;
using Hangfire;
using Showdown.Domain;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.Jobs;

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
