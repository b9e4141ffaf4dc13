using Showdown.Domain;
using Showdown.Operations;
using Showdown.Results;
using Showdown.Running;
using Showdown.Statistics;
using Showdown.Stopping;

namespace Showdown.Tests.Running;

/// <summary>Runs whose evaluations may end early, carried out shard by shard as the queue would, with a process that may die in between.</summary>
internal sealed class StoppingFixture(RunningFixture at)
{
    private EndedEvaluations _ended = at.NewEnded();
    private (ShardRunner Runner, ShardScorer Scorer, BudgetGuard Budgets)? _process;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A question is right for a model when this says so.</summary>
    public Func<string, int, bool> IsRight { get; set; } = (_, _) => true;

    /// <summary>By model, the questions that were answered, in the order of the answers.</summary>
    public ILookup<string, int> Asked => at.AskedSoFar.ToLookup(ModelOf, a => a.Question);

    public RunSettings Settings(string[] models, StopRule? stop = null, Func<Job, Job>? job = null) =>
        at.Settings(j =>
        {
            var made = j with { Models = models, Stop = stop ?? new StopRule() };
            return job?.Invoke(made) ?? made;
        }) with
        {
            Models = [.. models.Select(id => at.Model with { Id = id, Model = id })],
        };

    public async Task<string> PlanAsync(RunSettings settings)
    {
        at.Script = asked => new Said($"The answer is {(IsRight(ModelOf(asked), asked.Question) ? asked.Question : 0)}.");
        return await at.PlanAsync(settings);
    }

    /// <summary>Carries a run out until nothing is left to queue, one shard at a time, model by model.</summary>
    /// <param name="dies">Asked before each shard; true: the process is gone, and with it all that it remembered.</param>
    public async Task CarryOutAsync(string run, Func<bool>? dies = null, CancellationToken stop = default)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(Cancel, stop);
        var models = (await at.Reader.RunAsync(run, Cancel))!.Settings.Models;
        await DecideAsync(run);
        for (var asked = true; asked; )
        {
            asked = false;
            foreach (var model in models)
            {
                if (await at.Shards.QueueNextAsync(run, model.Id, 1, at.Time.GetUtcNow(), Cancel) is not [var shard])
                    continue;
                asked = true;
                if (dies?.Invoke() == true)
                    return;
                await CarryOutAsync(shard, both.Token);
            }
        }
    }

    public async Task CarryOutAsync(ShardRow shard, CancellationToken stop)
    {
        var (runner, scorer, _) = _process ??= at.NewProcess(_ended);
        var result = await runner.CarryOutAsync(shard.Id, stop);
        if (result is ShardResult.Asked)
            result = await scorer.CarryOutAsync(shard.Id, stop);
        if (result is not ShardResult.Finished finished)
            return;
        await DecideAsync(shard.RunId);
        if (finished.ShardsLeft == 0)
            await FinishAsync(shard.RunId, shard.EvaluationId);
    }

    /// <summary>Another process goes on.</summary>
    public void Restart() => (_ended, _process) = (at.NewEnded(), null);

    public async Task DecideAsync(string run)
    {
        foreach (var evaluation in await new EarlyEnds(at.Ends, at.Reader, _ended, at.Time).DecideAsync(run, Cancel))
            await FinishAsync(run, evaluation);
        foreach (var evaluation in await at.Runs.DoneEvaluationsAsync(run, Cancel))
            await FinishAsync(run, evaluation);
    }

    /// <summary>A person says, while a question is asked, that it is enough, and it is decided at once.</summary>
    public void SayEnough(string run) =>
        Task.Run(async () =>
            {
                await new SayEnough(at.Ends).ExecuteAsync((await at.Reader.RunAsync(run, Cancel))!, null, Cancel);
                await DecideAsync(run);
            })
            .GetAwaiter()
            .GetResult();

    /// <summary>What the stored answers of two models show, and after how many samples.</summary>
    public async Task<(Verdict Verdict, int? DecidedAt)> VerdictAsync(string run, string a, string b, string benchmark = "bench")
    {
        var settings = (await at.Reader.RunAsync(run, Cancel))!.Settings;
        var (one, other) = (await EvaluationAsync(run, a), await EvaluationAsync(run, b));
        var rounds = settings.StopRounds(benchmark);
        var (_, comparison) = PairedPrefix.Decide(
            await at.Reader.AskedScoresAsync(one, rounds, Cancel),
            await at.Reader.AskedScoresAsync(other, rounds, Cancel),
            settings.StopOf(benchmark)!.ToSequentialOptions(settings.StoppingComparisons)
        );
        return (comparison.Verdict, comparison.DecidedAt);
    }

    public async Task<EvaluationRow> EvaluationAsync(string run, string model) =>
        (await at.Reader.EvaluationsAsync(run, Cancel)).Single(e => e.ModelId == model);

    private static string ModelOf(Asked asked) => asked.Body.GetProperty("model").GetString()!;

    private async Task FinishAsync(string run, string evaluation)
    {
        if (await at.Finisher.FinishEvaluationAsync(run, evaluation, Cancel))
            await at.Finisher.FinishRunAsync(run, Cancel);
    }
}
