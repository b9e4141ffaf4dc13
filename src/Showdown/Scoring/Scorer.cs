using Showdown.Domain;

namespace Showdown.Scoring;

/// <summary>Scores completions. Thread-safe.</summary>
public abstract class Scorer
{
    /// <summary>A field of this name says which part of the benchmark a sample belongs to; the part gets a score of its own.</summary>
    public const string PartField = "part";

    /// <summary>The name that benchmark files use.</summary>
    public abstract string Name { get; }

    /// <summary>Raised whenever a verdict can change; stored with every score.</summary>
    public abstract int Version { get; }

    public abstract ScorerKind Kind { get; }

    /// <summary>
    /// True when an answer is either right or wrong. False when it may earn a share of the credit (<see cref="Score.Share"/>): then every score has a
    /// value, and two models are compared as shares are, even where all turned out to be 0 or 1.
    /// </summary>
    public virtual bool IsTwoValued => true;

    /// <summary>
    /// Scores one completion. Of one that hit the output cap, a right answer that it had stated by then counts, and anything less is a truncation,
    /// which keeps the share that it had earned by then.
    /// </summary>
    public async ValueTask<Score> ScoreAsync(ScorerInput input, CancellationToken cancel) => Counted(input, await ScoreCoreAsync(input, cancel));

    /// <summary>A score with what every scorer adds: the part that the sample belongs to, and what the output cap makes of it.</summary>
    internal static Score Counted(ScorerInput input, Score score)
    {
        if (input.Sample.Fields.TryGetValue(PartField, out var part) && score.Outcome is Outcome.Right or Outcome.Partial or Outcome.Wrong)
            score = score with { Parts = [.. score.Parts, PartOf(part, score)] };
        return input.CutOff && score.Outcome is (Outcome.Wrong or Outcome.Partial)
            ? score with
            {
                Outcome = Outcome.Truncated,
                Reason = $"cut off at the output cap; {score.Reason}",
            }
            : score;
    }

    // A share counts in hundredths.
    private static PartScore PartOf(string name, Score score) =>
        score.Value is { } share ? PartScore.Counted(name, (int)Math.Round(100 * share), 100) : new PartScore(name, score.Outcome == Outcome.Right);

    /// <returns>Right, partly right, wrong or unscored, with the reason.</returns>
    protected abstract ValueTask<Score> ScoreCoreAsync(ScorerInput input, CancellationToken cancel);
}

/// <summary>Scores by the answer text alone: pure, deterministic, bounded in time, never throwing on any text.</summary>
public abstract class PureScorer : Scorer
{
    public sealed override ScorerKind Kind => ScorerKind.Instant;

    /// <param name="completion">The answer text.</param>
    /// <param name="target">What is right, and what is on offer.</param>
    /// <param name="cutOff">
    /// True when the completion hit the output cap: then only an explicit statement counts, never what merely stands last.
    /// </param>
    /// <returns>Right or wrong with the reason; unscored with the extracted answer when the target has no value. No answer found is wrong.</returns>
    public abstract Score Grade(string completion, Target target, bool cutOff = false);

    private Score Without(Score wrong) => IsTwoValued ? wrong : wrong with { Value = 0 };

    protected sealed override ValueTask<Score> ScoreCoreAsync(ScorerInput input, CancellationToken cancel)
    {
        if (!input.CutOff && string.IsNullOrWhiteSpace(input.Text))
            return ValueTask.FromResult(Without(Score.Wrong(null, "the model finished without giving an answer")));
        try
        {
            return ValueTask.FromResult(Grade(input.Text, input.Target, input.CutOff));
        }
#pragma warning disable CA1031 // a scorer's own error must not become a wrong answer, nor end the run
        catch (Exception e)
#pragma warning restore CA1031
        {
            return ValueTask.FromResult(Score.Unscored(null, $"the scorer '{Name}' failed: {e.GetType().Name}: {e.Message}"));
        }
    }
}
