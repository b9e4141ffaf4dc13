using Showdown.Analysis.Gating;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.Jobs;

/// <summary>
/// Asks again, once, what seems to have dropped in a run whose job wants that: until the answer is there nobody is told, and there is no report.
/// </summary>
public sealed class Confirmations(RunReader reader, ChangeWatch watch, RunStarter starter, RunDispatcher dispatcher)
{
    /// <returns>True while the answer is awaited; when it comes, the run's report is queued again.</returns>
    public async Task<bool> AwaitedAsync(RunRow run, CancellationToken cancel)
    {
        if (run.Settings.Confirms is not null || run.Status is not (RunStatus.Complete or RunStatus.Incomplete))
            return false;
        if (await reader.ConfirmingAsync(run.Id, cancel) is { } rerun)
            return rerun.Status == RunStatus.Running;
        var keys = await watch.ToConfirmAsync(run, cancel);
        if (keys.Count == 0)
            return false;
        var left = await watch.BudgetLeftAsync(run, cancel);
        if (left is { Usd: <= 0 } or { Tokens: <= 0 })
            return false;
        dispatcher.Plan(await starter.ConfirmAsync(run, keys, left, cancel));
        return true;
    }
}
