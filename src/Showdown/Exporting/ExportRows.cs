using System.Runtime.CompilerServices;
using Showdown.Benchmarks;
using Showdown.Results;

namespace Showdown.Exporting;

/// <summary>All attempts of a run, benchmark by benchmark, as a stream.</summary>
internal static class ExportRows
{
    public static async IAsyncEnumerable<ExportRow> ReadAsync(
        RunRow run,
        IReadOnlyList<EvaluationRow> evaluations,
        Func<string, CancellationToken, IAsyncEnumerable<AttemptView>> attempts,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        foreach (var benchmark in evaluations.GroupBy(e => e.BenchmarkId))
        {
            var settings = run.Settings.Benchmark(benchmark.Key);
            var byModel = benchmark.ToDictionary(e => e.ModelId, e => (Row: e, Model: run.Settings.Model(e.ModelId)), StringComparer.Ordinal);
            await foreach (var attempt in attempts(benchmark.Key, cancel).WithCancellation(cancel))
            {
                var (row, model) = byModel[attempt.ModelId];
                var shown = ChoiceOrder.Shown(settings, attempt.Sample, attempt.Epoch);
                yield return new ExportRow(run, row, settings, model, attempt, shown, settings.Redacted);
            }
        }
    }
}
