using Showdown.Results;
using Showdown.Running;

namespace Showdown.Operations;

/// <summary>Leaves runs that were carried out at a terminal: by its own process, or for one that is gone.</summary>
public sealed class InterruptRun(RunStore runs, AttendanceStore attendance, IRunQueue queue, TimeProvider time)
{
    /// <summary>Notes that this process carries a run out and shows it at a terminal.</summary>
    public Task AttendAsync(string runId, CancellationToken cancel) => attendance.SetAsync(runId, LeaseOwner.New(), cancel);

    /// <summary>Ends a run that this process carries out, unless others do so too.</summary>
    public async Task<Interruption> ExecuteAsync(string runId, CancellationToken cancel)
    {
        if (queue.OthersAsk)
        {
            await attendance.SetAsync(runId, null, cancel);
            return Interruption.GoesOn;
        }

        return await runs.EndAsync(runId, RunStatus.Incomplete, $"{RunRow.Interrupted} at the terminal", time.GetUtcNow(), cancel)
            ? Interruption.Ended
            : Interruption.HadEnded;
    }

    /// <summary>Ends the runs whose process on this machine died without a word. Nobody pays for going on with them who did not ask for it.</summary>
    /// <returns>Their ids.</returns>
    public async Task<IReadOnlyList<string>> EndAbandonedAsync(CancellationToken cancel)
    {
        var ended = new List<string>();
        foreach (var (run, owner) in await attendance.RunningAsync(cancel))
        {
            if (
                LeaseOwner.IsDead(owner)
                && !queue.OthersAsk
                && await runs.EndAsync(
                    run,
                    RunStatus.Incomplete,
                    $"{RunRow.Interrupted}: the process that carried it out is gone",
                    time.GetUtcNow(),
                    cancel
                )
            )
                ended.Add(run);
        }

        return ended;
    }
}
