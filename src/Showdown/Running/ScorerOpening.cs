using Showdown.Benchmarks;
using Showdown.Benchmarks.Code;
using Showdown.Domain;
using Showdown.Sandboxing;
using Showdown.Scoring;
using Showdown.Scoring.Instructions;

namespace Showdown.Running;

internal static class ScorerOpening
{
    /// <summary>Makes a benchmark's scorer ready to score.</summary>
    /// <exception cref="SettingsException">There is no such scorer, or it cannot read the benchmark's data.</exception>
    public static async Task<Scorer> OpenAsync(BenchmarkSettings benchmark, PinnedDataset data, CodeSandbox sandbox, CancellationToken cancel) =>
        Scorers.Find(benchmark.Scorer) switch
        {
            { Ready: { } ready } => ready,
            { Name: ScorerSettings.Judge } => throw new SettingsException(
                $"Benchmark '{benchmark.Id}' is judged by models, which only a run asks: start a job, or give a run's answers to judges with 'showdown rescore'."
            ),
            { Name: InstructionScorer.ScorerName } => await InstructionData.OpenAsync(benchmark, data, cancel),
            _ => await CodeScorer.OpenAsync(benchmark, data, sandbox, cancel),
        };
}
