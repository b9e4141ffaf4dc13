using Showdown.Domain;

namespace Showdown.Benchmarks;

/// <summary>Reads samples from pinned data, one at a time.</summary>
public static class DatasetReader
{
    /// <summary>Samples in the order of the data; memory does not grow with their number.</summary>
    /// <exception cref="SettingsException">A record cannot be read; the message names file and line.</exception>
    public static IAsyncEnumerable<Sample> ReadAsync(BenchmarkSettings benchmark, PinnedDataset data, CancellationToken cancel) =>
        throw new NotSupportedException($"{benchmark} {data} {cancel}");
}
