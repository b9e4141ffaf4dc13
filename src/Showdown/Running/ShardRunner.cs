using System.Runtime.CompilerServices;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Judging;
using Showdown.Models;
using Showdown.Results;
using Reusable = System.Collections.Generic.IReadOnlyDictionary<
    (string SampleId, int Epoch, string RequestSha256),
    Showdown.Results.ReusableCompletion
>;

namespace Showdown.Running;

/// <summary>Carries out one shard: asks for what is left of it, scores, saves. May be started twice, and may die anywhere.</summary>
public sealed class ShardRunner(
    ShardStore shards,
    SampleStore samples,
    AttemptStore attempts,
    EvaluationContexts contexts,
    AttemptSink sink,
    Leases leases,
    BudgetGuard budgets,
    EndedEvaluations ended,
    RunProgress progress,
    TimeProvider time
)
{
    private static readonly TimeSpan _longestTurn = TimeSpan.FromMinutes(3);

    private readonly Turns _turns = new();

    public async Task<ShardResult> CarryOutAsync(string shardId, CancellationToken cancel) =>
        await shards.OpenAsync(shardId, cancel) is { } shard
            ? await leases.HoldAsync(shards, shardId, (owner, working) => AskAndFinishAsync(shard, owner, working), cancel)
                ?? new ShardResult.NotOurs()
            : new ShardResult.NotOurs();

    private async Task<ShardResult> AskAndFinishAsync(ShardRow shard, string owner, CancellationToken cancel)
    {
        var context = await contexts.GetAsync(shard.RunId, shard.EvaluationId);
        var hasEnded = context.Row.Stops && await ended.ReadAsync(shard.EvaluationId, cancel);
        try
        {
            hasEnded = hasEnded || await AskAsync(shard, context, cancel);
        }
        catch (LoadEndedException ended)
        {
            return new ShardResult.LoadEnded(shard, ended.Message);
        }
        catch (BudgetSpentException spent)
        {
            return new ShardResult.BudgetSpent(shard, spent.Message);
        }
        catch (ModelEndedException failed)
        {
            return new ShardResult.ModelStopped(shard, failed.Message);
        }
        catch (ToolsRefusedException refused)
        {
            return new ShardResult.ToolsRefused(shard, refused.Message);
        }

        if (hasEnded && !await ended.ReadAsync(shard.EvaluationId, CancellationToken.None))
        {
            // Somebody wants it to go on after all: who takes the shard next asks the rest.
            await shards.ReleaseAsync(shard.Id, owner, CancellationToken.None);
            return new ShardResult.NotOurs();
        }

        if (context.Scorer.Kind == ScorerKind.Deferred)
        {
            await shards.HandOnAsync(shard.Id, owner, time.GetUtcNow(), CancellationToken.None);
            return new ShardResult.Asked(shard) { ByModels = context.Scorer is JudgeScorer };
        }

        var left = await shards.FinishAsync(shard.Id, time.GetUtcNow(), CancellationToken.None);
        if (left == 0)
            contexts.Forget(shard.EvaluationId);
        return left is { } count ? new ShardResult.Finished(shard, count) { MayDecide = context.Row.Stops } : new ShardResult.NotOurs();
    }

    /// <returns>True when the evaluation ended early meanwhile: then the rest was not asked.</returns>
    private async Task<bool> AskAsync(ShardRow shard, EvaluationContext context, CancellationToken cancel)
    {
        var hasEnded = false;
        var done = await attempts.DoneAsync(shard.EvaluationId, shard.FirstAsked, shard.LastAsked, cancel);
        var left =
            from asked in await samples.AskedAsync(shard.EvaluationId, shard.FirstAsked, shard.LastAsked, cancel)
            let questions = new SamplePrompts(context.Prompts, asked.Sample)
            from epoch in shard.Epochs(context.Row.Epochs)
            where !done.Contains((asked.Number, epoch))
            select new Due(asked.Number, questions, epoch);
        var counts = progress.Of(shard.EvaluationId);
        if (context.Reuse == Reuse.SameSettings)
            left = await ReuseAsync(
                context,
                left,
                await attempts.ReusableAsync(shard.EvaluationId, shard.FirstAsked, shard.LastAsked, cancel),
                KeepAsync
            );
        if (context.Load is { } load)
            await RaiseLoadAsync(context, shard, load, [.. left], AskOpenAsync, cancel);
        else if (context.Scorer.Kind == ScorerKind.Measurement)
            await InTurnsAsync(context, shard, left, AllAsync, cancel);
        else
            await AllAsync(left);
        return hasEnded;

        // At once as many as the benchmark allows.
        async Task AllAsync(IEnumerable<Due> those) =>
            await Parallel.ForEachAsync(
                WithSlotsAsync(context, shard, those, HasEndedAsync, cancel),
                new ParallelOptions { MaxDegreeOfParallelism = context.Parallel, CancellationToken = cancel },
                AskOneAsync
            );

        async ValueTask<bool> HasEndedAsync() => hasEnded = context.Row.Stops && await ended.HasAsync(shard.EvaluationId, cancel);

        async Task<bool> AskOpenAsync(Due due, DateTimeOffset dueAt, long timestamp) =>
            (await AskSlotAsync((due, (await context.Chat()).EnterOpen(dueAt, timestamp)), cancel)).Reply is Reply.Failed;

        async ValueTask AskOneAsync((Due Due, RequestSlot Slot) item, CancellationToken stop) => await AskSlotAsync(item, stop);

        async ValueTask<Attempt> AskSlotAsync((Due Due, RequestSlot Slot) item, CancellationToken stop)
        {
            using var slot = item.Slot;
            if (await budgets.ExhaustedAsync(shard.RunId, stop) is { } spent)
                throw new BudgetSpentException(spent);
            Attempt attempt;
            try
            {
                attempt = await AskAsync(context, item.Due, slot, SpendAsync, stop);
                // An attempt that ends the model counts as not made, and a resumed run makes it.
                if (attempt.Reply is Reply.Failed { EndsModel: true, Failure: var failure })
                    throw new ModelEndedException(RunPassports.Reason(context.Model.Id, failure));
                await KeepAsync(attempt);
            }
            catch when (slot.Discarded is { } paid)
            {
                var usd = Prices.CostUsd(context.Model.Price, paid) ?? 0;
                counts.Pay(usd);
                await attempts.AddUnkeptAsync(shard.EvaluationId, paid, usd, CancellationToken.None);
                throw;
            }

            if (context.ToolRefusals.Are(attempt.Reply) is { } refusal)
                throw new ToolsRefusedException(RunPassports.ToolsReason(context.Model.Id, refusal));
            return attempt;

            // What gave no reply was paid for, too.
            async ValueTask<bool> SpendAsync(Usage tokens)
            {
                budgets.Add(shard.RunId, tokens, context.Model.Price);
                return await budgets.ExhaustedAsync(shard.RunId, stop) is null;
            }
        }

        // It was paid for: it is saved, however the asking ends.
        Task KeepAsync(Attempt attempt)
        {
            counts.Add(attempt);
            if (attempt is { ReusedFrom: null, Reply: Reply.Completed { Completion.Usage: var tokens } })
                budgets.Add(shard.RunId, tokens, context.Model.Price);
            return sink.SaveAsync(attempt, context.Row.ScorerVersion);
        }
    }

    /// <summary>What is measured is asked in turns with the run's other models; a turn is as many requests as go out at once.</summary>
    private async Task InTurnsAsync(
        EvaluationContext context,
        ShardRow shard,
        IEnumerable<Due> left,
        Func<IEnumerable<Due>, Task> ask,
        CancellationToken cancel
    )
    {
        using var part = _turns.Join(shard.RunId, shard.EvaluationId);
        foreach (var those in left.Chunk(context.Parallel))
        {
            using var turn = await part.TakeAsync(cancel);
            // A host that hangs, or is waited for, holds nobody else up.
            await using var limit = time.CreateTimer(_ => turn.Dispose(), null, _longestTurn, Timeout.InfiniteTimeSpan);
            await ask(those);
        }
    }

    /// <summary>The load is raised; a step is a turn.</summary>
    private async Task RaiseLoadAsync(
        EvaluationContext context,
        ShardRow shard,
        LoadPlan plan,
        IReadOnlyCollection<Due> left,
        Func<Due, DateTimeOffset, long, Task<bool>> ask,
        CancellationToken cancel
    )
    {
        using var part = _turns.Join(shard.RunId, shard.EvaluationId);
        if (
            await new OpenArrivals(plan, shard.EvaluationId, time).RaiseAsync(
                left,
                () => contexts.LoadTalliesAsync(shard.EvaluationId, plan, cancel),
                () => part.TakeAsync(cancel),
                ask,
                cancel
            ) is
            { } end
        )
            throw new LoadEndedException(end);
    }

    /// <summary>Saves what earlier runs have paid for.</summary>
    /// <returns>What is left to ask.</returns>
    private static async Task<IReadOnlyList<Due>> ReuseAsync(
        EvaluationContext context,
        IEnumerable<Due> all,
        Reusable reusable,
        Func<Attempt, Task> keep
    )
    {
        var left = new List<Due>();
        var kept = new List<Task>();
        foreach (var due in all)
        {
            var (hash, _) = context.RequestHash.Of(context.RequestOf(due));
            if (reusable.TryGetValue((due.SampleId, due.Epoch, hash), out var earlier))
                kept.Add(KeepAsync(due, hash, earlier));
            else
                left.Add(due);
        }

        await Task.WhenAll(kept);
        return left;

        async Task KeepAsync(Due due, string hash, ReusableCompletion earlier)
        {
            var score = await context.ScoreAsync(due, earlier.Completion);
            await keep(
                new Attempt(context.KeyOf(due), new Reply.Completed(earlier.Completion), score)
                {
                    CostUsd = 0,
                    RequestSha256 = hash,
                    ReusedFrom = earlier.PaidBy,
                }
            );
        }
    }

    /// <summary>
    /// Each with a request slot. A shard waits for one at a time, and makes nothing ready before: shards together could ask for many times what the
    /// model bears.
    /// </summary>
    private static async IAsyncEnumerable<(Due Due, RequestSlot Slot)> WithSlotsAsync(
        EvaluationContext context,
        ShardRow shard,
        IEnumerable<Due> left,
        Func<ValueTask<bool>> hasEnded,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var model = await context.Chat();
        // In the order of asking, whatever the shard: then what is saved together lies together.
        foreach (var due in left)
        {
            var slot = await model.EnterAsync(shard.EvaluationId, shard.Number, cancel);
            if (await hasEnded())
            {
                slot.Dispose();
                yield break;
            }

            yield return (due, slot);
        }
    }

    private static async Task<Attempt> AskAsync(
        EvaluationContext context,
        Due due,
        RequestSlot slot,
        Func<Usage, ValueTask<bool>> spend,
        CancellationToken cancel
    )
    {
        var (hash, request) = context.RequestHash.Of(context.RequestOf(due));
        RunMeter.InFlight(1, context.Model.Id);
        try
        {
            var reply = await slot.AskAsync(request, cancel, spend);
            var score = reply is Reply.Completed { Completion: var completion } ? await context.ScoreAsync(due, completion) : null;
            return new Attempt(context.KeyOf(due), reply, score) { CostUsd = Prices.CostUsd(context.Model.Price, reply), RequestSha256 = hash };
        }
        finally
        {
            RunMeter.InFlight(-1, context.Model.Id);
        }
    }

    private sealed class ModelEndedException(string message) : Exception(message);

    private sealed class ToolsRefusedException(string message) : Exception(message);

    private sealed class LoadEndedException(string message) : Exception(message);

    private sealed class BudgetSpentException(string message) : Exception(message);
}
