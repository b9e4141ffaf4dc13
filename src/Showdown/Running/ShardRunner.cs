using System.Data.Common;
using Showdown.Domain;
using Showdown.Models;
using Showdown.Results;

namespace Showdown.Running;

/// <summary>What came of a shard.</summary>
public abstract record ShardResult
{
    private ShardResult()
    {
    }

    /// <param name="ShardsLeft">Shards that its evaluation still has.</param>
    public sealed record Finished(ShardRow Shard, int ShardsLeft) : ShardResult;

    /// <summary>Nothing more may be asked in this run.</summary>
    public sealed record BudgetSpent(ShardRow Shard, string Reason) : ShardResult;

    /// <summary>It was done before, or another worker holds it.</summary>
    public sealed record NotOurs : ShardResult;
}

/// <summary>Carries out one shard: asks for what is left of it, scores, saves. May be started twice, and may die anywhere.</summary>
public sealed class ShardRunner(
    ShardStore shards, SampleStore samples, AttemptStore attempts, EvaluationContexts contexts, AttemptSink sink, BudgetGuard budgets, RunProgress progress, TimeProvider time)
{
    private static readonly TimeSpan _leaseLength = TimeSpan.FromSeconds(30);

    public async Task<ShardResult> CarryOutAsync(string shardId, CancellationToken cancel)
    {
        var owner = LeaseOwner.New();
        if (await shards.OpenAsync(shardId, cancel) is not { } shard || !await TakeAsync(shardId, owner, cancel))
            return new ShardResult.NotOurs();

        using var working = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var heartbeat = KeepLeaseAsync(shardId, owner, working);
        try
        {
            await AskAsync(shard, working.Token);
        }
        catch (BudgetSpentException spent)
        {
            await sink.FlushAsync();
            return new ShardResult.BudgetSpent(shard, spent.Message);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            await sink.FlushAsync();
            return new ShardResult.NotOurs(); // the lease is lost: another worker has the shard, or the run was cancelled
        }
        catch
        {
            await sink.FlushAsync();
            await shards.ReleaseAsync(shardId, owner, CancellationToken.None);
            throw;
        }
        finally
        {
            await working.CancelAsync();
            await heartbeat;
        }

        var left = await shards.FinishAsync(shardId, time.GetUtcNow(), CancellationToken.None);
        return left is { } count ? new ShardResult.Finished(shard, count) : new ShardResult.NotOurs();
    }

    private async Task AskAsync(ShardRow shard, CancellationToken cancel)
    {
        var context = await contexts.GetAsync(shard.RunId, shard.EvaluationId);
        var done = await attempts.DoneAsync(shard.EvaluationId, shard.FirstAsked, shard.LastAsked, cancel);
        var left =
            from sample in await samples.AskedAsync(shard.EvaluationId, shard.FirstAsked, shard.LastAsked, cancel)
            from epoch in Enumerable.Range(1, context.Row.Epochs)
            where !done.Contains((sample.Id, epoch))
            select (sample, epoch);
        var counts = progress.Of(shard.EvaluationId);
        var options = new ParallelOptions { MaxDegreeOfParallelism = context.Model.Limits.Concurrency, CancellationToken = cancel };
        await Parallel.ForEachAsync(left, options, async (item, stop) =>
        {
            if (await budgets.ExhaustedAsync(shard.RunId, stop) is { } spent)
                throw new BudgetSpentException(spent);
            var attempt = await AttemptAsync(context, item.sample, item.epoch, stop);
            counts.Add(attempt);
            budgets.Add(shard.RunId, attempt);
            await sink.WriteAsync(attempt, context.Row.ScorerVersion, CancellationToken.None);
        });
        await sink.FlushAsync();
    }

    private static async Task<Attempt> AttemptAsync(EvaluationContext context, Sample sample, int epoch, CancellationToken cancel)
    {
        var question = context.Prompts.Ask(sample, epoch);
        var request = new ModelRequest(question.Messages, context.SamplingOf(sample.Id, epoch)) { Hint = question.Hint };
        var reply = await context.Chat.AskAsync(request, cancel);
        var key = new AttemptKey(context.Row.Id, sample.Id, epoch);
        return reply is Reply.Completed { Completion: var completion }
            ? new Attempt(key, reply, AttemptScoring.Score(completion, context.Grader, question.Target)) { CostUsd = Prices.CostUsd(context.Model.Price, completion.Usage) }
            : new Attempt(key, reply, null);
    }

    private sealed class BudgetSpentException(string message) : Exception(message);

    // A worker that was killed on this machine holds its lease for nothing: no need to wait until it runs out.
    private async Task<bool> TakeAsync(string shardId, string owner, CancellationToken cancel)
    {
        if (await LeaseAsync(shardId, owner, cancel))
            return true;
        if (await shards.OwnerAsync(shardId, cancel) is not { } other || !LeaseOwner.IsDead(other))
            return false;
        await shards.ReleaseAsync(shardId, other, cancel);
        return await LeaseAsync(shardId, owner, cancel);
    }

    private Task<bool> LeaseAsync(string shardId, string owner, CancellationToken cancel) =>
        shards.LeaseAsync(shardId, owner, time.GetUtcNow(), _leaseLength, cancel);

    private async Task KeepLeaseAsync(string shardId, string owner, CancellationTokenSource working)
    {
        using var timer = new PeriodicTimer(_leaseLength / 6, time);
        try
        {
            while (await timer.WaitForNextTickAsync(working.Token))
            {
                try
                {
                    if (!await LeaseAsync(shardId, owner, working.Token))
                        await working.CancelAsync(); // somebody else has it: stop paying for the same attempts
                }
                catch (DbException)
                {
                    // A database that restarts answers at a later beat; until then the lease lasts.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // the work is done
        }
    }
}
