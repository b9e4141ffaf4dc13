using Showdown.Domain;
using Showdown.Models;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.Operations;

/// <summary>Has a run's answers compared again, by its own judges where verdicts are missing or by others, without asking its models.</summary>
public sealed class JudgePairs(PairStage pairs)
{
    /// <param name="other">Whose verdicts count from then on; the old ones stay beside them. Null: those of the run's judges.</param>
    /// <returns>Why not all pairs were judged; null when they were.</returns>
    /// <exception cref="SettingsException">The run goes on, or a judge lacks its key or judges its own family.</exception>
    public async Task<string?> ExecuteAsync(RunRow run, OtherJudging? other, CancellationToken cancel)
    {
        if (run.Status == RunStatus.Running)
            throw new SettingsException(
                $"Run {run.Id} is still running. Wait for its end, or end it with 'showdown cancel {run.Id}', and judge it again then."
            );
        ApiKeys.Check(other?.Judges ?? run.Settings.Judges);
        if (other is null)
            return await pairs.JudgeAnewAsync(run, static rule => rule, cancel);
        RescoreRun.CheckFamilies(run, other);
        return await pairs.JudgeAnewAsync(run, rule => RescoreRun.Changed(rule, other), cancel);
    }
}
