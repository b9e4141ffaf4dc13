using Showdown.Domain;

namespace Showdown.Benchmarks;

/// <summary>Pulls datasets once, keeps them by content, and hands out only what has the right hash.</summary>
public sealed class DatasetCache(DatasetOptions options, HttpClient http)
{
    public DatasetOptions Options { get; } = options;

    /// <summary>Makes sure that the data is here.</summary>
    /// <exception cref="SettingsException">No source gave it: each is named with its reason.</exception>
    public Task<PinnedDataset> PullAsync(BenchmarkSettings benchmark, IProgress<PullProgress>? progress, CancellationToken cancel) =>
        throw new NotSupportedException($"{benchmark} {progress} {http} {cancel}");

    /// <returns>Null when the data is not on this machine yet.</returns>
    public PinnedDataset? Find(BenchmarkSettings benchmark) => throw new NotSupportedException($"{benchmark} {http}");
}
