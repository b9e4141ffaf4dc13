using Showdown.Benchmarks.Generated;
using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Benchmarks;

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
    public async Task<PinnedDataset> PullAsync(BenchmarkSettings benchmark, IProgress<PullProgress>? progress, CancellationToken cancel) =>
        new()
        {
            Data = await PullAsync(benchmark, "the dataset", benchmark.Sources, progress, cancel),
            FewShot = benchmark.Shots > 0 ? await PullAsync(benchmark, "the worked examples", benchmark.FewShotSources, progress, cancel) : null,
            Auxiliary = await PullAuxiliaryAsync(benchmark, progress, cancel),
        };

    private async Task<IReadOnlyDictionary<string, PinnedSource>> PullAuxiliaryAsync(
        BenchmarkSettings benchmark,
        IProgress<PullProgress>? progress,
        CancellationToken cancel
    )
    {
        var pulled = new Dictionary<string, PinnedSource>(StringComparer.Ordinal);
        foreach (var (name, sources) in benchmark.Auxiliary)
            pulled[name] = await PullAsync(benchmark, $"the auxiliary data '{name}'", sources, progress, cancel);
        return pulled;
    }

    /// <summary>Looks without pulling and without hashing what is in the cache.</summary>
    /// <returns>Null when the data is not on this machine yet.</returns>
    public PinnedDataset? Find(BenchmarkSettings benchmark) =>
        Found(benchmark, FindSource(benchmark, benchmark.Sources, null), FindSource(benchmark, benchmark.FewShotSources, null));

    /// <summary>What is here already, or lies in files of one's own or in the mirror folder: never by the network.</summary>
    /// <returns>Null when it has to come from elsewhere.</returns>
    public async Task<PinnedDataset?> NearAsync(BenchmarkSettings benchmark, CancellationToken cancel)
    {
        if (Find(benchmark) is { } here)
            return here;
        var near = benchmark with
        {
            Sources = [.. benchmark.Sources.Where(IsNear)],
            FewShotSources = [.. benchmark.FewShotSources.Where(IsNear)],
            Auxiliary = benchmark.Auxiliary.ToDictionary(a => a.Key, a => (IReadOnlyList<DatasetSource>)[.. a.Value.Where(IsNear)]),
        };
        if (near.Sources.Count == 0 || (near.Shots > 0 && near.FewShotSources.Count == 0) || near.Auxiliary.Values.Any(s => s.Count == 0))
            return null;
        try
        {
            return await PullAsync(near, null, cancel);
        }
        catch (SettingsException)
        {
            return null; // what is wrong with it is said when somebody pulls it
        }
    }

    /// <summary>Looks for the very content that a run was pinned to; later changes of the benchmark's own files do not matter.</summary>
    /// <returns>Null when it is no longer here.</returns>
    public PinnedDataset? Find(BenchmarkSettings benchmark, string sha256, string? fewShotSha256) =>
        Found(
            benchmark,
            FindSource(benchmark, benchmark.Sources, sha256),
            fewShotSha256 is null ? null : FindSource(benchmark, benchmark.FewShotSources, fewShotSha256)
        );

    /// <summary>Hashes what is here. What is damaged is removed, so that the next pull mends it.</summary>
    public async Task<DatasetCheck> VerifyAsync(BenchmarkSettings benchmark, CancellationToken cancel)
    {
        if (Find(benchmark) is not { } data)
            return new DatasetCheck(false, false, $"not on this machine yet: showdown datasets pull {benchmark.Id}");
        foreach (var source in data.Everything)
        {
            if (await ContentStore.IsIntactAsync(source.AllFiles, cancel))
                continue;
            await ContentStore.RemoveDamagedAsync(source.AllFiles, cancel);
            return new DatasetCheck(
                true,
                false,
                $"damaged: a file in the cache is not what its hash says. It was removed; pull it again: showdown datasets pull {benchmark.Id}"
            );
        }

        var first = data.PinnedOnFirstUse ? ", a hash recorded at the first pull" : "";
        return new DatasetCheck(true, true, $"whole: SHA-256 {data.Sha256}{first}");
    }

    private PinnedDataset? Found(BenchmarkSettings benchmark, PinnedSource? data, PinnedSource? fewShot)
    {
        if (data is null || (benchmark.Shots > 0 && fewShot is null))
            return null;
        var auxiliary = new Dictionary<string, PinnedSource>(StringComparer.Ordinal);
        foreach (var (name, sources) in benchmark.Auxiliary)
        {
            if (FindSource(benchmark, sources, null) is not { } found)
                return null;
            auxiliary[name] = found;
        }

        return new PinnedDataset
        {
            Data = data,
            FewShot = benchmark.Shots > 0 ? fewShot : null,
            Auxiliary = auxiliary,
        };
    }

    private PinnedSource? FindSource(BenchmarkSettings benchmark, IReadOnlyList<DatasetSource> sources, string? sha256)
    {
        foreach (var source in sources)
        {
            var found =
                source.Generator is not null ? Generated(source)
                : source.Parts.Count > 0 ? FindParts(benchmark, source)
                // Files of one's own without a hash are known by the content that is asked for, else by what they hold today; what is pinned on
                // first use only by its own first pull: the content may be that of another source, in another format.
                : FindPlace(
                    benchmark,
                    source,
                    source.Sha256 ?? (source is { Where.Count: 0, Join: null, PinnedOnFirstUse: false } ? sha256 : null) ?? HashOf(benchmark, source)
                );
            if (found is { } pinned && (sha256 is null || pinned.Sha256 == sha256))
                return pinned;
        }

        return null;
    }

    private PinnedSource? FindPlace(BenchmarkSettings benchmark, DatasetSource place, string? sha256)
    {
        if (sha256 is null || _store.Find(sha256, NameOf(place)) is not { } files)
            return null;
        if (place.Join is not { } join)
            return Pinned(place, sha256, files);
        return FindPlace(benchmark, join.Place, join.Place.Sha256 ?? HashOf(benchmark, join.Place)) is { } second
            ? Pinned(
                place,
                ContentStore.HashOfParts([(sha256, NameOf(place)), (second.Sha256, NameOf(join.Place))]),
                [files[0] with { Joined = new JoinedData(second.Files[0], join.Place, join.On) }]
            )
            : null;
    }

    private PinnedSource? FindParts(BenchmarkSettings benchmark, DatasetSource source)
    {
        var parts = source.Parts.Select(part => FindPlace(benchmark, part, part.Sha256 ?? HashOf(benchmark, part))).ToList();
        return parts.TrueForAll(p => p is not null) ? Joined(source, parts!) : null;
    }

    private static PinnedSource Joined(DatasetSource source, IReadOnlyList<PinnedSource> parts) =>
        Pinned(source, ContentStore.HashOfParts(parts.Select(p => (p.Sha256, NameOf(p.Source)))), [.. parts.SelectMany(p => p.Files)]);

    /// <summary>Where records are left out, the hash stands for the rest: two windows of one file are two datasets.</summary>
    private static PinnedSource Pinned(DatasetSource source, string sha256, IReadOnlyList<DataFile> files) =>
        new(
            source,
            source.Where.Count == 0
                ? sha256
                : ContentStore.HashOfText(
                    sha256 + string.Concat(source.Where.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => $"\n{w.Key}={w.Value}"))
                ),
            files
        );

    /// <summary>Where benchmark.yaml has none: of files of one's own that of today, of what is pinned on first use that of the first pull.</summary>
    private string? HashOf(BenchmarkSettings benchmark, DatasetSource source)
    {
        if (source.PinnedOnFirstUse)
            return _store.FirstHashOf(Described(source));
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
        BenchmarkSettings benchmark,
        string what,
        IReadOnlyList<DatasetSource> sources,
        IProgress<PullProgress>? progress,
        CancellationToken cancel
    )
    {
        if (FindSource(benchmark, [.. sources.Where(HasHash)], null) is { } cached)
        {
            if (await ContentStore.IsIntactAsync(cached.AllFiles, cancel))
                return cached;
            await ContentStore.RemoveDamagedAsync(cached.AllFiles, cancel);
        }

        var reasons = new List<string>();
        foreach (var source in sources.OrderBy(s => IsNear(s) ? 0 : 1))
        {
            var parts = new List<PinnedSource>();
            foreach (var place in source.Parts.Count > 0 ? source.Parts : [source])
            {
                try
                {
                    parts.Add(await PullPlaceAsync(benchmark, place, progress, cancel));
                }
                catch (SourceException e)
                {
                    reasons.Add($"  {Described(place)} {e.Message}");
                    break;
                }
            }

            if (source.Parts.Count == 0 && parts.Count == 1)
                return parts[0];
            if (source.Parts.Count > 0 && parts.Count == source.Parts.Count)
                return Joined(source, parts);
        }

        throw new SettingsException($"Benchmark '{benchmark.Id}': no source gave {what}.\n{string.Join('\n', reasons)}");
    }

    /// <summary>True for what needs no network.</summary>
    private bool IsNear(DatasetSource source) =>
        (source.Join is null || IsNear(source.Join.Place))
        && (source.Parts.Count > 0 ? source.Parts.All(IsNear) : source.Url is null && (source.Mirror is null || Options.MirrorFolder is not null));

    private static PinnedSource Generated(DatasetSource source) => new(source, Generators.Sha256(source), []);

    private static bool HasHash(DatasetSource source) =>
        source.Generator is not null
        || (source.Parts.Count > 0 ? source.Parts.All(HasHash) : source.Sha256 is not null || source.PinnedOnFirstUse)
            && (source.Join is null || HasHash(source.Join.Place));

    private async Task<PinnedSource> PullPlaceAsync(
        BenchmarkSettings benchmark,
        DatasetSource place,
        IProgress<PullProgress>? progress,
        CancellationToken cancel
    )
    {
        var first = await PullFileAsync(benchmark, place with { Join = null }, progress, cancel);
        if (place.Join is not { } join)
            return first;
        await PullFileAsync(benchmark, join.Place, progress, cancel);
        return FindPlace(benchmark, place, first.Sha256)!;
    }

    private async Task<PinnedSource> PullFileAsync(
        BenchmarkSettings benchmark,
        DatasetSource place,
        IProgress<PullProgress>? progress,
        CancellationToken cancel
    )
    {
        var pinned = place.Sha256 ?? (place.PinnedOnFirstUse ? _store.FirstHashOf(Described(place)) : null);
        if (FindPlace(benchmark, place, pinned) is { } known && await ContentStore.IsIntactAsync(known.Files, cancel))
            return known;
        if (place.Url is not null)
        {
            var download = place.Archive is { } packed ? place with { Sha256 = packed.Sha256 } : place;
            var came = await new DatasetDownload(_store, Options, http).FetchAsync(
                download,
                (bytes, total) => progress?.Report(new PullProgress(benchmark.Id, Described(place), bytes, total)),
                cancel
            );
            if (place.Archive is { } archive)
                await UnpackAsync(_store.PathOf(archive.Sha256), place, archive, cancel);
            return FindPlace(benchmark, place, place.PinnedOnFirstUse ? FirstHash(place, came) : place.Sha256)!;
        }

        var files = LocalFiles(benchmark, place);
        if (place.Archive is { } local)
        {
            await Task.Run(() => CheckHash(files, false, local.Sha256), cancel);
            await UnpackAsync(files[0].Path, place, local, cancel);
            return FindPlace(benchmark, place, place.Sha256)!;
        }

        var isSet = place.Pattern is not null;
        if (place.Sha256 is { } expected)
            await Task.Run(() => CheckHash(files, isSet, expected), cancel);
        var hash = await _store.AddAsync(files, isSet, cancel);
        return FindPlace(benchmark, place, place.PinnedOnFirstUse ? FirstHash(place, hash) : hash)!;
    }

    private string FirstHash(DatasetSource place, string came)
    {
        var first = _store.RecordFirst(Described(place), came);
        return first == came
            ? came
            : throw new SourceException(
                $"is not what it was at the first pull: SHA-256 was {first} and is now {came}. Upstream changed the file. "
                    + $"To accept the new one, delete {_store.PinPath(Described(place))} and raise the benchmark's version."
            );
    }

    private static void CheckHash(IReadOnlyList<DataFile> files, bool isSet, string expected)
    {
        var hash = ContentStore.Hash(files, isSet);
        if (hash != expected)
            throw new SourceException(
                $"has the wrong content: SHA-256 is {hash}, benchmark.yaml says {expected}. Put upstream's file there, or correct the hash if the data is your own."
            );
    }

    private async Task UnpackAsync(string path, DatasetSource place, ArchiveEntry archive, CancellationToken cancel)
    {
        await using var part = await PartFile.OpenAsync(_store.Incoming, place.Sha256!, cancel);
        try
        {
            part.Clear();
            var password = archive.Password is { } named ? EnvironmentText.Expand(named, out _) : null;
            await ZipEntryReader.ExtractAsync(path, archive.Entry, password, part.AsStream(), Options.MaxUnpackedBytes, cancel);
            var hash = await part.FinishAsync(cancel);
            if (hash != place.Sha256)
                throw new SourceException($"holds the wrong content as '{archive.Entry}': SHA-256 is {hash}, benchmark.yaml says {place.Sha256}.");
            await part.DisposeAsync();
            _store.Keep(part.Path, hash);
        }
        catch (InvalidDataException e)
        {
            throw new SourceException($"cannot be unpacked: {e.Message}.");
        }
        finally
        {
            File.Delete(part.Path);
        }
    }

    private List<DataFile> LocalFiles(BenchmarkSettings benchmark, DatasetSource source)
    {
        if (source.Mirror is not null && Options.MirrorFolder is null)
            throw new SourceException("needs a mirror folder: name one with --mirror or SHOWDOWN_DATASET_MIRROR.");
        if (source.Url is not null)
            throw new SourceException("is not on this machine.");
        var path = source.Mirror is { } mirror ? Path.Combine(Options.MirrorFolder!, mirror) : Path.Combine(benchmark.Folder, source.File!);
        if (source.Pattern is { } pattern)
        {
            if (!Directory.Exists(path))
                throw new SourceException($"does not exist: there is no folder {path}.");
            var files = Directory
                .GetFiles(path, pattern)
                .Select(f => new DataFile(f, Path.GetFileName(f)))
                .OrderBy(f => f.Name, StringComparer.Ordinal)
                .ToList();
            return files.Count > 0 ? files : throw new SourceException($"is empty: no file in {path} is named like {pattern}.");
        }

        return File.Exists(path)
            ? [new DataFile(path, Path.GetFileName(path))]
            : throw new SourceException($"does not exist: there is no file {path}.");
    }

    private static string Described(DatasetSource place) => place.Url ?? (place.Mirror is { } mirror ? $"mirror: {mirror}" : $"file: {place.File}");

    private static string NameOf(DatasetSource place) => Path.GetFileName(place.Archive?.Entry ?? place.Url ?? place.Mirror ?? place.File ?? "");
}
