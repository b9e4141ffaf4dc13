using System.ComponentModel;
using Hangfire;
using Showdown.Domain;
using Showdown.Results;
using Showdown.Running;
using Showdown.Scheduling;
using Showdown.Settings;

namespace Showdown.Jobs;

/// <summary>Keeps the schedules as the job files say, and starts what is due. The database decides what is due; Hangfire's recurring jobs only wake it.</summary>
/// <param name="programVersion">Frozen into the runs.</param>
public sealed class ScheduledRuns(
    SettingsFolders folders, ScheduleStore schedules, RunStarter starter, RunDispatcher dispatcher, IRecurringJobManagerV2 recurring, JobStorage storage, TimeProvider time, string programVersion)
{
    private const string Prefix = "schedule:";

    /// <summary>Makes Hangfire's recurring jobs those of the job files: added, changed and removed ones follow. Their data is pulled ahead of their time.</summary>
    /// <returns>What is wrong in the files; a job with a mistake keeps its schedule.</returns>
    public IReadOnlyList<string> Reconcile()
    {
        var problems = new Problems();
        var scheduled = SettingsFiles.ReadAll(folders, problems).Jobs.Where(j => j.Schedule is not null).ToList();
        foreach (var job in scheduled)
        {
            recurring.AddOrUpdate<StartScheduledJob>(
                Prefix + job.Name,
                start => start.ExecuteAsync(job.Name, CancellationToken.None),
                job.Schedule!.Cron,
                new RecurringJobOptions { TimeZone = TimeZoneInfo.FindSystemTimeZoneById(job.Schedule.TimeZone), MisfireHandling = MisfireHandlingMode.Relaxed });
            dispatcher.Pull(job.Name);
        }

        if (problems.Count == 0)
            RemoveAllBut(scheduled.Select(j => Prefix + j.Name).ToHashSet(StringComparer.Ordinal));
        return problems.Messages;
    }

    /// <summary>Starts every run that is due, or only that of one job.</summary>
    /// <returns>The runs started.</returns>
    public async Task<IReadOnlyList<string>> StartDueAsync(string? onlyJob, CancellationToken cancel)
    {
        var problems = new Problems();
        var (files, jobs) = SettingsFiles.ReadAll(folders, problems);
        var started = new List<string>();
        if (!files.Sound)
            return started; // what is due waits until the files are mended
        if (problems.Count == 0)
            await schedules.ForgetAllButAsync(jobs.Where(j => j.Schedule is not null).Select(j => j.Name).ToHashSet(StringComparer.Ordinal), cancel);
        foreach (var job in jobs.Where(j => j.Schedule is not null && (onlyJob is null || j.Name == onlyJob)))
        {
            if (await StartDueAsync(files, job, cancel) is { } run)
                started.Add(run);
        }

        return started;
    }

    private async Task<string?> StartDueAsync(SettingsFiles files, Job job, CancellationToken cancel)
    {
        var (schedule, now) = (job.Schedule!, time.GetUtcNow());
        var handled = await schedules.HandledAsync(job.Name, $"{schedule.Cron} {schedule.TimeZone}", now, cancel);
        var state = await schedules.StateAsync(job.Name, cancel);
        var due = DueRun.Decide(schedule, handled, now, state.Running > 0);
        switch (due.Action)
        {
            case DueAction.SkipMissed or DueAction.SkipOverlap:
                await schedules.NoteAsync(job.Name, due.At!.Value, due.Action.ToString(), cancel);
                return null;
            case DueAction.Start:
                var run = await starter.CreateScheduledAsync(files.Freeze(job, programVersion), due.At!.Value, cancel);
                if (run is not null)
                    dispatcher.Plan(run);
                return run;
            default:
                return null;
        }
    }

    private void RemoveAllBut(HashSet<string> kept)
    {
        using var connection = storage.GetReadOnlyConnection();
        foreach (var id in Hangfire.Storage.StorageConnectionExtensions.GetRecurringJobs(connection).Select(j => j.Id).Where(id => id.StartsWith(Prefix, StringComparison.Ordinal) && !kept.Contains(id)))
            recurring.RemoveIfExists(id);
    }
}

/// <summary>Wakes a schedule.</summary>
public sealed class StartScheduledJob(ScheduledRuns scheduled)
{
    [Queue(Queues.Plan)]
    [AutomaticRetry(Attempts = 0)]
    [DisplayName("Schedule {0}")]
    public Task ExecuteAsync(string job, CancellationToken cancel) => scheduled.StartDueAsync(job, cancel);
}
