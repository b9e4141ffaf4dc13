using Showdown.Domain;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.Operations;

/// <summary>Repeats a run with its frozen settings, as a new run linked to it.</summary>
public sealed class RerunRun(RunStarter starter, Forecaster forecaster, IRunQueue queue, KeyCheck keys, OpenRunLimit limit)
{
    /// <summary>What a rerun would use. It starts nothing, and needs no key.</summary>
    /// <exception cref="SettingsException">The run's job has no such model or benchmark.</exception>
    public async Task<PlannedStart> ForecastAsync(RunRow run, RerunChoice choice, CancellationToken cancel)
    {
        ImportResults.ThrowIfImported(run, "repeated");
        var settings = RunStarter.Again(run, choice.Part.Of, choice.Only);
        return new PlannedStart
        {
            Settings = settings,
            Forecast = await forecaster.ForecastAsync(settings, run.Id, cancel),
            Parent = run.Id,
            MissingKeys = keys.Missing(settings.Asked),
        };
    }

    /// <summary>Why a rerun would ask nothing; null when it would ask something.</summary>
    public static string? NothingToAsk(PlannedStart planned) =>
        planned is { Settings.Only: { } only, Forecast.Attempts: 0 }
            ? $"Nothing to ask: run {planned.Parent} has no attempt that came out {only.ToString().ToLowerInvariant()}."
            : null;

    /// <exception cref="SettingsException">The run's job has no such model or benchmark, or a key is missing.</exception>
    public async Task<RerunResult> ExecuteAsync(RunRow run, RerunChoice choice, CancellationToken cancel)
    {
        return await ExecuteAsync(run, choice, await ForecastAsync(run, choice, cancel), cancel);
    }

    /// <summary>The same where its forecast has been told already.</summary>
    /// <exception cref="SettingsException">A key is missing, or as much as may be is started already.</exception>
    public async Task<RerunResult> ExecuteAsync(RunRow run, RerunChoice choice, PlannedStart planned, CancellationToken cancel)
    {
        if (NothingToAsk(planned) is { } reason)
            return new RerunResult.NothingToAsk(reason);
        keys.ThrowIfMissing(planned.Settings.Asked);
        var id = await limit.StartAsync(
            planned.Settings.Job.Budget,
            planned.Forecast,
            () => starter.RerunAsync(run, choice.Part.Of, choice.Only, cancel),
            cancel
        );
        queue.Plan(id);
        return new RerunResult.Started(id);
    }
}
