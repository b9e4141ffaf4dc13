using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Judging;
using Showdown.Results;

namespace Showdown.Running;

/// <summary>
/// A run's second stage, where a benchmark compares answers: when the answers are there, judges compare those of each two models to each sample. May be started
/// again, and may die anywhere: what has a verdict is not judged again.
/// </summary>
public sealed class PairStage(
    RunReader reader,
    PairStore store,
    AttemptStore attempts,
    EvaluationContexts contexts,
    ModelPool models,
    BudgetGuard budgets,
    TimeProvider time
)
{
    // Of a judge that gives none any more, after having given some or not.
    private const int MostInARow = 20;

    private const int MostAtOnce = 64;

    private static readonly TimeSpan _betweenLooks = TimeSpan.FromSeconds(2);

    private readonly PairWork _work = new(reader, store, contexts);

    private readonly PairScores _scores = new(reader, store, attempts);

    /// <returns>Why it ended before all pairs were judged; null: those that can be judged are.</returns>
    public Task<string?> CarryOutAsync(RunRow run, CancellationToken cancel) => CarryOutAsync(run, static rule => rule, cancel);

    /// <param name="change">Who shall judge instead, and by what.</param>
    /// <inheritdoc cref="CarryOutAsync(RunRow, CancellationToken)"/>
    public async Task<string?> CarryOutAsync(RunRow run, Func<JudgingRule, JudgingRule> change, CancellationToken cancel)
    {
        foreach (var benchmark in run.Settings.Benchmarks.Where(b => b.IsPairwise))
        {
            if (await CarryOutAsync(run, benchmark, change, cancel) is { } reason)
                return reason;
        }

        return null;
    }

    private async Task<string?> CarryOutAsync(
        RunRow run,
        BenchmarkSettings benchmark,
        Func<JudgingRule, JudgingRule> change,
        CancellationToken cancel
    )
    {
        var rule = change(JudgedBenchmarks.RuleOf(run.Settings, benchmark)!);
        var panel = await PanelAsync(rule);
        var judging = await BeginAsync(run, benchmark, rule, cancel);
        var done = (await store.VerdictsAsync(run.Id, benchmark.Id, judging, cancel))
            .Where(v => v is { InOrder: not null, Swapped: not null })
            .Select(v => (v.Pair(), v.Judge))
            .ToHashSet();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var (reason, silent) = ((string?)null, 0);
        var looked = new StrongBox<long>(time.GetTimestamp());
        try
        {
            await Parallel.ForEachAsync(
                _work.LeftAsync(run, benchmark, panel, done, stop.Token),
                new ParallelOptions
                {
                    MaxDegreeOfParallelism = Math.Min(MostAtOnce, panel.Sum(j => j.Model.Settings.Limits.Concurrency)),
                    CancellationToken = stop.Token,
                },
                async (task, working) =>
                {
                    if ((await budgets.ExhaustedAsync(run.Id, working) ?? await EndedAsync(run, looked, working)) is { } end)
                        await StopAsync(end);
                    working.ThrowIfCancellationRequested();
                    // What is asked is paid for: it is waited for and saved, however the stage ends.
                    var judgement = await task.Judge.JudgeAsync(task.Pair, cancel);
                    budgets.Add(run.Id, judgement.Tokens, task.Judge.Model.Settings.Price);
                    await store.SaveAsync(
                        PairVerdictRows.Of(run.Id, benchmark.Id, judging, task, judgement, time.GetUtcNow()),
                        CancellationToken.None
                    );
                    if (judgement.Outcome != PairOutcome.Unscored)
                        Interlocked.Exchange(ref silent, 0);
                    else if (Interlocked.Increment(ref silent) >= MostInARow)
                        await StopAsync(
                            $"judge '{task.Judge.Model.Settings.Id}' gave no verdict on {MostInARow} pairs in a row: {judgement.InOrder.Failure ?? judgement.Swapped.Failure}"
                        );
                }
            );
        }
        catch (OperationCanceledException) when (reason is not null && !cancel.IsCancellationRequested) { }

        await _scores.SaveAsync(run, benchmark, judging, cancel);
        return reason;

        Task StopAsync(string why)
        {
            reason ??= why;
            return stop.CancelAsync();
        }
    }

    /// <returns>That somebody has ended the run meanwhile; null while it goes on.</returns>
    private async Task<string?> EndedAsync(RunRow run, StrongBox<long> looked, CancellationToken cancel)
    {
        // One that had ended before is judged again: nobody can end it.
        if (run.Status != RunStatus.Running)
            return null;
        var at = Interlocked.Read(ref looked.Value);
        if (time.GetElapsedTime(at) < _betweenLooks || Interlocked.CompareExchange(ref looked.Value, time.GetTimestamp(), at) != at)
            return null;
        return await reader.RunAsync(run.Id, cancel) is { Status: RunStatus.Running } ? null : "the run was ended meanwhile";
    }

    private async Task<IReadOnlyList<PairJudge>> PanelAsync(JudgingRule rule)
    {
        var panel = new List<PairJudge>();
        foreach (var judge in rule.Judges)
            panel.Add(new PairJudge(new JudgeModel(await models.GetAsync(judge)), rule.Rubric, rule.Settings));
        return panel;
    }

    /// <summary>From now on the verdicts of these judges, by this rubric, count.</summary>
    private async Task<string> BeginAsync(RunRow run, BenchmarkSettings benchmark, JudgingRule rule, CancellationToken cancel)
    {
        var identities = rule.Judges.Select(j => JudgedBenchmarks.IdentityOf(j, rule.Rubric)).Order(StringComparer.Ordinal);
        var judging = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{PairJudge.Version}\n{string.Join('\n', identities)}")))[
            ..32
        ];
        await store.BeginAsync(run.Id, benchmark.Id, judging, rule, cancel);
        return judging;
    }
}
