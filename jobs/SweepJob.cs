using System.ComponentModel;
using Hangfire;
using Showdown.Operations;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.Jobs;

/// <summary>Gives lost work back: shards whose worker died, and steps that were never queued.</summary>
public sealed class SweepJob(
    RunStore runs,
    RunStepStore steps,
    ShardStore shards,
    PairShardStore pairs,
    HolderStore holders,
    IRunQueue queue,
    TimeProvider time
)
{
    // What was queued so long ago and is in nobody's hands is lost: its job was not queued, or died.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    // Judging is slow, and shards wait in line for it.
    private static readonly TimeSpan _judgesPatience = TimeSpan.FromMinutes(20);

    [Queue(Queues.Plan)]
    [AutomaticRetry(Attempts = 0)]
    [DisplayName("Sweep")]
    public async Task ExecuteAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await shards.ReleaseStaleAsync(now, now - _patience, now - _judgesPatience, cancel);
        await pairs.ReleaseStaleAsync(now, now - _patience, cancel);
        foreach (var run in await runs.UnfinishedAsync(cancel))
        {
            if (run is { Status: RunStatus.Running, Evaluations: > 0 })
                await queue.ContinueAsync(run.Id, cancel);
            else if (await steps.QueueAsync(run.Id, now, now - _patience, cancel))
                QueueStep(run);
        }
    }

    /// <summary>Frees what processes hold that died on this machine: nobody need wait until their leases run out.</summary>
    /// <returns>True when there was such.</returns>
    public async Task<bool> ReleaseDeadAsync(CancellationToken cancel)
    {
        var dead = (await holders.AllAsync(cancel)).Where(LeaseOwner.IsDead).ToList();
        await holders.ReleaseAsync(dead, cancel);
        return dead.Count > 0;
    }

    private void QueueStep(UnfinishedRun run)
    {
        if (run.Status == RunStatus.Running)
            queue.Plan(run.Id);
        else
            queue.Report(run.Id);
    }
}
