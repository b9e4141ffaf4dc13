using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Results;
using Showdown.Sandboxing;
using Showdown.Scoring;

namespace Showdown.Running;

/// <summary>Scores stored completions again with today's scorer, without asking a model. Old scores stay beside the new ones.</summary>
public sealed class Rescorer(RunReader reader, AttemptStore attempts, DatasetCache datasets, CodeSandbox sandbox)
{
    private const int BatchSize = 1000;

    /// <returns>Attempts scored, and how many of them changed their outcome.</returns>
    public async Task<(int Scored, int Changed)> RescoreAsync(RunRow run, CancellationToken cancel)
    {
        var (scored, changed) = (0, 0);
        foreach (var benchmark in run.Settings.Benchmarks.Where(b => Scorers.Find(b.Scorer).Kind.Scores()))
        {
            var (scorer, input) = run.Settings.Import is null
                ? await OpenAsync(benchmark, cancel)
                : (
                    await ImportedScoring.OpenAsync(benchmark, datasets, sandbox, cancel),
                    a => ImportedScoring.Input(a.Sample, a.Text!, a.CutOff, a.ToolCalls)
                );
            var batch = new List<(AttemptKey, Score)>(BatchSize);
            await foreach (var attempt in reader.AttemptsAsync(run.Id, benchmark.Id, cancel))
            {
                if (attempt.Text is null)
                    continue;
                var score = await scorer.ScoreAsync(input(attempt), cancel);
                batch.Add((new AttemptKey(attempt.EvaluationId, attempt.Number, attempt.Sample.Id, attempt.Epoch), score));
                scored++;
                changed += score.Outcome == attempt.Outcome ? 0 : 1;
                if (batch.Count == BatchSize)
                    await SaveAsync(batch, scorer.Version, cancel);
            }

            await SaveAsync(batch, scorer.Version, cancel);
            foreach (var evaluation in (await reader.EvaluationsAsync(run.Id, cancel)).Where(e => e.BenchmarkId == benchmark.Id))
                await attempts.SetScorerVersionAsync(evaluation.Id, scorer.Version, scorer.IsTwoValued, cancel);
        }

        return (scored, changed);
    }

    private async Task<(Scorer Scorer, Func<AttemptView, ScorerInput> Input)> OpenAsync(BenchmarkSettings benchmark, CancellationToken cancel)
    {
        var dataset = await datasets.PullAsync(benchmark, null, cancel);
        var prompts = await BenchmarkPrompts.OpenAsync(benchmark, dataset, cancel);
        return (
            await ScorerOpening.OpenAsync(benchmark, dataset, sandbox, cancel),
            a => prompts.Ask(a.Sample, a.Epoch).Answered(a.Text!, a.CutOff, a.ToolCalls)
        );
    }

    private async Task SaveAsync(List<(AttemptKey, Score)> batch, int version, CancellationToken cancel)
    {
        if (batch.Count > 0)
            await attempts.SaveScoresAsync(batch, version, cancel);
        batch.Clear();
    }
}
