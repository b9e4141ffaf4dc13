using Showdown.Analysis.Facts;
using Showdown.Analysis.Trend;
using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Analysis.Gating;

/// <summary>What speaks for a change in a run's evaluations against the nights before it.</summary>
public sealed class ChangeWatch(RunReader reader)
{
    /// <summary>
    /// Evaluations of an ended run that seem to have dropped, and whose job wants to see it again before anybody is told: those that a gate on "drop"
    /// with "confirm: rerun" is about.
    /// </summary>
    public async Task<IReadOnlyList<EvaluationKey>> ToConfirmAsync(RunRow run, CancellationToken cancel)
    {
        var gates = run.Settings.Job.Gates.OfType<Gate.Drop>().Where(g => g.Confirm).ToList();
        if (gates.Count == 0)
            return [];
        var trend = await ReadAsync(run, cancel);
        var suspected = trend.Findings.Where(f => f.Suspected.Id == run.Id && f is { State: FindingState.Open, IsDown: true }).Select(f => f.Key);
        var failed = await new GateCheck(reader).DroppedAsync(run.Id, cancel);
        return [.. suspected.Concat(failed).Distinct().Where(key => gates.Exists(g => g.IsAbout(key.BenchmarkId, key.ModelId)))];
    }

    /// <summary>What a run has left of its budget for a rerun; null without a budget.</summary>
    public Task<Budget?> BudgetLeftAsync(RunRow run, CancellationToken cancel) => Unconfirmed.LeftAsync(reader, run, cancel);

    /// <summary>The job's trend up to a run, that run included.</summary>
    internal async Task<JobTrend> ReadAsync(RunRow run, CancellationToken cancel) => await ReadAsync(run.Settings.Job.Name, run.CreatedAt, cancel);

    internal async Task<JobTrend> ReadAsync(string job, DateTimeOffset until, CancellationToken cancel) =>
        TrendWatch.Of(await new NightReader(reader).ReadAsync(job, until, cancel), await KeptChanges.ReadAsync(reader, job, until, cancel));

    /// <summary>Changes that fresh attempts have confirmed on a run's night or on one before it: to be kept.</summary>
    public async Task<IReadOnlyList<ConfirmedChange>> ConfirmedAsync(RunRow run, CancellationToken cancel) =>
        KeptChanges.Of(await ReadAsync(run, cancel));

    /// <summary>Changes that people may be told after a run, one sentence each.</summary>
    internal static IReadOnlyList<string> News(JobTrend trend, RunRow run)
    {
        var names = new RunNames(run.Settings);
        return [.. trend.Findings.Where(f => f.ToldAfter == run.Id).Select(f => FindingWords.Sentence(f, names))];
    }
}
