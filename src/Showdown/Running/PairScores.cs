using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Judging.HeadToHead;
using Showdown.Results;

namespace Showdown.Running;

/// <summary>Gives the answers of a benchmark the scores that verdicts about their pairs make.</summary>
internal sealed class PairScores(RunReader reader, PairStore store, AttemptStore attempts)
{
    private const int SavedAtOnce = 500;

    /// <summary>Each answer's score: the mean of what it earned in its pairs.</summary>
    public async Task SaveAsync(PairPanel panel, SampleRange samples, CancellationToken cancel)
    {
        var (run, benchmark) = (panel.Run.Id, panel.Benchmark.Id);
        var earned = new Dictionary<(string Sample, int Epoch, string Model), List<(string Other, double? Value)>>();
        foreach (var pair in (await store.VerdictsAsync(run, benchmark, panel.Judging, samples, cancel)).GroupBy(v => v.Pair()))
        {
            var value = PanelVerdict.Of(pair).Value;
            Of(pair.Key, pair.Key.FirstModel).Add((pair.Key.SecondModel, value));
            Of(pair.Key, pair.Key.SecondModel).Add((pair.Key.FirstModel, 1 - value));
        }

        var version = Scorers.Find(panel.Benchmark.Scorer).Version;
        var batch = new List<(AttemptKey, Score)>(SavedAtOnce);
        await foreach (var attempt in reader.AttemptsAsync(run, benchmark, samples, cancel))
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
}
