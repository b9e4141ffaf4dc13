using System.Runtime.CompilerServices;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Judging;
using Showdown.Judging.HeadToHead;
using Showdown.Results;

namespace Showdown.Running;

/// <summary>A pair that a judge has not judged yet.</summary>
internal sealed record PairTask(PairKey Key, PairToJudge Pair, PairJudge Judge);

/// <summary>Goes through a benchmark's answers for the pairs that are left to judge, and notes how each answer is laid out.</summary>
internal sealed class PairWork(RunReader reader, PairStore store, EvaluationContexts contexts)
{
    private const int SavedAtOnce = 500;

    /// <summary>The model whose answers all others are compared with.</summary>
    /// <returns>Null: each is compared with each, as where a rerun of some models asks the job's baseline no more.</returns>
    public static string? Baseline(RunRow run, BenchmarkSettings benchmark, IReadOnlyList<EvaluationRow> evaluations) =>
        run.Settings.BaselineOf(benchmark.Id) is { } baseline && evaluations.Any(e => e.BenchmarkId == benchmark.Id && e.ModelId == baseline)
            ? baseline
            : null;

    /// <summary>Every pair that has two answers and lacks a judge's verdict, sample by sample.</summary>
    public async IAsyncEnumerable<PairTask> LeftAsync(PairPanel panel, SampleRange samples, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (run, benchmark) = (panel.Run, panel.Benchmark);
        var evaluations = (await reader.EvaluationsAsync(run.Id, cancel)).Where(e => e.BenchmarkId == benchmark.Id).ToList();
        if (evaluations.Count < 2)
            yield break;
        var done = (await store.VerdictsAsync(run.Id, benchmark.Id, panel.Judging, samples, cancel))
            .Where(v => v is { InOrder: not null, Swapped: not null })
            .Select(v => (v.Pair(), v.Judge))
            .ToHashSet();
        var prompts = (await contexts.GetAsync(run.Id, evaluations[0].Id)).Prompts;
        var baseline = Baseline(run, benchmark, evaluations);
        var styles = new List<AnswerStyleRow>();
        await foreach (var answers in SampleBySampleAsync(run, benchmark, samples, cancel))
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
                    foreach (var judge in panel.Judges.Where(j => !done.Contains((key, j.Model.Settings.Id))))
                        yield return new PairTask(key, PairOf(prompts.Ask(all[a].Sample, epoch.Key), all[a], all[b]), judge);
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
        SampleRange samples,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var answers = new List<AttemptView>();
        await foreach (var attempt in reader.AttemptsAsync(run.Id, benchmark.Id, samples, cancel))
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

    private static PairToJudge PairOf(Prompt prompt, AttemptView first, AttemptView second) =>
        new()
        {
            Prompt = PromptOf(prompt.Messages),
            First = first.Text!,
            Second = second.Text!,
            Reference = prompt.Shown.Target.Length > 0 ? prompt.Shown.Target : null,
            Better = Better(prompt.Hint, first.Text!, second.Text!),
        };

    private static string PromptOf(IReadOnlyList<Message> messages) =>
        messages is [{ Role: MessageRole.User, Text: var only }]
            ? only
            : string.Join("\n\n", messages.Select(m => $"[{m.Role.ToString().ToLowerInvariant()}]\n{m.Text}"));

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
}
