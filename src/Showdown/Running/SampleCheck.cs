using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Scoring;
using Showdown.Scoring.Tools;

namespace Showdown.Running;

/// <summary>Finds samples that cannot be asked, or that no answer could ever be scored against, before anybody pays for answers.</summary>
public static class SampleCheck
{
    /// <summary>
    /// Makes each sample's prompt and scores an empty completion: where that is unscored, the target is at fault. Only scorers that need nothing but
    /// text are asked.
    /// </summary>
    /// <exception cref="SettingsException">Names file, line and sample of the first such one, and what is wrong.</exception>
    public static Task ThrowIfUnfitAsync(BenchmarkSettings benchmark, PinnedDataset data, BenchmarkPrompts prompts, CancellationToken cancel)
    {
        var scorer = Scorers.Find(benchmark.Scorer).Ready;
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

        Score? Empty(Sample sample) =>
            scorer switch
            {
                PureScorer pure => pure.Grade("", BenchmarkPrompts.TargetOf(sample)),
                CallScorer calls => calls.Grade(
                    new ScorerInput
                    {
                        Sample = sample,
                        Target = BenchmarkPrompts.TargetOf(sample),
                        Text = "",
                    }
                ),
                _ => null,
            };

        string? Unscorable(Sample sample) =>
            Empty(sample) is { Outcome: Outcome.Unscored } score
                ? $"no answer to sample '{sample.Id}' could be scored by '{scorer!.Name}': {score.Reason}. Correct the data, 'map' or 'scorer'."
                : null;
    }
}
