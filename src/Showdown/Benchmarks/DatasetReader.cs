using System.Runtime.CompilerServices;
using Showdown.Benchmarks.Generated;
using Showdown.Domain;

namespace Showdown.Benchmarks;

/// <summary>Reads samples from pinned data, one at a time.</summary>
public static class DatasetReader
{
    /// <summary>Samples in the order of the data; memory grows by their ids alone, which are checked to be unique.</summary>
    /// <exception cref="SettingsException">A record cannot be read; the message names benchmark, file and line.</exception>
    public static IAsyncEnumerable<Sample> ReadAsync(BenchmarkSettings benchmark, PinnedDataset data, CancellationToken cancel) =>
        ReadAsync(benchmark.Id, data.Data, cancel);

    /// <summary>Reads all samples to find one that will not do.</summary>
    /// <param name="mistake">What is wrong with a sample, in a sentence; null when nothing is.</param>
    /// <exception cref="SettingsException">There is such a sample; the message names benchmark, file and line.</exception>
    public static async Task CheckAsync(BenchmarkSettings benchmark, PinnedDataset data, Func<Sample, string?> mistake, CancellationToken cancel)
    {
        await foreach (var _ in ReadAsync(benchmark.Id, data.Data, cancel, mistake)) { }
    }

    internal static async IAsyncEnumerable<Sample> ReadAsync(
        string benchmarkId,
        PinnedSource data,
        [EnumeratorCancellation] CancellationToken cancel,
        Func<Sample, string?>? mistake = null
    )
    {
        await using var samples = ReadAsync(data, mistake, cancel).GetAsyncEnumerator(cancel);
        while (await NextAsync())
            yield return samples.Current;

        // Many a benchmark's file is called data.jsonl.
        async ValueTask<bool> NextAsync()
        {
            try
            {
                return await samples.MoveNextAsync();
            }
            catch (SettingsException e)
            {
                throw new SettingsException($"Benchmark '{benchmarkId}': {e.Message}", e);
            }
        }
    }

    private static async IAsyncEnumerable<Sample> ReadAsync(
        PinnedSource data,
        Func<Sample, string?>? mistake,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        if (data.Source.Generator is not null)
        {
            foreach (var sample in Generators.Samples(data.Source))
                yield return sample;
            yield break;
        }

        var mapper = new SampleMapper(data.Source);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in RowReader.ReadAsync(data, cancel))
        {
            var sample = mapper.Map(row);
            if (!seen.Add(sample.Id))
                throw new SettingsException($"{row.File}({row.Place}): the id '{sample.Id}' was there before. Ids are unique in a dataset.");
            if (mistake?.Invoke(sample) is { } wrong)
                throw new SettingsException($"{row.File}({row.Place}): {wrong}");
            yield return sample;
        }

        if (seen.Count == 0)
            throw new SettingsException($"{data.Files[0].Name} holds no record{(data.Source.Where.Count == 0 ? "" : " that fits 'where'")}.");
    }
}
