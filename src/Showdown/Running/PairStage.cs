using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Judging;
using Showdown.Results;

namespace Showdown.Running;

/// <summary>
/// A run's second stage, where a benchmark compares answers: when the answers are there, judges compare those of each two models to each sample. It
/// has shards of its own, each of which may be started again and may die anywhere: what has a verdict is not judged again.
/// </summary>
public sealed class PairStage(
    RunReader reader,
    PairShardStore shards,
    PairStore store,
    AttemptStore attempts,
    EvaluationContexts contexts,
    ModelPool models,
    BudgetGuard budgets,
    Leases leases,
    TimeProvider time
)
{
    // Two requests each: work of a minute or two, so that several workers share a run of a hundred prompts, and none holds its lease for long.
    private const int VerdictsOfAShard = 32;

    // Of one judge that gives none any more, after having given some or not.
    private const int MostInARow = 20;

    private static readonly TimeSpan _betweenLooks = TimeSpan.FromSeconds(2);

    private readonly PairWork _work = new(reader, store, contexts);

    private readonly PairScores _scores = new(reader, store, attempts);

    private readonly PairsInHand _hands = new();

    /// <summary>Slices a run's answers into shards when all are there. A second call changes nothing.</summary>
    /// <returns>What is left of them.</returns>
    public async Task<PairStanding> PlanAsync(RunRow run, CancellationToken cancel)
    {
        var evaluations = await reader.EvaluationsAsync(run.Id, cancel);
        foreach (var benchmark in run.Settings.Benchmarks.Where(b => b.IsPairwise))
        {
            var rule = JudgedBenchmarks.RuleOf(run.Settings, benchmark)!;
            await store.BeginAsync(run.Id, benchmark.Id, PairPanel.JudgingOf(rule), rule, cancel);
            await shards.PlanAsync(
                run.Id,
                benchmark.Id,
                PairWork.Baseline(run, benchmark, evaluations),
                Math.Max(1, VerdictsOfAShard / rule.Judges.Count),
                cancel
            );
        }

        return await shards.StandingAsync(run.Id, cancel);
    }

    /// <summary>Judges what is left of a shard.</summary>
    /// <returns>What the run has left; null when the shard was done before, or another process has it.</returns>
    public async Task<PairStanding?> CarryOutAsync(string shardId, CancellationToken cancel) =>
        await shards.OpenAsync(shardId, cancel) is { } shard
            ? await leases.HoldAsync(shards, shardId, (_, working) => CarryOutAsync(shard, working), cancel)
            : null;

    /// <summary>Has an ended run's pairs judged anew, those of them that lack a verdict.</summary>
    /// <param name="change">Who shall judge, and by what.</param>
    /// <returns>Why it ended before all pairs were judged; null: those that can be judged are.</returns>
    /// <remarks>
    /// In this process, without shards: somebody waits for it at a terminal, and a run that has ended gives no leases, which is how cancelling works.
    /// </remarks>
    public async Task<string?> JudgeAnewAsync(RunRow run, Func<JudgingRule, JudgingRule> change, CancellationToken cancel)
    {
        foreach (var benchmark in run.Settings.Benchmarks.Where(b => b.IsPairwise))
        {
            var rule = change(JudgedBenchmarks.RuleOf(run.Settings, benchmark)!);
            var panel = await PanelAsync(run, benchmark, rule);
            await store.BeginAsync(run.Id, benchmark.Id, panel.Judging, rule, cancel);
            if (await JudgeAsync(panel, SampleRange.All, _ => Task.FromResult<string?>(null), cancel) is { } reason)
                return reason;
        }

        return null;
    }

    private async Task<PairStanding> CarryOutAsync(PairShardRow shard, CancellationToken cancel)
    {
        var run = await reader.RunAsync(shard.RunId, cancel) ?? throw new InvalidOperationException($"run {shard.RunId} is not stored");
        var benchmark = run.Settings.Benchmark(shard.BenchmarkId);
        var panel = await PanelAsync(run, benchmark, JudgedBenchmarks.RuleOf(run.Settings, benchmark)!);
        var stopped = await JudgeAsync(panel, shard.Samples, StoppedAsync, cancel);
        await shards.FinishAsync(shard, stopped, time.GetUtcNow(), CancellationToken.None);
        // Counted when it is written: of two that finish at once, one at least finds none left.
        return await shards.StandingAsync(run.Id, CancellationToken.None);

        async Task<string?> StoppedAsync(CancellationToken looking) => (await shards.StandingAsync(shard.RunId, looking)).Stopped;
    }

    /// <param name="stopped">Why others have ended the judging meanwhile; null while it goes on.</param>
    /// <returns>Why it ended before all pairs were judged; null: those that can be judged are.</returns>
    private async Task<string?> JudgeAsync(
        PairPanel panel,
        SampleRange samples,
        Func<CancellationToken, Task<string?>> stopped,
        CancellationToken cancel
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var hand = _hands.Join(panel.Run.Id, panel.AtOnce);
        var (reason, looked) = ((string?)null, (long?)null);
        try
        {
            await Parallel.ForEachAsync(
                _work.LeftAsync(panel, samples, stop.Token),
                new ParallelOptions { MaxDegreeOfParallelism = panel.AtOnce, CancellationToken = stop.Token },
                async (task, working) =>
                {
                    await hand.EnterAsync(working);
                    try
                    {
                        await JudgeOneAsync(task, working);
                    }
                    finally
                    {
                        hand.Exit();
                    }
                }
            );
        }
        catch (OperationCanceledException) when (reason is not null && !cancel.IsCancellationRequested) { }
        finally
        {
            // However it ends: the verdicts that are there count.
            await _scores.SaveAsync(panel, samples, CancellationToken.None);
        }

        return reason;

        async Task JudgeOneAsync(PairTask task, CancellationToken working)
        {
            if ((await budgets.ExhaustedAsync(panel.Run.Id, working) ?? await LookAsync(working)) is { } end)
                await StopAsync(end);
            working.ThrowIfCancellationRequested();
            // What is asked is paid for: it is waited for and saved, unless the run has ended or another process judges it.
            var judgement = await task.Judge.JudgeAsync(task.Pair, cancel);
            budgets.Add(panel.Run.Id, judgement.Tokens, task.Judge.Model.Settings.Price);
            await store.SaveAsync(PairVerdictRows.Of(panel, task, judgement, time.GetUtcNow()), CancellationToken.None);
            var judge = task.Judge.Model.Settings.Id;
            if (hand.Heard(judge, judgement.Outcome != PairOutcome.Unscored) >= MostInARow)
                await StopAsync(
                    $"judge '{judge}' gave no verdict on {MostInARow} pairs in a row: {judgement.InOrder.Failure ?? judgement.Swapped.Failure}"
                );
        }

        async Task<string?> LookAsync(CancellationToken working)
        {
            if (looked is { } at && time.GetElapsedTime(at) < _betweenLooks)
                return null;
            looked = time.GetTimestamp();
            return await stopped(working);
        }

        Task StopAsync(string why)
        {
            reason ??= why;
            return stop.CancelAsync();
        }
    }

    private async Task<PairPanel> PanelAsync(RunRow run, BenchmarkSettings benchmark, JudgingRule rule)
    {
        var judges = new List<PairJudge>();
        foreach (var judge in rule.Judges)
            judges.Add(new PairJudge(new JudgeModel(await models.GetAsync(judge)), rule.Rubric, rule.Settings));
        return new PairPanel(run, benchmark, PairPanel.JudgingOf(rule), judges);
    }
}
