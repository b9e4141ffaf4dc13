using System.ComponentModel;
using Hangfire;
using Showdown.Reporting;
using Showdown.Results;

namespace Showdown.Jobs;

/// <summary>Where reports are written.</summary>
/// <param name="Out">One folder a run is made in it.</param>
public sealed record ReportFolders(string Out)
{
    public string Of(string runId) => Path.Combine(Out, runId);
}

/// <summary>Renders a run's page. A broken report never fails a run: the error is noted beside it.</summary>
public sealed class RenderReportJob(ReportRenderer renderer, RunStore runs, ReportFolders folders)
{
    [Queue(Queues.Render)]
    [AutomaticRetry(Attempts = 0)]
    [DisplayName("Report {0}")]
    public async Task ExecuteAsync(string runId, CancellationToken cancel)
    {
        try
        {
            await runs.SetReportAsync(runId, await renderer.RenderAsync(runId, folders.Of(runId), cancel), cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await runs.SetReportErrorAsync(runId, $"{e.GetType().Name}: {e.Message}", CancellationToken.None);
            throw;
        }
    }
}
