using System.ComponentModel;
using Hangfire;
using Microsoft.Extensions.Logging;
using Showdown.Benchmarks;
using Showdown.Scheduling;

namespace Showdown.Jobs;

/// <summary>
/// Pulls the data of a job's benchmarks ahead of its time, so that no night waits for a download. What is here already is only hashed.
/// </summary>
public sealed partial class PullDatasetsJob(SettingsFolders folders, DatasetCache datasets, ILogger<PullDatasetsJob> log)
{
    [Queue(Queues.Plan)]
    [AutomaticRetry(Attempts = 4, DelaysInSeconds = [60, 300, 1800, 7200], LogEvents = false)] // Hangfire would add a stack trace to each line
    [DisplayName("Pull datasets of {0}")]
    public async Task ExecuteAsync(string job, CancellationToken cancel)
    {
        var catalog = JobCatalog.Read(folders);
        if (catalog.Sound.FirstOrDefault(j => j.Name == job) is not { } found)
            return; // the file is gone, or has a mistake that the pages show
        try
        {
            foreach (var benchmark in found.Benchmarks)
                await datasets.PullAsync(catalog.Files.Benchmarks[benchmark.Id], null, cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            NotPulled(log, job, e.Message);
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The data of job {Job} could not be pulled ahead of its run, which will pull it: {Message}")]
    private static partial void NotPulled(ILogger log, string job, string message);
}
