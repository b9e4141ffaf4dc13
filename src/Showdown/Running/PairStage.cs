using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Judging;
using Showdown.Judging.HeadToHead;
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

    private const int SavedAtOnce = 500;

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
                WorkAsync(run, benchmark, panel, done, stop.Token),
                new ParallelOptions
                {
                    MaxDegreeOfParallelism = Math.Min(MostAtOnce, panel.Sum(j => j.Model.Settings.Limits.Concurrency)),
                    CancellationToken = stop.Token,
                },
                async (work, working) =>
                {
                    if ((await budgets.ExhaustedAsync(run.Id, working) ?? await EndedAsync(run, looked, working)) is { } end)
                        await StopAsync(end);
                    working.ThrowIfCancellationRequested();
                    var judgement = await work.Judge.JudgeAsync(work.Pair, working);
                    budgets.Add(run.Id, Sum(judgement), work.Judge.Model.Settings.Price);
                    await store.SaveAsync(Row(run.Id, benchmark.Id, judging, work, judgement), CancellationToken.None);
                    if (judgement.Outcome != PairOutcome.Unscored)
                        Interlocked.Exchange(ref silent, 0);
                    else if (Interlocked.Increment(ref silent) >= MostInARow)
                        await StopAsync(
                            $"judge '{work.Judge.Model.Settings.Id}' gave no verdict on {MostInARow} pairs in a row: {judgement.InOrder.Failure ?? judgement.Swapped.Failure}"
                        );
                }
            );
        }
        catch (OperationCanceledException) when (reason is not null && !cancel.IsCancellationRequested) { }

        await ScoreAsync(run, benchmark, judging, cancel);
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

    /// <summary>Every pair that has two answers and lacks a judge's verdict, sample by sample.</summary>
    private async IAsyncEnumerable<Work> WorkAsync(
        RunRow run,
        BenchmarkSettings benchmark,
        IReadOnlyList<PairJudge> panel,
        HashSet<(PairKey, string)> done,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var evaluations = (await reader.EvaluationsAsync(run.Id, cancel)).Where(e => e.BenchmarkId == benchmark.Id).ToList();
        if (evaluations.Count < 2)
            yield break;
        var prompts = (await contexts.GetAsync(run.Id, evaluations[0].Id)).Prompts;
        var baseline = run.Settings.BaselineOf(benchmark.Id);
        if (!evaluations.Exists(e => e.ModelId == baseline))
            baseline = null; // a rerun of some models asks it no more
        var styles = new List<AnswerStyleRow>();
        await foreach (var answers in SampleBySampleAsync(run, benchmark, cancel))
        {
            styles.AddRange(answers.Select(a => AnswerStyles.Of(a.EvaluationId, a.Number, a.Epoch, a.Text!)));
            if (styles.Count >= SavedAtOnce)
                await SaveStylesAsync();
            foreach (var epoch in answers.GroupBy(a => a.Epoch))
            {
                var all = epoch.ToList();
                for (var a = 0; a < all.Count; a++)
                for (var b = a + 1; b < all.Count; b++)
                {
                    if (baseline is not null && all[a].ModelId != baseline && all[b].ModelId != baseline)
                        continue;
                    var key = new PairKey(all[a].Sample.Id, epoch.Key, all[a].ModelId, all[b].ModelId);
                    foreach (var judge in panel.Where(j => !done.Contains((key, j.Model.Settings.Id))))
                        yield return new Work(key, PairOf(prompts.Ask(all[a].Sample, epoch.Key), all[a], all[b]), judge);
                }
            }
        }

        await SaveStylesAsync();

        async Task SaveStylesAsync()
        {
            await store.SaveAsync(styles, cancel);
            styles.Clear();
        }
    }

    private async IAsyncEnumerable<List<AttemptView>> SampleBySampleAsync(
        RunRow run,
        BenchmarkSettings benchmark,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var answers = new List<AttemptView>();
        await foreach (var attempt in reader.AttemptsAsync(run.Id, benchmark.Id, cancel))
        {
            if (answers.Count > 0 && answers[0].Sample.Id != attempt.Sample.Id)
            {
                yield return answers;
                answers = [];
            }

            if (attempt.Text is not null)
                answers.Add(attempt);
        }

        if (answers.Count > 0)
            yield return answers;
    }

    private static PairToJudge PairOf(Question question, AttemptView first, AttemptView second) =>
        new()
        {
            Prompt = PromptOf(question.Messages),
            First = first.Text!,
            Second = second.Text!,
            Reference = question.Shown.Target.Length > 0 ? question.Shown.Target : null,
            Better = Better(question.Hint, first.Text!, second.Text!),
        };

    private static string PromptOf(IReadOnlyList<Message> messages) =>
        messages is [{ Role: MessageRole.User, Text: var only }]
            ? only
            : string.Join("\n\n", messages.Select(m => $"[{m.Role.ToString().ToLowerInvariant()}]\n{m.Told()}"));

    /// <summary>Which of two simulated answers is the better one; null where both are as good, or people's models gave them.</summary>
    private static PairOutcome? Better(SimulationHint? hint, string first, string second) =>
        hint is null
            ? null
            : (first.EndsWith(hint.Right, StringComparison.Ordinal), second.EndsWith(hint.Right, StringComparison.Ordinal)) switch
            {
                (true, false) => PairOutcome.First,
                (false, true) => PairOutcome.Second,
                _ => null,
            };

    private static Usage Sum(PairJudgement judgement) => judgement.InOrder.Tokens.Plus(judgement.Swapped.Tokens);

    private PairVerdictRow Row(string runId, string benchmarkId, string judging, Work work, PairJudgement judgement)
    {
        var (tokens, cost) = (Sum(judgement), judgement.CostUsd);
        return new PairVerdictRow
        {
            RunId = runId,
            BenchmarkId = benchmarkId,
            SampleId = work.Key.SampleId,
            Epoch = work.Key.Epoch,
            FirstModel = work.Key.FirstModel,
            SecondModel = work.Key.SecondModel,
            Judging = judging,
            Judge = work.Judge.Model.Settings.Id,
            InOrder = judgement.InOrder.Level?.ToString(),
            InOrderReason = judgement.InOrder.Reason,
            InOrderText = judgement.InOrder.Text,
            InOrderFailure = judgement.InOrder.Failure,
            Swapped = judgement.Swapped.Level?.ToString(),
            SwappedReason = judgement.Swapped.Reason,
            SwappedText = judgement.Swapped.Text,
            SwappedFailure = judgement.Swapped.Failure,
            Tries = judgement.InOrder.Tries + judgement.Swapped.Tries,
            InputTokens = tokens.InputTokens,
            OutputTokens = tokens.OutputTokens,
            CostUsd = (double?)cost,
            JudgedAt = time.GetUtcNow(),
        };
    }

    /// <summary>Each answer's score: the mean of what it earned in its pairs.</summary>
    private async Task ScoreAsync(RunRow run, BenchmarkSettings benchmark, string judging, CancellationToken cancel)
    {
        var earned = new Dictionary<(string Sample, int Epoch, string Model), List<(string Other, double? Value)>>();
        foreach (var pair in (await store.VerdictsAsync(run.Id, benchmark.Id, judging, cancel)).GroupBy(v => v.Pair()))
        {
            var value = PanelVerdict.Of(pair).Value;
            Of(pair.Key, pair.Key.FirstModel).Add((pair.Key.SecondModel, value));
            Of(pair.Key, pair.Key.SecondModel).Add((pair.Key.FirstModel, 1 - value));
        }

        var version = Scorers.Find(benchmark.Scorer).Version;
        var batch = new List<(AttemptKey, Score)>(SavedAtOnce);
        await foreach (var attempt in reader.AttemptsAsync(run.Id, benchmark.Id, cancel))
        {
            if (attempt.Text is null)
                continue;
            var score = HeadToHeadScore.Of(earned.GetValueOrDefault((attempt.Sample.Id, attempt.Epoch, attempt.ModelId)) ?? []);
            batch.Add((new AttemptKey(attempt.EvaluationId, attempt.Number, attempt.Sample.Id, attempt.Epoch), score));
            if (batch.Count == SavedAtOnce)
                await FlushAsync();
        }

        await FlushAsync();

        List<(string, double?)> Of(PairKey pair, string model)
        {
            var key = (pair.SampleId, pair.Epoch, model);
            return earned.TryGetValue(key, out var list) ? list : earned[key] = [];
        }

        async Task FlushAsync()
        {
            if (batch.Count > 0)
                await attempts.SaveScoresAsync(batch, version, cancel);
            batch.Clear();
        }
    }

    private sealed record Work(PairKey Key, PairToJudge Pair, PairJudge Judge);
}
