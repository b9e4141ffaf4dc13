using Showdown.Domain;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.Operations;

/// <summary>Goes on with a run that was interrupted or has ended: only what is missing is asked.</summary>
public sealed class ResumeRun(RunStarter starter, AttendanceStore attendance, IRunQueue queue, KeyCheck keys, OpenRunLimit limit, EarlyEnds ends)
{
    /// <param name="failedToo">Attempts that failed for good are asked again.</param>
    /// <param name="budgetUsd">A new budget in USD for the whole run, what it has spent included; null: the old one. A limit of tokens stays.</param>
    /// <exception cref="SettingsException">
    /// The job does not want its runs to be resumed, nothing is missing, a key is missing, the budget is below 0, or as much as may be goes on
    /// already.
    /// </exception>
    public async Task ExecuteAsync(RunRow run, bool failedToo, decimal? budgetUsd, CancellationToken cancel)
    {
        ThrowIfNever(run);
        if (await NothingMissingAsync(run, failedToo, ends, cancel) is { } reason)
            throw new SettingsException(reason);
        keys.ThrowIfMissing(run.Settings.Asked);
        var budget = budgetUsd is null ? null : JobPart.Raise(run.Settings.Job.Budget, budgetUsd);
        await limit.ResumeAsync(
            run,
            budgetUsd,
            async () =>
            {
                await attendance.SetAsync(run.Id, null, cancel);
                await starter.ResumeAsync(run.Id, failedToo, budget, cancel);
            },
            cancel
        );
        await queue.ContinueAsync(run.Id, cancel);
    }

    /// <returns>Why there is nothing to go on with; null when there may be something.</returns>
    public static async Task<string?> NothingMissingAsync(RunRow run, bool failedToo, EarlyEnds ends, CancellationToken cancel) =>
        run is { Status: RunStatus.Complete, Report: not null } && !failedToo && !await ends.AreNeededAgainAsync(run, cancel)
            ? $"Nothing is missing: run {run.Id} is complete."
            : null;

    /// <exception cref="SettingsException">The job does not want its runs to be resumed, or the run was imported.</exception>
    public static void ThrowIfNever(RunRow run)
    {
        ImportResults.ThrowIfImported(run, "resumed");
        if (run.Settings.Job.Reuse == Reuse.Never)
            throw new SettingsException(
                $"Job '{run.Settings.Job.Name}' says 'reuse: never', so run {run.Id} is not resumed. 'showdown rerun {run.Id}' asks everything again."
            );
    }
}
