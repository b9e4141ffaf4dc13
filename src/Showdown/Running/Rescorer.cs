using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Results;
using Showdown.Sandboxing;
using Showdown.Scoring;

namespace Showdown.Running;

/// <summary>Scores stored completions again with today's scorer, without asking a model for answers. Old scores stay beside the new ones.</summary>
public sealed class Rescorer(
    RunReader reader,
    AttemptStore attempts,
    DatasetCache datasets,
    CodeSandbox sandbox,
    Judges judges,
    JudgementStore judgements
)
{
    private const int BatchSize = 1000;

    /// <summary>Judges take seconds an answer: what they said is saved more often.</summary>
    private const int JudgedAtATime = 50;

    /// <param name="change">Other judges, or another rubric, for the benchmarks that are judged; null: those of the run.</param>
    /// <returns>Attempts scored, and how many of them changed their outcome.</returns>
    /// <exception cref="JudgingStoppedException">The run's budget is spent; verdicts that came are kept.</exception>
    public async Task<(int Scored, int Changed)> RescoreAsync(RunRow run, Func<JudgingRule, JudgingRule>? change, CancellationToken cancel)
    {
        var (scored, changed) = (0, 0);
        foreach (var benchmark in run.Settings.Benchmarks.Where(b => !b.IsPairwise && Scorers.Find(b.Scorer).Kind.Scores()))
        {
            var evaluations = (await reader.EvaluationsAsync(run.Id, cancel)).Where(e => e.BenchmarkId == benchmark.Id).ToList();
            var again = JudgedBenchmarks.RuleOf(run.Settings, benchmark) is { } rule
                ? await JudgedAsync(run, benchmark, evaluations, change?.Invoke(rule) ?? rule, change is not null, cancel)
                : await ScoredAsync(run, benchmark, cancel);
            var batch = new List<AttemptView>(again.AtATime);
            await foreach (var attempt in reader.AttemptsAsync(run.Id, benchmark.Id, cancel))
            {
                if (attempt.Text is null)
                    continue;
                batch.Add(attempt);
                if (batch.Count == again.AtATime)
                    await SaveAsync(batch);
            }

            await SaveAsync(batch);
            foreach (var evaluation in evaluations)
                await attempts.SetScorerVersionAsync(evaluation.Id, again.Version, again.IsTwoValued, cancel);

            async Task SaveAsync(List<AttemptView> those)
            {
                if (those.Count == 0)
                    return;
                var scores = new (AttemptKey, Score)[those.Count];
                // Judges are waited for; what runs here is run one after the other.
                await Parallel.ForEachAsync(
                    Enumerable.Range(0, those.Count),
                    new ParallelOptions { MaxDegreeOfParallelism = again.IsJudged ? those.Count : 1, CancellationToken = cancel },
                    async (i, _) => scores[i] = (KeyOf(those[i]), await again.ScoreAsync(those[i]))
                );
                await attempts.SaveScoresAsync(scores, again.Version, cancel);
                scored += those.Count;
                changed += those.Zip(scores).Count(s => s.Second.Item2.Outcome != s.First.Outcome);
                those.Clear();
            }
        }

        return (scored, changed);
    }

    private async Task<Again> ScoredAsync(RunRow run, BenchmarkSettings benchmark, CancellationToken cancel)
    {
        if (run.Settings.Import is not null)
        {
            var ours = await ImportedScoring.OpenAsync(benchmark, datasets, sandbox, cancel);
            return Of(ours, a => ImportedScoring.Input(a.Sample, a.Text!, a.CutOff, a.ToolCalls));
        }

        var dataset = await datasets.PullAsync(benchmark, null, cancel);
        var input = await InputAsync(benchmark, dataset, cancel);
        return Of(await ScorerOpening.OpenAsync(benchmark, dataset, sandbox, cancel), input);

        Again Of(Scorer scorer, Func<AttemptView, ScorerInput> input) =>
            new(scorer.Version, scorer.IsTwoValued, BatchSize, a => scorer.ScoreAsync(input(a), cancel).AsTask());
    }

    /// <summary>Another rule has a version of its own, the same whenever it is taken again: verdicts that it has given are not asked for
    /// twice.</summary>
    private async Task<Again> JudgedAsync(
        RunRow run,
        BenchmarkSettings benchmark,
        IReadOnlyList<EvaluationRow> evaluations,
        JudgingRule rule,
        bool isOther,
        CancellationToken cancel
    )
    {
        var input = await InputAsync(benchmark, await datasets.PullAsync(benchmark, null, cancel), cancel);
        var scorer = judges.ScorerOf(rule);
        var version = scorer.Version;
        if (isOther)
        {
            var json = JudgementStore.TextOf(rule);
            var known = new Dictionary<int, string>();
            foreach (var evaluation in evaluations)
            {
                foreach (var (number, text) in await judgements.RulesAsync(evaluation.Id, cancel))
                    known[number] = text;
            }

            version =
                known.Where(k => k.Value == json).Select(k => (int?)k.Key).FirstOrDefault()
                ?? 1 + Math.Max(known.Keys.DefaultIfEmpty(0).Max(), Math.Max(scorer.Version, evaluations.Max(e => e.ScorerVersion)));
            foreach (var evaluation in evaluations)
                await judgements.SetRuleAsync(evaluation.Id, version, rule, cancel);
        }

        return new Again(version, false, JudgedAtATime, a => judges.ScoreAsync(run.Id, KeyOf(a), version, scorer, input(a), cancel))
        {
            IsJudged = true,
        };
    }

    private static async Task<Func<AttemptView, ScorerInput>> InputAsync(BenchmarkSettings benchmark, PinnedDataset dataset, CancellationToken cancel)
    {
        var prompts = await BenchmarkPrompts.OpenAsync(benchmark, dataset, cancel);
        return a => prompts.Ask(a.Sample, a.Epoch).Answered(a.Text!, a.CutOff, a.ToolCalls);
    }

    private static AttemptKey KeyOf(AttemptView attempt) => new(attempt.EvaluationId, attempt.Number, attempt.Sample.Id, attempt.Epoch);

    private sealed record Again(int Version, bool IsTwoValued, int AtATime, Func<AttemptView, Task<Score>> ScoreAsync)
    {
        public bool IsJudged { get; init; }
    }
}
