using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Sandboxing;
using Showdown.Scoring;

namespace Showdown.Running;

/// <summary>
/// Scores completions of imported runs. Another program asked for them with its own prompt, so none is made here: the scorer is given the sample as
/// it stands, its options in the dataset's order.
/// </summary>
internal static class ImportedScoring
{
    public static ScorerInput Input(Sample sample, string text, bool cutOff, IReadOnlyList<ToolCall> calls) =>
        new()
        {
            Sample = sample,
            Target = BenchmarkPrompts.TargetOf(sample),
            Text = text,
            ToolCalls = calls,
            CutOff = cutOff,
        };

    /// <exception cref="SettingsException">The run has no scorer of ours, or its data cannot be had.</exception>
    public static async Task<Scorer> OpenAsync(BenchmarkSettings benchmark, DatasetCache datasets, CodeSandbox sandbox, CancellationToken cancel)
    {
        if (benchmark.Scorer.Name == ScorerSettings.Recorded)
            throw new SettingsException(
                $"The results on '{benchmark.Id}' were imported with their scores alone: there is no scorer of ours to score them again by. Import the files with --benchmark ID or --scorer NAME."
            );
        return benchmark.Sources.Count == 0
            ? Scorers.FindPure(benchmark.Scorer)
            : await ScorerOpening.OpenAsync(benchmark, await datasets.PullAsync(benchmark, null, cancel), sandbox, cancel);
    }
}
