using Showdown.Domain;
using Showdown.Judging;
using Showdown.Results;

namespace Showdown.Running;

/// <summary>
/// Scores a shard's completions where scoring is deferred. May be started twice, and may die anywhere: only attempts without a score are scored.
/// </summary>
/// <remarks>
/// One program may be the end of the process that judges it, by memory say. What was being judged when a process died is judged again by itself,
/// after all others; what is by itself when a process dies twice more is not judged again.
/// </remarks>
public sealed class ShardScorer(
    ShardStore shards,
    SampleStore samples,
    AttemptStore attempts,
    EvaluationContexts contexts,
    Judges judges,
    RunProgress progress,
    Leases leases,
    TimeProvider time
) : IDisposable
{
    private const int AtATime = 25;

    /// <summary>While the last ones of a batch keep one processor busy, those of the next keep the others.</summary>
    private const int Batches = 2;

    /// <summary>Once among others, and twice by itself.</summary>
    private const int MostBegun = 3;

    /// <summary>A database server has only so many connections, and scores that need no sandbox are all there at once.</summary>
    private const int SavedAtOnce = 4;

    private readonly SemaphoreSlim _saving = new(SavedAtOnce);

    // Of all shards that this process scores.
    private readonly Solitude _solitude = new();

    public async Task<ShardResult> CarryOutAsync(string shardId, CancellationToken cancel) =>
        await shards.OpenAsync(shardId, cancel) is { } shard
            ? await leases.HoldAsync(shards, shardId, (owner, working) => ScoreWithinBudgetAsync(shard, owner, working), cancel)
                ?? new ShardResult.NotOurs()
            : new ShardResult.NotOurs();

    public void Dispose()
    {
        _solitude.Dispose();
        _saving.Dispose();
    }

    private async Task<ShardResult> ScoreWithinBudgetAsync(ShardRow shard, string owner, CancellationToken cancel)
    {
        try
        {
            return await ScoreAsync(shard, cancel);
        }
        catch (JudgingStoppedException spent)
        {
            await shards.ReleaseAsync(shard.Id, owner, CancellationToken.None); // a resumed run goes on with it
            return new ShardResult.BudgetSpent(shard, spent.Message);
        }
    }

    private async Task<ShardResult> ScoreAsync(ShardRow shard, CancellationToken cancel)
    {
        var context = await contexts.GetAsync(shard.RunId, shard.EvaluationId);
        var asked = (await samples.AskedAsync(shard.EvaluationId, shard.FirstAsked, shard.LastAsked, cancel)).ToDictionary(
            a => a.Number,
            a => a.Sample
        );
        var epochs = shard.Epochs(context.Row.Epochs).ToHashSet();
        var waiting = (await attempts.WithoutScoreAsync(shard.EvaluationId, shard.FirstAsked, shard.LastAsked, cancel))
            .Where(a => epochs.Contains(a.Epoch))
            .ToList();
        await Parallel.ForEachAsync(
            waiting.Where(a => a.Begun == 0).Chunk(AtATime),
            new ParallelOptions { MaxDegreeOfParallelism = Batches, CancellationToken = cancel },
            async (batch, token) => await ScoreAsync(context, batch, asked, token)
        );
        foreach (var suspect in waiting.Where(a => a.Begun > 0))
            await ScoreAsync(context, [suspect], asked, cancel);

        var left = await shards.FinishAsync(shard.Id, time.GetUtcNow(), CancellationToken.None);
        if (left == 0)
            contexts.Forget(shard.EvaluationId);
        return left is { } count ? new ShardResult.Finished(shard, count) { MayDecide = context.Row.Stops } : new ShardResult.NotOurs();
    }

    private async Task ScoreAsync(EvaluationContext context, UnscoredAttempt[] batch, Dictionary<int, Sample> asked, CancellationToken cancel)
    {
        using var place = await _solitude.EnterAsync(alone: batch.Any(a => a.Begun > 0), cancel);
        await attempts.BeginJudgingAsync(context.Row.Id, batch, cancel);
        try
        {
            await Task.WhenAll(batch.Select(attempt => ScoreAsync(context, attempt, asked[attempt.Number], cancel)));
        }
        finally
        {
            await attempts.EndJudgingAsync(context.Row.Id, batch, CancellationToken.None);
        }
    }

    private async Task ScoreAsync(EvaluationContext context, UnscoredAttempt attempt, Sample sample, CancellationToken cancel)
    {
        var input = context.Prompts.Ask(sample, attempt.Epoch).Answered(attempt.Text, attempt.CutOff, attempt.Calls);
        var key = new AttemptKey(context.Row.Id, attempt.Number, attempt.SampleId, attempt.Epoch);
        var score =
            context.Scorer is JudgeScorer judge ? await judges.ScoreAsync(context.Row.RunId, key, context.Row.ScorerVersion, judge, input, cancel)
            : attempt.Begun < MostBegun ? await context.Scorer.ScoreAsync(input, cancel)
            : Score.Unscored(
                null,
                $"the process that judged it died {attempt.Begun} times, {attempt.Begun - 1} of them while it judged nothing else; 'showdown rescore' tries again"
            );
        // At once: scoring one may take minutes, and what is scored is not scored again.
        await _saving.WaitAsync(cancel);
        try
        {
            await attempts.SaveScoresAsync([(key, score)], context.Row.ScorerVersion, cancel);
        }
        finally
        {
            _saving.Release();
        }

        progress.Of(context.Row.Id).Scored(score);
        EvaluationEvents.Tell(context.Row.Id, sample.Id, attempt.Epoch, score);
    }
}
