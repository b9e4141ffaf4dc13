using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Showdown.Domain;

namespace Showdown.Judging;

/// <summary>Has a judge model rate one answer by a rubric. Thread-safe.</summary>
/// <inheritdoc cref="PairJudge"/>
public sealed class AnswerJudge(JudgeModel model, Rubric rubric, JudgeSettings settings)
{
    public JudgeModel Model => model;

    /// <summary>Judges an answer. An empty one has every criterion's lowest level, and no judge is asked.</summary>
    /// <inheritdoc cref="PairJudge.JudgeAsync(PairToJudge, CancellationToken)"/>
    public async Task<AnswerJudgement> JudgeAsync(AnswerToJudge answer, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(answer.Answer))
            return new AnswerJudgement
            {
                Value = 0,
                Levels = rubric.Criteria.ToDictionary(c => c.Name, _ => 1),
                Reason = "the answer is empty, and no judge is asked",
                CostUsd = 0,
            };
        var told = await model.AskAsync(
            number => RequestFor(answer, number),
            (question, text) => RubricVerdictReader.Read(text, rubric, question.Nonce, question.Data),
            settings.Tries,
            cancel
        );
        return new AnswerJudgement
        {
            Value = told.Verdict is { } verdict ? ValueOf(rubric, verdict.Levels) : null,
            Levels = told.Verdict?.Levels ?? new Dictionary<string, int>(),
            Reason = told.Verdict?.Reason,
            Text = told.Text,
            Tries = told.Tries,
            Unread = told.Unread,
            Tokens = told.Tokens,
            CostUsd = told.CostUsd,
            Failure = told.Failure,
        };
    }

    /// <summary>What levels are worth: the mean of the criteria's shares by their weights, 0 to 1.</summary>
    public static double ValueOf(Rubric rubric, IReadOnlyDictionary<string, int> levels) =>
        rubric.Criteria.Sum(c => c.Weight * c.ShareOf(levels[c.Name])) / rubric.Criteria.Sum(c => c.Weight);

    private JudgeRequest RequestFor(AnswerToJudge answer, int number)
    {
        var reference = rubric.ShowsReference ? answer.Reference : null;
        string[] data = reference is null ? [answer.Prompt, answer.Answer] : [answer.Prompt, answer.Answer, reference];
        var nonce = JudgePrompt.NewNonce(data);
        return new JudgeRequest(nonce, JudgePrompt.Single(rubric, nonce, answer.Prompt, answer.Answer, reference), data)
        {
            Hint = model.Settings.IsSimulated ? Hint(answer, nonce, number) : null,
        };
    }

    /// <summary>A simulated judge takes an answer to be as good as a number made of its text; wrong, it is one level off.</summary>
    private SimulationHint Hint(AnswerToJudge answer, string nonce, int number)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{answer.Prompt}\0{answer.Answer}"));
        return new SimulationHint(JudgeModel.Simulated, Convert.ToHexStringLower(digest)[..32], number, Reply(0), Reply(1)) { IsWhole = true };

        string Reply(int off) =>
            JsonSerializer.Serialize(
                new
                {
                    id = nonce,
                    reason = "Simulated: a level by the letters of the answer.",
                    levels = rubric
                        .Criteria.Select((c, i) => (c.Name, Level: 1 + (digest[i % 32] + off) % c.Levels.Count))
                        .ToDictionary(c => c.Name, c => c.Level),
                }
            );
    }
}
