using Showdown.Benchmarks;
using Showdown.Benchmarks.Code;
using Showdown.Domain;
using Showdown.Scoring;

namespace Showdown.Running;

/// <summary>Finds samples that no answer could ever be scored against, before anybody pays for answers.</summary>
public static class SampleCheck
{
    /// <summary>An empty completion is wrong wherever there is something to compare it with; where it is unscored, the target is at fault. What is judged by running it is not looked at.</summary>
    /// <exception cref="SettingsException">Names file, line and sample of the first such one, and what is wrong.</exception>
    public static async Task ThrowIfUnscorableAsync(BenchmarkSettings benchmark, PinnedDataset data, CancellationToken cancel)
    {
        if (!benchmark.IsGraded || CodeScorer.Handles(benchmark.Scorer))
            return;
        var scorer = TextScorers.Find(benchmark.Scorer);
        await DatasetReader.CheckAsync(benchmark, data, Mistake, cancel);

        string? Mistake(Sample sample) => AttemptScoring.Score("", cutOff: false, scorer, BenchmarkPrompts.TargetOf(sample)) is { Outcome: Outcome.Unscored } score
            ? $"no answer to sample '{sample.Id}' could be scored by '{scorer.Name}': {score.Reason}. Correct the data, 'map' or 'scorer'."
            : null;
    }
}
