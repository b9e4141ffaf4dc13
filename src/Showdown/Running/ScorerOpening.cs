using Showdown.Benchmarks;
using Showdown.Benchmarks.Code;
using Showdown.Domain;
using Showdown.Sandboxing;
using Showdown.Scoring;

namespace Showdown.Running;

internal static class ScorerOpening
{
    /// <summary>Makes a benchmark's scorer ready to score.</summary>
    /// <exception cref="SettingsException">There is no such scorer, or it cannot read the benchmark's data.</exception>
    public static async Task<Scorer> OpenAsync(BenchmarkSettings benchmark, PinnedDataset data, CodeSandbox sandbox, CancellationToken cancel) =>
        Scorers.Find(benchmark.Scorer).Ready ?? await CodeScorer.OpenAsync(benchmark, data, sandbox, cancel);
}
