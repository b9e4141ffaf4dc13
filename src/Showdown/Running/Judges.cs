using System.Text.Json;
using Showdown.Domain;
using Showdown.Judging;
using Showdown.Results;
using Showdown.Scoring;

namespace Showdown.Running;

/// <summary>Asks judge models for a run's verdicts: within its budget, each verdict kept as soon as it is there.</summary>
public sealed class Judges(ModelPool models, JudgementStore store, BudgetGuard budgets, TimeProvider time)
{
    /// <summary>The scorer of a rule; judges are connected to when they are first asked.</summary>
    public JudgeScorer ScorerOf(JudgingRule rule) =>
        new(
            rule.Rubric,
            [
                .. rule.Judges.Select(judge => new AnswerJudge(
                    new JudgeModel(judge, async (request, cancel) => await (await models.GetAsync(judge)).AskAsync(request, cancel)),
                    rule.Rubric,
                    rule.Settings
                )),
            ]
        );

    /// <summary>Scores an attempt; verdicts that are there already are not asked for again.</summary>
    /// <exception cref="JudgingStoppedException">The run's budget is spent.</exception>
    public async Task<Score> ScoreAsync(
        string runId,
        AttemptKey attempt,
        int version,
        JudgeScorer scorer,
        ScorerInput input,
        CancellationToken cancel
    )
    {
        var known = (await store.OfAttemptAsync(attempt, version, cancel)).Where(j => j.Value is not null).ToDictionary(j => j.JudgeId);
        var shown = JudgeScorer.Shown(input);
        var said = await Task.WhenAll(
            scorer.Panel.Select(async judge =>
                (
                    judge.Model.Settings.Id,
                    known.TryGetValue(judge.Model.Settings.Id, out var row)
                        ? Judgement(row)
                        : await AskAsync(runId, attempt, version, judge, shown, cancel)
                )
            )
        );
        return Scorer.Counted(input, scorer.ScoreOf(said));
    }

    private async Task<AnswerJudgement> AskAsync(
        string runId,
        AttemptKey attempt,
        int version,
        AnswerJudge judge,
        AnswerToJudge shown,
        CancellationToken cancel
    )
    {
        if (await budgets.ExhaustedAsync(runId, cancel) is { } spent)
            throw new JudgingStoppedException(spent);
        var said = await judge.JudgeAsync(shown, cancel);
        budgets.Add(runId, said.Tokens, judge.Model.Settings.Price);
        await store.SaveAsync(attempt, version, Row(judge.Model.Settings.Id, said), time.GetUtcNow(), CancellationToken.None);
        return said;
    }

    private static JudgementRow Row(string judge, AnswerJudgement said) =>
        new()
        {
            JudgeId = judge,
            Value = said.Value,
            Levels = said.Value is null ? null : JsonSerializer.Serialize(said.Levels),
            Reason = said.Reason,
            Reply = said.Text,
            Tries = said.Tries,
            Unread = said.Unread,
            InputTokens = said.Tokens.InputTokens,
            OutputTokens = said.Tokens.OutputTokens,
            CostUsd = (double?)said.CostUsd,
            Failure = said.Failure,
        };

    private static AnswerJudgement Judgement(JudgementRow row) =>
        new()
        {
            Value = row.Value,
            Levels = JsonSerializer.Deserialize<Dictionary<string, int>>(row.Levels!)!,
            Reason = row.Reason,
            Text = row.Reply,
            Tries = row.Tries,
            Unread = row.Unread,
        };
}
