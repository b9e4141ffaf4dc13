using Hangfire;
using Showdown.Domain;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.Jobs;

/// <summary>Puts what is due into Hangfire's queues. The database says what is due; a job that is lost is queued again by the sweep.</summary>
public sealed class RunDispatcher(
    IBackgroundJobClient jobs,
    JobStorage storage,
    ShardStore shards,
    PairShardStore pairs,
    ProbeStore probes,
    RunFinisher finisher,
    EarlyEnds ends,
    RunReader reader,
    TimeProvider time
)
{
    // One shard is asked while the next begins, however few workers there are.
    private const int FewestInFlight = 2;

    public void Plan(string runId) => jobs.Enqueue<PlanRunJob>(job => job.ExecuteAsync(runId, CancellationToken.None));

    /// <param name="job">A job's name.</param>
    public void Pull(string job) => jobs.Enqueue<PullDatasetsJob>(pull => pull.ExecuteAsync(job, CancellationToken.None));

    public void FinishEvaluation(string runId, string evaluationId) =>
        jobs.Enqueue<FinishEvaluationJob>(job => job.ExecuteAsync(runId, evaluationId, CancellationToken.None));

    public void FinishRun(string runId) => jobs.Enqueue<FinishRunJob>(job => job.ExecuteAsync(runId, CancellationToken.None));

    public void Report(string runId) => jobs.Enqueue<RenderReportJob>(job => job.ExecuteAsync(runId, CancellationToken.None));

    /// <param name="byModels">True: it is a worker's that asks models; false: one's that has a sandbox.</param>
    private void Judge(string runId, string shardId, bool byModels)
    {
        if (byModels)
            jobs.Enqueue<AskJudgesJob>(job => job.ExecuteAsync(runId, shardId, CancellationToken.None));
        else
            jobs.Enqueue<JudgeShardJob>(job => job.ExecuteAsync(runId, shardId, CancellationToken.None));
    }

    /// <summary>Queues what follows a shard: its judge, the model's next one, or the end of its evaluation.</summary>
    public async Task ContinueAsync(string runId, ShardResult result)
    {
        switch (result)
        {
            case ShardResult.Asked asked:
                Judge(runId, asked.Shard.Id, asked.ByModels);
                await AskAsync(runId, asked.Shard.ModelId, CancellationToken.None);
                break;
            case ShardResult.LoadEnded ended:
                await AskAsync(runId, ended.Shard.ModelId, CancellationToken.None);
                break;
            case ShardResult.ToolsRefused refused:
                await AskAsync(runId, refused.Shard.ModelId, CancellationToken.None);
                break;
            case ShardResult.Finished finished:
                // Where verdicts end the asking, those who go abreast may go on, or need not.
                if (finished.MayDecide)
                    await DecideAsync(runId, EvaluationKey.Parse(finished.Shard.EvaluationId).Key.BenchmarkId);
                else
                    await AskAsync(runId, finished.Shard.ModelId, CancellationToken.None);
                if (finished.ShardsLeft == 0)
                    FinishEvaluation(runId, finished.Shard.EvaluationId);
                break;
        }
    }

    /// <summary>Ends what is sure, and queues what is not.</summary>
    /// <param name="benchmarkId">Null: all of the run's benchmarks.</param>
    private async Task DecideAsync(string runId, string? benchmarkId)
    {
        foreach (var evaluation in await ends.DecideAsync(runId, benchmarkId, CancellationToken.None))
            FinishEvaluation(runId, evaluation);
        await AskAsync(runId, CancellationToken.None);
    }

    // Those who went abreast with a model need not wait for it any more.
    private async Task GoOnWithoutAsync(string runId)
    {
        if ((await reader.EvaluationsAsync(runId, CancellationToken.None)).Any(e => e.Stops))
            await DecideAsync(runId, null);
    }

    /// <summary>Asks a model no more in a run, and queues the end of its evaluations.</summary>
    public async Task StopModelAsync(string runId, string modelId, string reason)
    {
        foreach (var evaluation in await finisher.StopModelAsync(runId, modelId, reason, CancellationToken.None))
            FinishEvaluation(runId, evaluation);
        await GoOnWithoutAsync(runId);
    }

    /// <summary>Ends an evaluation before all is asked.</summary>
    public async Task StopEvaluationAsync(string runId, string evaluationId, string reason)
    {
        foreach (var evaluation in await finisher.StopEvaluationAsync(evaluationId, reason, CancellationToken.None))
            FinishEvaluation(runId, evaluation);
    }

    /// <summary>Asks a model nothing more in a run that offers tools, and queues the end of those evaluations.</summary>
    public async Task StopToolsAsync(string runId, string modelId, string reason)
    {
        foreach (var evaluation in await finisher.StopToolsAsync(runId, modelId, reason, CancellationToken.None))
            FinishEvaluation(runId, evaluation);
        await GoOnWithoutAsync(runId);
    }

    /// <param name="number">Which entry of the job's 'notify', from 0.</param>
    public void Notify(string runId, int number) => jobs.Enqueue<NotifyJob>(job => job.ExecuteAsync(runId, number, CancellationToken.None));

    /// <summary>Looks again later whether it was told.</summary>
    public void NotifyLater(string runId, int number, TimeSpan delay) =>
        jobs.Schedule<NotifyJob>(job => job.ExecuteAsync(runId, number, CancellationToken.None), delay);

    /// <summary>Queues shards of every model of a run until enough are in flight.</summary>
    public async Task AskAsync(string runId, CancellationToken cancel)
    {
        foreach (var model in (await reader.EvaluationsAsync(runId, cancel)).Select(e => e.ModelId).Distinct())
            await AskAsync(runId, model, cancel);
    }

    /// <summary>Queues shards of one model until enough are in flight; before the first one, the check of its endpoint.</summary>
    public async Task AskAsync(string runId, string modelId, CancellationToken cancel)
    {
        var check = await probes.StateAsync(runId, modelId, time.GetUtcNow(), cancel);
        if (check == ProbeState.Due)
            jobs.Enqueue<CheckEndpointJob>(job => job.ExecuteAsync(runId, modelId, CancellationToken.None));
        if (check != ProbeState.Settled)
            return;
        var free = await ShareAsync(cancel) - await shards.QueuedAsync(runId, modelId, cancel);
        if (free <= 0)
            return;
        foreach (var shard in await shards.QueueNextAsync(runId, modelId, free, time.GetUtcNow(), cancel))
            jobs.Enqueue<ShardJob>(job => job.ExecuteAsync(runId, shard.Id, CancellationToken.None));
    }

    /// <summary>Queues shards of a run's pairs until enough are in flight.</summary>
    public async Task JudgePairsAsync(string runId, CancellationToken cancel)
    {
        var free = await ShareAsync(cancel) - await pairs.QueuedAsync(runId, cancel);
        if (free <= 0)
            return;
        foreach (var shard in await pairs.QueueNextAsync(runId, free, time.GetUtcNow(), cancel))
            jobs.Enqueue<JudgePairsJob>(job => job.ExecuteAsync(runId, shard.Id, CancellationToken.None));
    }

    /// <summary>
    /// Shards that one model may have in flight: its share of all workers that ask. With more, a slow model would in time hold every worker.
    /// </summary>
    private async Task<int> ShareAsync(CancellationToken cancel)
    {
        var workers = storage.GetMonitoringApi().Servers().Where(s => s.Queues.Contains(Queues.Ask)).Sum(s => s.WorkersCount);
        return Math.Max(FewestInFlight, workers / Math.Max(1, await shards.OpenModelsAsync(cancel)));
    }
}
