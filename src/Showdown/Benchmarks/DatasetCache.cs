using Showdown.Domain;

namespace Showdown.Benchmarks;

/// <summary>Whether a benchmark's data is on this machine, and whole.</summary>
/// <param name="Message">One sentence for a person.</param>
public sealed record DatasetCheck(bool IsPresent, bool IsIntact, string Message);

/// <summary>
/// Pulls datasets once, keeps them by content, and hands out only what has the right hash. What is here already is preferred; then sources
/// are tried in their order, except that files and a mirror folder, where one is given, come before the network.
/// </summary>
public sealed class DatasetCache(DatasetOptions options, HttpClient http)
{
    private readonly ContentStore _store = new(options.CacheFolder);

    public DatasetOptions Options { get; } = options;

    /// <summary>Makes sure that the data is here and whole: every byte is hashed.</summary>
    /// <exception cref="SettingsException">No source gave it: each is named with its reason.</exception>
    public async Task<PinnedDataset> PullAsync(BenchmarkSettings benchmark, IProgress<PullProgress>? progress, CancellationToken cancel) => new()
    {
        Data = await PullAsync(benchmark, "the dataset", benchmark.Sources, progress, cancel),
        FewShot = benchmark.Shots > 0 ? await PullAsync(benchmark, "the worked examples", benchmark.FewShotSources, progress, cancel) : null,
    };

    /// <summary>Looks without pulling and without hashing what is in the cache.</summary>
    /// <returns>Null when the data is not on this machine yet.</returns>
    public PinnedDataset? Find(BenchmarkSettings benchmark) => Found(benchmark, FindSource(benchmark, benchmark.Sources, null), FindSource(benchmark, benchmark.FewShotSources, null));

    /// <summary>Looks for the very content that a run was pinned to; later changes of the benchmark's own files do not matter.</summary>
    /// <returns>Null when it is no longer here.</returns>
    public PinnedDataset? Find(BenchmarkSettings benchmark, string sha256, string? fewShotSha256) =>
        Found(benchmark, FindSource(benchmark, benchmark.Sources, sha256), fewShotSha256 is null ? null : FindSource(benchmark, benchmark.FewShotSources, fewShotSha256));

    /// <summary>Hashes what is here. What is damaged is removed, so that the next pull mends it.</summary>
    public async Task<DatasetCheck> VerifyAsync(BenchmarkSettings benchmark, CancellationToken cancel)
    {
        if (Find(benchmark) is not { } data)
            return new DatasetCheck(false, false, $"{benchmark.Id} is not on this machine yet: showdown datasets pull {benchmark.Id}");
        foreach (var source in new[] { data.Data, data.FewShot }.OfType<PinnedSource>())
        {
            if (await ContentStore.IsIntactAsync(source.Files, cancel))
                continue;
            await ContentStore.RemoveDamagedAsync(source.Files, cancel);
            return new DatasetCheck(true, false, $"{benchmark.Id} is damaged: a file in the cache is not what its hash says. It was removed; pull it again: showdown datasets pull {benchmark.Id}");
        }

        return new DatasetCheck(true, true, $"{benchmark.Id} is whole: SHA-256 {data.Sha256}");
    }

    private static PinnedDataset? Found(BenchmarkSettings benchmark, PinnedSource? data, PinnedSource? fewShot) =>
        data is null || (benchmark.Shots > 0 && fewShot is null) ? null : new PinnedDataset { Data = data, FewShot = benchmark.Shots > 0 ? fewShot : null };

    private PinnedSource? FindSource(BenchmarkSettings benchmark, IReadOnlyList<DatasetSource> sources, string? sha256)
    {
        foreach (var source in sources)
        {
            // Files of one's own without a hash are known by the content that is asked for, else by what they hold today.
            var hash = source.Sha256 ?? sha256 ?? HashOfOwnFiles(benchmark, source);
            if (hash is not null && (sha256 is null || hash == sha256) && _store.Find(hash, NameOf(source)) is { } files)
                return new PinnedSource(source, hash, files);
        }

        return null;
    }

    private string? HashOfOwnFiles(BenchmarkSettings benchmark, DatasetSource source)
    {
        try
        {
            return ContentStore.Hash(LocalFiles(benchmark, source), source.Pattern is not null);
        }
        catch (Exception e) when (e is SourceException or IOException)
        {
            return null;
        }
    }

    private async Task<PinnedSource> PullAsync(
        BenchmarkSettings benchmark, string what, IReadOnlyList<DatasetSource> sources, IProgress<PullProgress>? progress, CancellationToken cancel)
    {
        if (FindSource(benchmark, [.. sources.Where(s => s.Sha256 is not null)], null) is { } cached)
        {
            if (await ContentStore.IsIntactAsync(cached.Files, cancel))
                return cached;
            await ContentStore.RemoveDamagedAsync(cached.Files, cancel);
        }

        var reasons = new List<string>();
        foreach (var source in sources.OrderBy(s => s.Url is null && (s.Mirror is null || Options.MirrorFolder is not null) ? 0 : 1))
        {
            var place = source.Url ?? (source.Mirror is { } mirror ? $"mirror: {mirror}" : $"file: {source.File}");
            try
            {
                if (source.Url is null)
                    return await AddLocalAsync(benchmark, source, cancel);
                await new DatasetDownload(_store, Options, http).FetchAsync(source, (bytes, total) => progress?.Report(new PullProgress(benchmark.Id, place, bytes, total)), cancel);
                return new PinnedSource(source, source.Sha256!, _store.Find(source.Sha256!, NameOf(source))!);
            }
            catch (SourceException e)
            {
                reasons.Add($"  {place} {e.Message}");
            }
        }

        throw new SettingsException($"Benchmark '{benchmark.Id}': no source gave {what}.\n{string.Join('\n', reasons)}");
    }

    private async Task<PinnedSource> AddLocalAsync(BenchmarkSettings benchmark, DatasetSource source, CancellationToken cancel)
    {
        var files = LocalFiles(benchmark, source);
        var isSet = source.Pattern is not null;
        if (source.Sha256 is { } expected)
        {
            var hash = await Task.Run(() => ContentStore.Hash(files, isSet), cancel);
            if (hash != expected)
                throw new SourceException($"has the wrong content: SHA-256 is {hash}, benchmark.yaml says {expected}. Put upstream's file there, or correct the hash if the data is your own.");
        }

        var kept = await _store.AddAsync(files, isSet, cancel);
        return new PinnedSource(source, kept, _store.Find(kept, NameOf(source))!);
    }

    private List<DataFile> LocalFiles(BenchmarkSettings benchmark, DatasetSource source)
    {
        if (source.Url is not null || (source.Mirror is not null && Options.MirrorFolder is null))
            throw new SourceException("needs a mirror folder: name one with --mirror or SHOWDOWN_DATASET_MIRROR.");
        var path = source.Mirror is { } mirror ? Path.Combine(Options.MirrorFolder!, mirror) : Path.Combine(benchmark.Folder, source.File!);
        if (source.Pattern is { } pattern)
        {
            if (!Directory.Exists(path))
                throw new SourceException($"does not exist: there is no folder {path}.");
            var files = Directory.GetFiles(path, pattern).Select(f => new DataFile(f, Path.GetFileName(f))).OrderBy(f => f.Name, StringComparer.Ordinal).ToList();
            return files.Count > 0 ? files : throw new SourceException($"is empty: no file in {path} is named like {pattern}.");
        }

        return File.Exists(path) ? [new DataFile(path, Path.GetFileName(path))] : throw new SourceException($"does not exist: there is no file {path}.");
    }

    private static string NameOf(DatasetSource source) => Path.GetFileName(source.Url ?? source.Mirror ?? source.File ?? "");
}
