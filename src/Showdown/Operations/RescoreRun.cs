using Showdown.Domain;
using Showdown.Models;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.Operations;

/// <summary>Scores a run's completions again with today's scorer, or by other judges, without asking a model for answers.</summary>
public sealed class RescoreRun(Rescorer rescorer)
{
    /// <returns>Attempts scored, and how many of them changed their outcome.</returns>
    /// <exception cref="SettingsException">
    /// The run goes on: what is saved next would be scored by the old scorer. Or judges are asked for that no benchmark of the run has, that belong
    /// to a contestant's family, or whose verdicts the budget does not bear.
    /// </exception>
    public async Task<(int Scored, int Changed)> ExecuteAsync(RunRow run, OtherJudging? other, CancellationToken cancel)
    {
        if (run.Status == RunStatus.Running)
            throw new SettingsException(
                $"Run {run.Id} is still running. Wait for its end, or end it with 'showdown cancel {run.Id}', and score it again then."
            );
        if (other is not null)
            Check(run, other);
        try
        {
            return await rescorer.RescoreAsync(run, other is null ? null : rule => Changed(rule, other), cancel);
        }
        catch (JudgingStoppedException spent)
        {
            throw new SettingsException(
                $"Run {run.Id}: {spent.Message}. The verdicts that came are kept; a larger budget ('showdown resume {run.Id} --budget USD') and the same command go on from there."
            );
        }
    }

    private static void Check(RunRow run, OtherJudging other)
    {
        if (!run.Settings.Benchmarks.Any(b => b.Scorer.Name == ScorerSettings.Judge))
            throw new SettingsException(
                $"Run {run.Id} has no benchmark that models judge: '--judges' and '--rubric' are for those with scorer: {{ name: judge }}."
            );
        ApiKeys.Check(other.Judges ?? run.Settings.Judges);
        CheckFamilies(run, other);
    }

    internal static void CheckFamilies(RunRow run, OtherJudging other)
    {
        if (other is { Judges: { } judges, AllowFamily: false })
        {
            foreach (var (judge, contestant) in JudgeSettings.OfOneFamily(judges, run.Settings.Models))
                throw new SettingsException(
                    $"Judge '{judge.Id}' would judge '{contestant.Id}', which is {(judge.Id == contestant.Id ? "itself" : "of its own family")}; judges favour their own. Name another judge, or say --allow-family."
                );
        }
    }

    internal static JudgingRule Changed(JudgingRule rule, OtherJudging other) =>
        rule with
        {
            Rubric = other.Rubric ?? rule.Rubric,
            Judges = other.Judges ?? rule.Judges,
            Settings = rule.Settings with
            {
                Models = [.. (other.Judges ?? rule.Judges).Select(j => j.Id)],
                AllowFamily = other.AllowFamily || rule.Settings.AllowFamily,
            },
        };
}
