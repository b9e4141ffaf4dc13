using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Analysis.Trend;

/// <summary>Says why a rerun that was wanted does not tell whether a suspicion holds.</summary>
internal static class Unconfirmed
{
    /// <returns>A clause, for after "not confirmed:".</returns>
    public static async Task<string> WhyAsync(RunReader reader, RunRow suspected, CancellationToken cancel)
    {
        if (await reader.ConfirmingAsync(suspected.Id, cancel) is { } rerun)
        {
            return rerun.Status == RunStatus.Running
                ? "the rerun is going on"
                : $"the rerun ended early{(rerun.Reason is { Length: > 0 } reason ? ": " + reason.TrimEnd('.') : "")}";
        }

        return await LeftAsync(reader, suspected, cancel) is { Usd: <= 0 } or { Tokens: <= 0 }
            ? "the budget left nothing for a rerun"
            : "no rerun has been made";
    }

    /// <summary>What a run has left of its budget; null without a budget.</summary>
    public static async Task<Budget?> LeftAsync(RunReader reader, RunRow run, CancellationToken cancel)
    {
        if (run.Settings.Job.Budget is not { } budget)
            return null;
        var (usd, tokens) = await reader.SpentAsync(run.Id, cancel);
        return new Budget { Usd = budget.Usd - usd, Tokens = budget.Tokens - tokens };
    }
}
