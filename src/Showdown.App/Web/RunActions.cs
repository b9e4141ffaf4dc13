using Showdown.App.Cli;
using Showdown.Domain;
using Showdown.Jobs;
using Showdown.Models;
using Showdown.Reporting;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.App.Web;

/// <summary>Which part of a job to run; empty lists and nulls: as the job says.</summary>
internal sealed record Part(string[] Models, string[] Benchmarks, int? Limit, int? Epochs)
{
    /// <exception cref="SettingsException">The job has no such model or benchmark, or a number is out of range.</exception>
    public Job Of(Job job)
    {
        foreach (var (name, value) in new[] { ("limit", Limit), ("epochs", Epochs) })
        {
            if (value is < 1 or > 1_000_000)
                throw new SettingsException($"'{name}' must be a whole number from 1, not {value}.");
        }

        return JobChoice.Choose(job, Models, Benchmarks, Limit, Epochs);
    }
}

/// <summary>What the buttons and the API do.</summary>
internal sealed class RunActions(
    Places places, ServeOptions options, RunReader reader, RunStarter starter, RunDispatcher dispatcher, SweepJob sweep, ReportRenderer renderer, ReportFolders folders, RunStore runs)
{
    /// <returns>The new run's id.</returns>
    /// <exception cref="SettingsException">There is no such job, or something is wrong in its settings.</exception>
    public async Task<string> StartAsync(string jobName, Part part, CancellationToken cancel)
    {
        var catalog = JobCatalog.Read(places.Settings);
        var settings = catalog.Files.Freeze(part.Of(catalog.Job(jobName)), ProgramVersion.Text);
        CheckKeys(settings.Models);
        var id = await starter.CreateAsync(settings, null, cancel);
        dispatcher.Plan(id);
        return id;
    }

    /// <summary>Repeats a run with its frozen settings.</summary>
    /// <param name="only">all, failed, wrong or truncated.</param>
    public async Task<string> RerunAsync(RunRow run, Part part, string? only, CancellationToken cancel)
    {
        Outcome? outcome = only switch
        {
            null or "" or "all" => null,
            "failed" => Outcome.Failed,
            "wrong" => Outcome.Wrong,
            "truncated" => Outcome.Truncated,
            _ => throw new SettingsException($"'only' cannot be '{only}'. Allowed: all, failed, wrong, truncated."),
        };
        CheckKeys(run.Settings.Models.Where(m => part.Of(run.Settings.Job).Models.Contains(m.Id)));
        var id = await starter.RerunAsync(run, part.Of, outcome, cancel);
        dispatcher.Plan(id);
        return id;
    }

    /// <param name="failedToo">Attempts that failed for good are asked again.</param>
    /// <param name="budgetUsd">A new budget for the whole run, what it has spent included; null: the old one.</param>
    public async Task ResumeAsync(RunRow run, bool failedToo, decimal? budgetUsd, CancellationToken cancel)
    {
        if (budgetUsd is < 0)
            throw new SettingsException($"A budget is an amount of 0 or more, not {budgetUsd}.");
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

    // Where this process asks no model, its workers have the keys.
    private void CheckKeys(IEnumerable<ModelSettings> models)
    {
        if (options.Asks)
            ApiKeys.Check(models);
    }
}
