using System.ComponentModel;
using Hangfire;
using Showdown.Domain;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.Jobs;

/// <summary>Plans a run and queues its first shards. A run that was planned before is only queued.</summary>
public sealed class PlanRunJob(RunPlanner planner, RunSteps steps, RunReader reader, RunFinisher finisher, RunDispatcher dispatcher)
{
    [Queue(Queues.Plan)]
    [AutomaticRetry(Attempts = 3, DelaysInSeconds = [2, 10, 30])]
    [DisplayName("Plan {0}")]
    public async Task ExecuteAsync(string runId, CancellationToken cancel)
    {
        try
        {
            if (!await steps.RunExclusiveAsync(runId, working => planner.PlanAsync(runId, working), cancel))
                return;
        }
        catch (SettingsException e)
        {
            // No retry mends a setting.
            await finisher.FailAsync(runId, e.Message, cancel);
            dispatcher.Report(runId);
            return;
        }

        // A report that was queued while this step held the run, because somebody cancelled it, did nothing.
        if (await reader.RunAsync(runId, cancel) is { Status: not RunStatus.Running })
            dispatcher.Report(runId);
        else
            await dispatcher.AskAsync(runId, cancel);
    }
}

/// <summary>Carries out one shard. Hangfire may start it twice; the shard's lease and the attempts' key keep that right.</summary>
public sealed class ShardJob(ShardRunner runner, RunFinisher finisher, RunDispatcher dispatcher)
{
    [Queue(Queues.Ask)]
    [AutomaticRetry(Attempts = 4, DelaysInSeconds = [1, 5, 20, 60])]
    [DisplayName("Ask {1}")]
    public async Task ExecuteAsync(string runId, string shardId, CancellationToken cancel)
    {
        var result = await runner.CarryOutAsync(shardId, cancel);
        if (result is ShardResult.ModelStopped lost)
            await dispatcher.StopModelAsync(runId, lost.Shard.ModelId, lost.Reason);
        if (result is ShardResult.ToolsRefused refused)
            await dispatcher.StopToolsAsync(runId, refused.Shard.ModelId, refused.Reason);
        if (result is ShardResult.LoadEnded ended)
            await dispatcher.StopEvaluationAsync(runId, ended.Shard.EvaluationId, ended.Reason);
        if (result is ShardResult.BudgetSpent spent)
        {
            await finisher.StopAsync(runId, spent.Reason, CancellationToken.None);
            dispatcher.Report(runId);
        }

        await dispatcher.ContinueAsync(runId, result);
    }
}

/// <summary>Checks a model's endpoint before the run asks it. A second start changes nothing.</summary>
public sealed class CheckEndpointJob(RunPassports passports, RunDispatcher dispatcher)
{
    [Queue(Queues.Ask)]
    [AutomaticRetry(Attempts = 3, DelaysInSeconds = [1, 5, 20])]
    [DisplayName("Check {1} for {0}")]
    public async Task ExecuteAsync(string runId, string modelId, CancellationToken cancel)
    {
        if (await passports.CarryOutAsync(runId, modelId, cancel) is not { } passport)
            return;
        if (passport.Failure is { } failure && RunPassports.IsPermanent(failure.Kind))
        {
            await dispatcher.StopModelAsync(runId, modelId, RunPassports.Reason(modelId, failure));
            return;
        }

        if (passport.Tools?.Refusal is { } refusal)
            await dispatcher.StopToolsAsync(runId, modelId, RunPassports.ToolsReason(modelId, refusal));
        await dispatcher.AskAsync(runId, modelId, cancel);
    }
}

/// <summary>Judges one shard's completions by running them in the sandbox.</summary>
public sealed class JudgeShardJob(ShardScorer judge, RunDispatcher dispatcher)
{
    [Queue(Queues.Judge)]
    [AutomaticRetry(Attempts = 4, DelaysInSeconds = [1, 5, 20, 60])]
    [DisplayName("Judge {1}")]
    public async Task ExecuteAsync(string runId, string shardId, CancellationToken cancel) =>
        await dispatcher.ContinueAsync(runId, await judge.CarryOutAsync(shardId, cancel));
}

/// <summary>Asks judge models about one shard's completions.</summary>
public sealed class AskJudgesJob(ShardScorer judge, RunFinisher finisher, RunDispatcher dispatcher)
{
    [Queue(Queues.Ask)]
    [AutomaticRetry(Attempts = 4, DelaysInSeconds = [1, 5, 20, 60])]
    [DisplayName("Ask judges about {1}")]
    public async Task ExecuteAsync(string runId, string shardId, CancellationToken cancel)
    {
        var result = await judge.CarryOutAsync(shardId, cancel);
        if (result is ShardResult.BudgetSpent spent)
        {
            await finisher.StopAsync(runId, spent.Reason, CancellationToken.None);
            dispatcher.Report(runId);
        }

        await dispatcher.ContinueAsync(runId, result);
    }
}

/// <summary>Closes an evaluation whose shards are all done, and the run when it was the last.</summary>
public sealed class FinishEvaluationJob(RunFinisher finisher, RunDispatcher dispatcher)
{
    [Queue(Queues.Plan)]
    [DisplayName("Finish {1}")]
    public async Task ExecuteAsync(string runId, string evaluationId, CancellationToken cancel)
    {
        if (await finisher.FinishEvaluationAsync(runId, evaluationId, cancel))
            dispatcher.FinishRun(runId);
    }
}

/// <summary>Ends a run, or has its answers compared first where a benchmark asks for that. A second start changes nothing.</summary>
public sealed class FinishRunJob(PairStage pairs, RunFinisher finisher, RunReader reader, RunDispatcher dispatcher)
{
    [Queue(Queues.Plan)]
    [DisplayName("Finish run {0}")]
    public async Task ExecuteAsync(string runId, CancellationToken cancel)
    {
        if (await reader.RunAsync(runId, cancel) is { Status: RunStatus.Running } run && run.Settings.Benchmarks.Any(b => b.IsPairwise))
        {
            var left = await pairs.PlanAsync(run, cancel);
            if (left.Open > 0)
            {
                await dispatcher.JudgePairsAsync(runId, cancel);
                return;
            }

            if (left.Stopped is { } reason)
                await finisher.StopAsync(runId, reason, CancellationToken.None);
        }

        await finisher.FinishRunAsync(runId, cancel);
        dispatcher.Report(runId);
    }
}

/// <summary>
/// Has judge models compare one shard of a run's answers; the last one's end is the run's. Judge models are asked as others are: by those who have
/// keys and a network.
/// </summary>
public sealed class JudgePairsJob(PairStage pairs, RunDispatcher dispatcher)
{
    [Queue(Queues.Ask)]
    [AutomaticRetry(Attempts = 4, DelaysInSeconds = [1, 5, 20, 60])]
    [DisplayName("Judge pairs {1}")]
    public async Task ExecuteAsync(string runId, string shardId, CancellationToken cancel)
    {
        if (await pairs.CarryOutAsync(shardId, cancel) is not { } left)
            return;
        if (left.Open > 0)
            await dispatcher.JudgePairsAsync(runId, CancellationToken.None);
        else
            dispatcher.FinishRun(runId);
    }
}
