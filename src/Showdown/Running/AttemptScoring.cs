using Showdown.Domain;
using Showdown.Scoring.Text;

namespace Showdown.Running;

/// <summary>From a scorer's verdict to an attempt's score.</summary>
public static class AttemptScoring
{
    /// <summary>A completion that hit the output cap counts as right when it had stated a right answer by then, else as truncated. A scorer's own fault is unscored.</summary>
    public static Score Score(Completion completion, ITextScorer scorer, Target target) =>
        Score(completion.Text, completion.FinishReason == FinishReason.Length, scorer, target);

    /// <summary>A wrong answer of a completion that hit the output cap is a truncation.</summary>
    public static Score Cut(Score score, bool cutOff) => cutOff && score.Outcome == Outcome.Wrong
        ? new Score(Outcome.Truncated, score.Answer, $"cut off at the output cap; {score.Reason}")
        : score;

    /// <param name="cutOff">True when the completion hit the output cap.</param>
    public static Score Score(string text, bool cutOff, ITextScorer scorer, Target target)
    {
        if (!cutOff && string.IsNullOrWhiteSpace(text))
            return Domain.Score.Wrong(null, "the model finished without giving an answer");
        Score score;
        try
        {
            score = scorer.Grade(text, target, cutOff);
        }
#pragma warning disable CA1031 // a scorer's fault must not become a wrong answer, nor end the run
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Domain.Score.Unscored(null, $"the scorer '{scorer.Name}' failed: {e.GetType().Name}: {e.Message}");
        }

        return Cut(score, cutOff);
    }
}
