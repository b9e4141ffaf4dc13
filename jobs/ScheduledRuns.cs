using System.ComponentModel;
using Hangfire;
using Hangfire.Storage;
using Showdown.Operations;
using Showdown.Scheduling;

namespace Showdown.Jobs;

/// <summary>Keeps Hangfire's recurring jobs as the job files say. They only wake the start of due runs: the database decides what is due.</summary>
public sealed class ScheduledRuns(SettingsFolders folders, RunDispatcher dispatcher, IRecurringJobManagerV2 recurring, JobStorage storage)
{
    private const string Prefix = "schedule:";

    /// <summary>
    /// Makes Hangfire's recurring jobs those of the job files: added, changed and removed ones follow. Their data is pulled ahead of their time.
    /// </summary>
    /// <returns>What is wrong in the files; a job with a mistake keeps its schedule.</returns>
    public IReadOnlyList<string> Reconcile()
    {
        var catalog = JobCatalog.Read(folders);
        var scheduled = catalog.Sound.Where(j => j.Schedule is not null).ToList();
        foreach (var job in scheduled)
        {
            recurring.AddOrUpdate<StartScheduledJob>(
                Prefix + job.Name,
                start => start.ExecuteAsync(job.Name, CancellationToken.None),
                job.Schedule!.Cron,
                new RecurringJobOptions
                {
                    TimeZone = TimeZoneInfo.FindSystemTimeZoneById(job.Schedule.TimeZone),
                    MisfireHandling = MisfireHandlingMode.Relaxed,
                }
            );
            dispatcher.Pull(job.Name);
        }

        if (catalog.AllProblems.Count == 0)
            RemoveAllBut(scheduled.Select(j => Prefix + j.Name).ToHashSet(StringComparer.Ordinal));
        return catalog.AllProblems;
    }

    private void RemoveAllBut(HashSet<string> kept)
    {
        using var connection = storage.GetReadOnlyConnection();
        foreach (
            var id in connection
                .GetRecurringJobs()
                .Select(j => j.Id)
                .Where(id => id.StartsWith(Prefix, StringComparison.Ordinal) && !kept.Contains(id))
        )
            recurring.RemoveIfExists(id);
    }
}

/// <summary>Wakes a schedule.</summary>
public sealed class StartScheduledJob(StartDueRuns due)
{
    [Queue(Queues.Plan)]
    [AutomaticRetry(Attempts = 0)]
    [DisplayName("Schedule {0}")]
    public Task ExecuteAsync(string job, CancellationToken cancel) => due.ExecuteAsync(job, cancel);
}
