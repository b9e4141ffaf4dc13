using System.ComponentModel;
using Hangfire;
using Showdown.Benchmarks;
using Showdown.Scheduling;

namespace Showdown.Jobs;

/// <summary>Pulls the data of a job's benchmarks ahead of its time, so that no night waits for a download. What is here already is only hashed.</summary>
public sealed class PullDatasetsJob(SettingsFolders folders, DatasetCache datasets)
{
    [Queue(Queues.Plan)]
    [AutomaticRetry(Attempts = 4, DelaysInSeconds = [60, 300, 1800, 7200])]
    [DisplayName("Pull datasets of {0}")]
    public async Task ExecuteAsync(string job, CancellationToken cancel)
    {
        var (files, jobs) = SettingsFiles.ReadAll(folders, new Settings.Problems());
        if (jobs.FirstOrDefault(j => j.Name == job) is not { } found)
            return; // the file is gone, or has a mistake that the pages show
        foreach (var benchmark in found.Benchmarks)
            await datasets.PullAsync(files.Benchmarks[benchmark.Id], null, cancel);
    }
}
