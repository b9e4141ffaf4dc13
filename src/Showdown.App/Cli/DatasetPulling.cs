using Showdown.Benchmarks;
using Showdown.Domain;

namespace Showdown.App.Cli;

/// <summary>Pulls a dataset and tells how far it is, on standard error.</summary>
internal static class DatasetPulling
{
    public static async Task<PinnedDataset> PullAsync(DatasetCache datasets, BenchmarkSettings benchmark, bool quiet, CancellationToken cancel)
    {
        var progress = quiet ? null : new Lines();
        var dataset = await datasets.PullAsync(benchmark, progress, cancel);
        if (!quiet)
            await Console.Error.WriteLineAsync($"{benchmark.Id}: {Size(dataset.Data.Bytes)} pinned, sha256 {dataset.Sha256[..12]}…");
        return dataset;
    }

    private static string Size(long bytes) => bytes < 1_000_000 ? $"{bytes / 1000.0:0.0} kB" : $"{bytes / 1e6:0.0} MB";

    // Not Progress<T>: its reports come late, on other threads, after the end was told.
    private sealed class Lines : IProgress<PullProgress>
    {
        private long _said;

        public void Report(PullProgress value)
        {
            if (value.Bytes - _said < 5_000_000)
                return;
            _said = value.Bytes;
            Console.Error.WriteLine(
                $"{value.BenchmarkId}: {Size(value.Bytes)}{(value.TotalBytes is { } total ? $" of {Size(total)}" : "")} from {value.Source}"
            );
        }
    }
}
