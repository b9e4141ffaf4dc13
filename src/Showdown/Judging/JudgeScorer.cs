using System.Globalization;
using Showdown.Domain;
using Showdown.Scoring;
using Showdown.Scoring.Judged;

namespace Showdown.Judging;

/// <summary>
/// Has judge models rate an answer by a rubric. Of a panel the median counts, where more than half of it gave a verdict; a single judge that fails
/// leaves the attempt unscored.
/// </summary>
public sealed class JudgeScorer(Rubric rubric, IReadOnlyList<AnswerJudge> panel) : Scorer
{
    /// <summary>How a judge's own mean stands among the parts of a score.</summary>
    public const string JudgePart = "judge";

    public override string Name => ScorerSettings.Judge;

    public override int Version => RubricOptions.Version;

    public override ScorerKind Kind => ScorerKind.Deferred;

    public override bool IsTwoValued => false;

    public IReadOnlyList<AnswerJudge> Panel => panel;

    public static AnswerToJudge Shown(ScorerInput input) =>
        new()
        {
            Prompt = string.Join(
                "\n\n",
                input.Sample.Turns.Select(t => $"{t.Role}: {t.Told()}").Append(input.Sample.Input).Where(t => !string.IsNullOrWhiteSpace(t))
            ),
            Answer = input.Text,
            Reference = string.IsNullOrWhiteSpace(input.Target.Value) ? null : input.Target.Value,
        };

    /// <summary>The score that verdicts make together.</summary>
    /// <param name="said">One for each judge, by its id.</param>
    public Score ScoreOf(IReadOnlyList<(string Judge, AnswerJudgement Judgement)> said)
    {
        var given = said.Where(s => s.Judgement.Value is not null).ToList();
        if (given.Count * 2 <= said.Count)
            return Score.Unscored(null, string.Join("; ", said.Select(s => $"judge {s.Judge}: {s.Judgement.Failure ?? Words(s.Judgement)}")));
        var values = given.Select(s => s.Judgement.Value!.Value).Order().ToList();
        var median = (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
        return Score.Share(median, string.Join(", ", rubric.Criteria.Select(c => $"{c.Name} {Levels(c)}")), Reason(said, values)) with
        {
            Parts = Parts(given),
        };

        string Levels(Criterion criterion) =>
            $"{string.Join('|', given.Select(s => s.Judgement.Levels[criterion.Name].ToString(CultureInfo.InvariantCulture)))} of {criterion.Levels.Count}";
    }

    protected override async ValueTask<Score> ScoreCoreAsync(ScorerInput input, CancellationToken cancel)
    {
        var shown = Shown(input);
        return ScoreOf([.. await Task.WhenAll(panel.Select(async judge => (judge.Model.Settings.Id, await judge.JudgeAsync(shown, cancel))))]);
    }

    private static string Reason(IReadOnlyList<(string Judge, AnswerJudgement Judgement)> said, List<double> values)
    {
        var each = said.Select(s => $"judge {s.Judge}: {(s.Judgement.Value is null ? $"no verdict, {s.Judgement.Failure}" : Words(s.Judgement))}");
        return said.Count == 1
            ? each.First()
            : string.Create(
                CultureInfo.InvariantCulture,
                $"median of {values.Count} of {said.Count} judges, who gave {values[0]:0.##} to {values[^1]:0.##}; {string.Join("; ", each)}"
            );
    }

    private static string Words(AnswerJudgement judgement) =>
        string.Create(CultureInfo.InvariantCulture, $"{judgement.Value:0.##}{(judgement.Reason is { } reason ? $", \"{reason}\"" : "")}");

    /// <summary>What each criterion earned, and where there are several judges what each of them gave.</summary>
    private IReadOnlyList<PartScore> Parts(List<(string Judge, AnswerJudgement Judgement)> given) =>
        [
            .. rubric.Criteria.Count > 1
                ? rubric.Criteria.Select(c =>
                    PartScore.Counted(c.Name, given.Sum(s => s.Judgement.Levels[c.Name] - 1), given.Count * (c.Levels.Count - 1))
                )
                : [],
            .. panel.Count > 1
                ? given.Select(s => PartScore.Counted($"{JudgePart}: {s.Judge}", (int)Math.Round(100 * s.Judgement.Value!.Value), 100))
                : [],
        ];
}
