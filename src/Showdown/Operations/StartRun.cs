using Showdown.Domain;
using Showdown.Running;
using Showdown.Scheduling;

namespace Showdown.Operations;

/// <summary>Starts a job of the jobs folder, or a part of it.</summary>
public sealed class StartRun(SettingsFolders folders, RunStarter starter, Forecaster forecaster, IRunQueue queue, KeyCheck keys, OpenRunLimit limit)
{
    /// <summary>A job by its name alone, as those give it who reach the program from elsewhere: never a path.</summary>
    /// <exception cref="SettingsException">There is no such job, or something is wrong in its settings.</exception>
    public RunSettings Named(string? job, JobPart part)
    {
        var catalog = JobCatalog.Read(folders);
        return catalog.Files.Freeze(part.Of(catalog.Named(job)), ProgramVersion.Text) with { IsLimited = part.IsLimited };
    }

    /// <summary>A job by the path of its file, or by its name, as people at this machine give it.</summary>
    /// <exception cref="SettingsException">There is none, or something is wrong in its settings.</exception>
    public static RunSettings At(SettingsFolders folders, string pathOrName, JobPart part)
    {
        var catalog = JobCatalog.Read(folders);
        return catalog.Files.Freeze(part.Of(catalog.At(pathOrName, folders)), ProgramVersion.Text) with { IsLimited = part.IsLimited };
    }

    /// <summary>What a start would use. It starts nothing, and needs no key.</summary>
    public async Task<PlannedStart> ForecastAsync(RunSettings settings, CancellationToken cancel) =>
        new()
        {
            Settings = settings,
            Forecast = await forecaster.ForecastAsync(settings, null, cancel),
            MissingKeys = keys.Missing(settings.Asked),
        };

    /// <returns>The new run's id.</returns>
    /// <exception cref="SettingsException">A key is missing, or as much as may be is started already.</exception>
    public async Task<string> ExecuteAsync(RunSettings settings, CancellationToken cancel)
    {
        keys.ThrowIfMissing(settings.Asked);
        return await ExecuteAsync(await ForecastAsync(settings, cancel), cancel);
    }

    /// <summary>The same where its forecast has been told already.</summary>
    /// <returns>The new run's id.</returns>
    /// <exception cref="SettingsException">A key is missing, or as much as may be is started already.</exception>
    public async Task<string> ExecuteAsync(PlannedStart planned, CancellationToken cancel)
    {
        var settings = planned.Settings;
        keys.ThrowIfMissing(settings.Asked);
        var id = await limit.StartAsync(settings.Job.Budget, planned.Forecast, () => starter.CreateAsync(settings, null, cancel), cancel);
        queue.Plan(id);
        return id;
    }
}
