using Showdown.App.Cli;
using Showdown.Domain;
using Showdown.Jobs;
using Showdown.Models;
using Showdown.Pages.Run;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.App.Web;

/// <summary>Which part of a job to run, and for how much; empty lists and nulls: as the job says.</summary>
internal sealed record Part(string[] Models, string[] Benchmarks, int? Limit, int? Epochs, decimal? BudgetUsd)
{
    /// <exception cref="SettingsException">The job has no such model or benchmark, or a number is out of range.</exception>
    public Job Of(Job job)
    {
        foreach (var (name, value) in new[] { ("limit", Limit), ("epochs", Epochs) })
        {
            if (value is < 1 or > 1_000_000)
                throw new SettingsException($"'{name}' must be a whole number from 1, not {value}.");
        }

        if (BudgetUsd is < 0)
            throw new SettingsException($"'budget_usd' must be an amount of 0 or more, not {BudgetUsd}.");
        var chosen = JobChoice.Choose(job, Models, Benchmarks, Limit, Epochs);
        return BudgetUsd is null ? chosen : chosen with { Budget = (chosen.Budget ?? new Budget()) with { Usd = BudgetUsd } };
    }
}

/// <summary>A run that could be started.</summary>
/// <param name="Parent">The run that it repeats; null: none.</param>
/// <param name="MissingKeys">Variables with keys that have to be set here first.</param>
internal sealed record PlannedStart(RunSettings Settings, RunForecast Forecast, string? Parent, IReadOnlyList<string> MissingKeys);

/// <summary>What the buttons and the API do.</summary>
internal sealed class RunActions(
    Places places, ServeOptions options, RunReader reader, RunStarter starter, RunDispatcher dispatcher, SweepJob sweep, ReportRenderer renderer, ReportFolders folders, RunStore runs, Forecaster forecaster)
{
    /// <returns>The new run's id.</returns>
    /// <exception cref="SettingsException">There is no such job, or something is wrong in its settings.</exception>
    public async Task<string> StartAsync(string? jobName, Part part, CancellationToken cancel)
    {
        var settings = SettingsOf(jobName, part);
        CheckKeys(settings.Models);
        var id = await starter.CreateAsync(settings, null, cancel);
        dispatcher.Plan(id);
        return id;
    }

    /// <summary>What a start would use; it starts nothing, and needs no key.</summary>
    /// <exception cref="SettingsException">As a start would, but for keys.</exception>
    public async Task<PlannedStart> ForecastAsync(string? jobName, Part part, CancellationToken cancel)
    {
        var settings = SettingsOf(jobName, part);
        return new PlannedStart(settings, await forecaster.ForecastAsync(settings, null, cancel), null, options.MissingKeys(settings.Models));
    }

    /// <summary>Repeats a run with its frozen settings.</summary>
    /// <param name="only">all, failed, wrong or truncated.</param>
    public async Task<string> RerunAsync(RunRow run, Part part, string? only, CancellationToken cancel)
    {
        var outcome = OutcomeOf(only);
        CheckKeys(RunStarter.Again(run, part.Of, outcome).Models);
        var id = await starter.RerunAsync(run, part.Of, outcome, cancel);
        dispatcher.Plan(id);
        return id;
    }

    /// <summary>What a rerun would use; it starts nothing, and needs no key.</summary>
    /// <exception cref="SettingsException">As a rerun would, but for keys.</exception>
    public async Task<PlannedStart> ForecastRerunAsync(RunRow run, Part part, string? only, CancellationToken cancel)
    {
        var settings = RunStarter.Again(run, part.Of, OutcomeOf(only));
        var forecast = await forecaster.ForecastAsync(settings, run.Id, cancel);
        return forecast.Attempts == 0
            ? throw new SettingsException($"Nothing to ask: run {run.Id} has no attempt with outcome {only}. Choose another.")
            : new PlannedStart(settings, forecast, run.Id, options.MissingKeys(settings.Models));
    }

    /// <param name="failedToo">Attempts that failed for good are asked again.</param>
    /// <param name="budgetUsd">A new budget for the whole run, what it has spent included; null: the old one.</param>
    public async Task ResumeAsync(RunRow run, bool failedToo, decimal? budgetUsd, CancellationToken cancel)
    {
        if (budgetUsd is < 0)
            throw new SettingsException($"'budget_usd' must be an amount of 0 or more, not {budgetUsd}.");
        RunStarter.RefuseWithoutReuse(run);
        CheckKeys(run.Settings.Models);
        var budget = budgetUsd is null ? null : (run.Settings.Job.Budget ?? new Budget()) with { Usd = budgetUsd };
        await starter.ResumeAsync(run.Id, failedToo, budget, cancel);
        await sweep.ContinueAsync(run.Id, (await reader.EvaluationsAsync(run.Id, cancel)).Count > 0, cancel);
    }

    /// <returns>False when it had ended already.</returns>
    public async Task<bool> CancelAsync(string runId, CancellationToken cancel)
    {
        if (!await starter.CancelAsync(runId, "cancelled on the web page or by the API", cancel))
            return false;
        dispatcher.Report(runId);
        return true;
    }

    /// <summary>Renders a run's report in this process, where the pages look for it.</summary>
    public async Task RenderAsync(string runId, CancellationToken cancel) =>
        await runs.SetReportAsync(runId, await renderer.RenderAsync(runId, folders.Of(runId), cancel), cancel);

    private RunSettings SettingsOf(string? jobName, Part part)
    {
        var catalog = JobCatalog.Read(places.Settings);
        return catalog.Files.Freeze(part.Of(catalog.Job(jobName)), ProgramVersion.Text);
    }

    private static Outcome? OutcomeOf(string? only) => only switch
    {
        null or "" or "all" => null,
        "failed" => Outcome.Failed,
        "wrong" => Outcome.Wrong,
        "truncated" => Outcome.Truncated,
        _ => throw new SettingsException($"'only' cannot be '{only}'. Allowed: all, failed, wrong, truncated."),
    };

    // Where this process asks no model, its workers have the keys.
    private void CheckKeys(IEnumerable<ModelSettings> models)
    {
        if (options.Asks)
            ApiKeys.Check(models);
    }
}
