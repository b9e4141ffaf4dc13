using Showdown.Analysis.Gating;
using Showdown.Fidelity;
using Showdown.Pages.Index;
using Showdown.Pages.Run;
using Showdown.Results;

namespace Showdown.Jobs;

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
