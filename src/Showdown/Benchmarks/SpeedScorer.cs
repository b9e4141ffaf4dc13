using System.Globalization;
using Showdown.Domain;
using Showdown.Models.Replies;
using Showdown.Scoring;

namespace Showdown.Benchmarks;

/// <summary>Counts a completion's tokens, reasoning included: output speed is made of it, so that all models are measured by one tokenizer.</summary>
internal sealed class SpeedScorer : Scorer
{
    public override string Name => "speed";

    public override int Version => 1;

    public override ScorerKind Kind => ScorerKind.Measurement;

    protected override ValueTask<Score> ScoreCoreAsync(ScorerInput input, CancellationToken cancel)
    {
        var tokens = TokenCounter.Count(input.Text) + TokenCounter.Count(input.Reasoning ?? "");
        return ValueTask.FromResult(
            Score.Measured(
                tokens,
                string.Create(CultureInfo.InvariantCulture, $"{tokens} tokens by o200k_base; speed is measured here, nothing is scored")
            )
        );
    }
}
