using Showdown.Analysis.Trend;
using Showdown.Results;

namespace Showdown.Analysis.Comparing;

/// <summary>Reads what samples ask, of datasets that may share some.</summary>
internal static class SampleContents
{
    /// <returns>By dataset: of benchmarks that imported results and others are about with different datasets.</returns>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<SampleContent>>> ReadAsync(
        RunReader reader,
        IReadOnlyList<Night> entries,
        CancellationToken cancel
    )
    {
        var contents = new Dictionary<string, IReadOnlyList<SampleContent>>(StringComparer.Ordinal);
        var datasets =
            from benchmark in entries.GroupBy(e => e.Key.BenchmarkId)
            let hashes = benchmark.Select(e => e.Evaluation.DatasetSha256).Distinct().ToList()
            where hashes.Count > 1 && benchmark.Any(e => e.Run.Settings.Import is not null)
            from hash in hashes
            select hash;
        foreach (var dataset in datasets.Distinct().ToList())
        {
            var samples = new List<SampleContent>();
            await foreach (var sample in reader.SamplesAsync(dataset, cancel))
                samples.Add(SampleContent.Of(sample));
            contents[dataset] = samples;
        }
        return contents;
    }
}
