using Showdown.Results;
using Showdown.Running;

namespace Showdown.Operations;

/// <summary>What a service does first: it ends what was left at a terminal, and goes on with what a service left.</summary>
public sealed class TakeUpRuns(InterruptRun interrupt, RunStarter starter, RunStore runs, Database database, IRunQueue queue)
{
    /// <returns>Runs that were left at a terminal. They are not gone on with: nobody asked for that.</returns>
    public async Task<IReadOnlyList<string>> ExecuteAsync(CancellationToken cancel)
    {
        var abandoned = await interrupt.EndAbandonedAsync(cancel);
        // With the queue in memory nothing is queued at a start; with PostgreSQL it still is, or a sweep queues it.
        if (!database.IsPostgres)
        {
            foreach (var run in await runs.UnfinishedAsync(cancel))
                await GoOnAsync(run, cancel);
        }

        return abandoned;
    }

    private async Task GoOnAsync(UnfinishedRun run, CancellationToken cancel)
    {
        if (run.Status != RunStatus.Running)
        {
            queue.Report(run.Id);
            return;
        }

        await starter.ResumeAsync(run.Id, failedToo: false, budget: null, cancel);
        await queue.ContinueAsync(run.Id, cancel);
    }
}
