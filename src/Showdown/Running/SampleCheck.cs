using Showdown.Benchmarks;
using Showdown.Domain;

namespace Showdown.Running;

/// <summary>Finds samples that cannot be asked, or that no answer could ever be scored against, before anybody pays for answers.</summary>
public static class SampleCheck
{
    /// <summary>
    /// Makes each sample's prompt and scores an empty completion: it is wrong wherever there is something to compare it with; where it is unscored, the
    /// target is at fault. Only scorers that need nothing but text are asked.
    /// </summary>
    /// <exception cref="SettingsException">Names file, line and sample of the first such one, and what is wrong.</exception>
    public static Task ThrowIfUnfitAsync(BenchmarkSettings benchmark, PinnedDataset data, BenchmarkPrompts prompts, CancellationToken cancel)
    {
        var scorer = Scorers.Find(benchmark.Scorer).Pure;
        return DatasetReader.CheckAsync(benchmark, data, sample => Unaskable(sample) ?? Unscorable(sample), cancel);

        string? Unaskable(Sample sample)
        {
            try
            {
                prompts.Ask(sample, 1);
                return null;
            }
            catch (SettingsException e)
            {
                return e.Message;
            }
        }

        string? Unscorable(Sample sample) =>
            scorer?.Grade("", BenchmarkPrompts.TargetOf(sample)) is { Outcome: Outcome.Unscored } score
                ? $"no answer to sample '{sample.Id}' could be scored by '{scorer.Name}': {score.Reason}. Correct the data, 'map' or 'scorer'."
                : null;
    }
}
