using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Running;

/// <summary>
/// Scores a shard's completions where scoring is deferred. May be started twice, and may die anywhere: only attempts without a score are scored.
/// </summary>
public sealed class ShardScorer(
    ShardStore shards,
    SampleStore samples,
    AttemptStore attempts,
    EvaluationContexts contexts,
    RunProgress progress,
    Leases leases,
    TimeProvider time
)
{
    private const int AtATime = 50;

    public async Task<ShardResult> CarryOutAsync(string shardId, CancellationToken cancel) =>
        await shards.OpenAsync(shardId, cancel) is { } shard
            ? await leases.HoldAsync(shards, shardId, (_, working) => ScoreAsync(shard, working), cancel) ?? new ShardResult.NotOurs()
            : new ShardResult.NotOurs();

    private async Task<ShardResult> ScoreAsync(ShardRow shard, CancellationToken cancel)
    {
        var context = await contexts.GetAsync(shard.RunId, shard.EvaluationId);
        var asked = (await samples.AskedAsync(shard.EvaluationId, shard.FirstAsked, shard.LastAsked, cancel)).ToDictionary(
            a => a.Number,
            a => a.Sample
        );
        var counts = progress.Of(shard.EvaluationId);
        foreach (var batch in (await attempts.WithoutScoreAsync(shard.EvaluationId, shard.FirstAsked, shard.LastAsked, cancel)).Chunk(AtATime))
        {
            await Task.WhenAll(
                batch.Select(async attempt =>
                {
                    var question = context.Prompts.Ask(asked[attempt.Number], attempt.Epoch);
                    var score = await context.Scorer.ScoreAsync(question.Answered(attempt.Text, attempt.CutOff), cancel);
                    // At once: scoring one may take minutes, and what is scored is not scored again.
                    await attempts.SaveScoresAsync(
                        [(new AttemptKey(shard.EvaluationId, attempt.Number, attempt.SampleId, attempt.Epoch), score)],
                        context.Row.ScorerVersion,
                        cancel
                    );
                    counts.Scored(score.Outcome);
                })
            );
        }

        var left = await shards.FinishAsync(shard.Id, time.GetUtcNow(), CancellationToken.None);
        if (left == 0)
            contexts.Forget(shard.EvaluationId);
        return left is { } count ? new ShardResult.Finished(shard, count) : new ShardResult.NotOurs();
    }
}
