using Showdown.Domain;
using Showdown.Results;
using Showdown.Running;
using Showdown.Scheduling;

namespace Showdown.Operations;

/// <summary>Starts the runs whose time has come. The database decides what is due, however many processes look.</summary>
public sealed class StartDueRuns(SettingsFolders folders, ScheduleStore schedules, RunStarter starter, IRunQueue queue, TimeProvider time)
{
    /// <param name="onlyJob">Only those of one job; null: of every one.</param>
    /// <returns>What was dealt with now; empty when nothing was due.</returns>
    public async Task<IReadOnlyList<DueOutcome>> ExecuteAsync(string? onlyJob, CancellationToken cancel)
    {
        var catalog = JobCatalog.Read(folders);
        var outcomes = new List<DueOutcome>();
        if (catalog.Problems.Count > 0)
            return outcomes; // what is due waits until the files are mended
        var scheduled = catalog.Sound.Where(j => j.Schedule is not null).ToList();
        if (catalog.AllProblems.Count == 0)
            await schedules.ForgetAllButAsync(scheduled.Select(j => j.Name).ToHashSet(StringComparer.Ordinal), cancel);
        foreach (var job in scheduled.Where(j => onlyJob is null || j.Name == onlyJob))
        {
            if (await DealWithAsync(catalog.Files, job, cancel) is { } outcome)
                outcomes.Add(outcome);
        }

        return outcomes;
    }

    private async Task<DueOutcome?> DealWithAsync(SettingsFiles files, Job job, CancellationToken cancel)
    {
        var (schedule, now) = (job.Schedule!, time.GetUtcNow());
        var handled = await schedules.HandledAsync(job.Name, $"{schedule.Cron} {schedule.TimeZone}", now, cancel);
        var state = await schedules.StateAsync(job.Name, cancel);
        var due = DueRun.Decide(schedule, handled, now, state.Running > 0);
        switch (due.Action)
        {
            case DueAction.SkipMissed or DueAction.SkipOverlap:
                return await schedules.NoteAsync(job.Name, due.At!.Value, due.Action.ToString(), cancel)
                    ? new DueOutcome(job.Name, null, due.Passed)
                    : null;
            case DueAction.Start:
                if (await starter.CreateScheduledAsync(files.Freeze(job, ProgramVersion.Text), due.At!.Value, cancel) is not { } run)
                    return null; // another process was quicker
                queue.Plan(run);
                return new DueOutcome(job.Name, run, due.Passed);
            case DueAction.Nothing or DueAction.Wait:
                return null;
            default:
                throw new InvalidOperationException($"unknown action {due.Action}");
        }
    }
}
