using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Showdown.App.Hosting;
using Showdown.Jobs;
using Showdown.Operations;
using Showdown.Settings;

namespace Showdown.App.Web;

/// <summary>Keeps the schedules as the files say and starts what is due. Whatever fails is logged and tried again.</summary>
internal sealed partial class ScheduleKeeper(
    AppPaths paths,
    ScheduledRuns scheduled,
    StartDueRuns due,
    TakeUpRuns takeUp,
    TimeProvider time,
    ILogger<ScheduleKeeper> log
) : BackgroundService
{
    private const int TicksToLookForDue = 3;
    private static readonly TimeSpan _tick = TimeSpan.FromSeconds(5);

    private string _stamps = "";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await TryAsync("take up interrupted runs", TakeUpAsync, stoppingToken);
        using var timer = new PeriodicTimer(_tick, time);
        try
        {
            for (var tick = 0; ; tick++)
            {
                await TryAsync("follow the job files", ReconcileAsync, stoppingToken);
                if (tick % TicksToLookForDue == 0)
                    await TryAsync("start what is due", StartDueAsync, stoppingToken);
                await timer.WaitForNextTickAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // the service stops
        }
    }

    private async Task TakeUpAsync(CancellationToken cancel)
    {
        foreach (var run in await takeUp.ExecuteAsync(cancel))
            Abandoned(log, run);
    }

    private Task ReconcileAsync(CancellationToken cancel)
    {
        var stamps = Stamps();
        if (stamps == _stamps)
            return Task.CompletedTask;
        foreach (var problem in scheduled.Reconcile())
            SettingsProblem(log, problem);
        _stamps = stamps;
        return Task.CompletedTask;
    }

    private async Task StartDueAsync(CancellationToken cancel)
    {
        foreach (var outcome in await due.ExecuteAsync(null, cancel))
            DealtWith(log, outcome.Sentence);
    }

    /// <summary>Names, times and sizes of all files that a schedule depends on.</summary>
    private string Stamps()
    {
        var files = paths
            .Settings.JobFiles.Append(paths.Settings.ModelsFile)
            .Concat(
                Directory.Exists(paths.Datasets)
                    ? ReadableFolder
                        .List(paths.Datasets, new Problems(), Directory.GetDirectories)
                        .Select(d => Path.Combine(d, Benchmarks.BenchmarkCatalog.FileName))
                    : []
            );
        return string.Join(
            '\n',
            files.Select(f => new FileInfo(f)).Where(f => f.Exists).Select(f => $"{f.FullName} {f.LastWriteTimeUtc.Ticks} {f.Length}")
        );
    }

    private async Task TryAsync(string what, Func<CancellationToken, Task> step, CancellationToken cancel)
    {
        try
        {
            await step(cancel);
        }
#pragma warning disable CA1031 // a database that restarts, a file that is being written: the next tick tries again
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            StepFailed(log, e, what);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Settings: {Problem}")]
    private static partial void SettingsProblem(ILogger log, string problem);

    [LoggerMessage(LogLevel.Information, "{Outcome}")]
    private static partial void DealtWith(ILogger log, string outcome);

    [LoggerMessage(
        LogLevel.Information,
        "Run {Run} was interrupted: the process that carried it out is gone. It is not taken up; its page and 'showdown resume' go on with it"
    )]
    private static partial void Abandoned(ILogger log, string run);

    [LoggerMessage(LogLevel.Warning, "Could not {What}; will try again")]
    private static partial void StepFailed(ILogger log, Exception e, string what);
}
