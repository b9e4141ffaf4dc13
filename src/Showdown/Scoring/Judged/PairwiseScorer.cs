using Showdown.Domain;

namespace Showdown.Scoring.Judged;

/// <summary>Of a benchmark whose answers are compared: an answer has no score of its own until judges have compared it with others.</summary>
/// <remarks>Its score then is the mean of what it earned in its pairs: 1 for a win, ½ for a tie, 0 for a loss.</remarks>
public sealed class PairwiseScorer : Scorer
{
    public override string Name => ScorerSettings.Pairwise;

    public override int Version => 1;

    public override ScorerKind Kind => ScorerKind.Instant;

    public override bool IsTwoValued => false;

    protected override ValueTask<Score> ScoreCoreAsync(ScorerInput input, CancellationToken cancel) =>
        ValueTask.FromResult(Score.Unscored(null, "not compared with another answer yet"));
}
