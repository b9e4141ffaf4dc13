using Showdown.Benchmarks;
using Showdown.Domain;

namespace Showdown.Running;

/// <summary>Finds samples that no answer could ever be scored against, before anybody pays for answers.</summary>
public static class SampleCheck
{
    /// <summary>
    /// An empty completion is wrong wherever there is something to compare it with; where it is unscored, the target is at fault. Only scorers that
    /// need nothing but text are asked.
    /// </summary>
    /// <exception cref="SettingsException">Names file, line and sample of the first such one, and what is wrong.</exception>
    public static async Task ThrowIfUnscorableAsync(BenchmarkSettings benchmark, PinnedDataset data, CancellationToken cancel)
    {
        if (Scorers.Find(benchmark.Scorer).Pure is not { } scorer)
            return;
        await DatasetReader.CheckAsync(benchmark, data, Mistake, cancel);

        string? Mistake(Sample sample) =>
            scorer.Grade("", BenchmarkPrompts.TargetOf(sample)) is { Outcome: Outcome.Unscored } score
                ? $"no answer to sample '{sample.Id}' could be scored by '{scorer.Name}': {score.Reason}. Correct the data, 'map' or 'scorer'."
                : null;
    }
}
