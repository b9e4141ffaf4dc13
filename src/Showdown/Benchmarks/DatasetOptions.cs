namespace Showdown.Benchmarks;

/// <summary>Where datasets come from and where they are kept.</summary>
public sealed record DatasetOptions
{
    /// <summary>The content-addressed cache; created when it is needed.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>Air-gapped copies of upstream files, found by a source's 'mirror' path; null when there are none.</summary>
    public string? MirrorFolder { get; init; }

    /// <summary>For gated datasets; sent to <see cref="HfEndpoint"/> alone. Never stored, never shown.</summary>
    public string? HfToken { get; init; }

    public string HfEndpoint { get; init; } = "https://huggingface.co";

    /// <summary>Bytes of one file at most: larger than any benchmark's, and small beside a disk.</summary>
    public long MaxBytes { get; init; } = 32L << 30;

    /// <summary>The same for a host that does not say how long its file is: one that never ends its answer would fill the disk.</summary>
    public long MaxUnstatedBytes { get; init; } = 4L << 30;

    /// <summary>Longest pause between two tries at a host that is busy; it is tried five times.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes at most that one file in an archive unpacks to.</summary>
    public long MaxUnpackedBytes { get; init; } = ByteLines.MostUnpacked;

    /// <summary>Cache and mirror as given, token and endpoint from HF_TOKEN and HF_ENDPOINT.</summary>
    public static DatasetOptions FromEnvironment(string cacheFolder, string? mirrorFolder) =>
        new()
        {
            CacheFolder = cacheFolder,
            MirrorFolder = mirrorFolder ?? Variable("SHOWDOWN_DATASET_MIRROR"),
            HfToken = Variable("HF_TOKEN"),
            HfEndpoint = Variable("HF_ENDPOINT") ?? "https://huggingface.co",
        };

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    // The compiler's own text would show the token.
    public override string ToString() =>
        $"cache {CacheFolder}, mirror {MirrorFolder ?? "none"}, {HfEndpoint}, {(HfToken is null ? "no token" : "with token")}";
}

/// <summary>How far a download is.</summary>
/// <param name="Source">The address or path as written in benchmark.yaml.</param>
/// <param name="TotalBytes">Null when the host does not say.</param>
public sealed record PullProgress(string BenchmarkId, string Source, long Bytes, long? TotalBytes);

/// <summary>A benchmark's data as it lies on this machine, by content.</summary>
public sealed record PinnedDataset
{
    public required PinnedSource Data { get; init; }

    /// <summary>Null for zero-shot.</summary>
    public PinnedSource? FewShot { get; init; }

    /// <summary>What the scorer needs besides the samples, by the benchmark's names.</summary>
    public IReadOnlyDictionary<string, PinnedSource> Auxiliary { get; init; } = new Dictionary<string, PinnedSource>();

    public string Sha256 => Data.Sha256;

    /// <summary>Stands for all auxiliary data; null where there is none.</summary>
    public string? AuxiliarySha256 => Auxiliary.Count == 0 ? null : ContentStore.HashOfParts(Auxiliary.Select(a => (a.Value.Sha256, a.Key)));

    /// <summary>True when a hash was not known beforehand, and is that of the first pull on this machine.</summary>
    public bool PinnedOnFirstUse => Everything.Any(s => s.PinnedOnFirstUse);

    internal IEnumerable<PinnedSource> Everything => [Data, .. FewShot is null ? (PinnedSource[])[] : [FewShot], .. Auxiliary.Values];

    /// <summary>
    /// Stands for the samples as they are read: the data and the rules that make samples of it. With another 'map' or 'where' the same file gives
    /// other samples.
    /// </summary>
    public string SamplesSha256 =>
        ContentStore.HashOfText(
            string.Concat(
                new[] { Data.Sha256, Data.Source.Format }
                    .Concat(Words(Data.Source.Map))
                    .Concat(Words(Data.Source.Where))
                    .Concat(Words(Data.Source))
                    .Select(t => $"{t.Length}:{t}")
            )
        );

    public string? FewShotSha256 => FewShot?.Sha256;

    // Only what is set: the hashes of stored samples stay what they are.
    private static IEnumerable<string> Words(Domain.DatasetSource source)
    {
        if (source.ListKey is { } key)
            yield return $"list {key}";
        if (source.Separator != ',')
            yield return $"separator {source.Separator}";
        foreach (var join in source.Parts.Append(source).Select(s => s.Join).OfType<Domain.JoinedFile>().DistinctBy(j => (j.On, j.Place.Format)))
            yield return $"join {join.On} {join.Place.Format} {join.Place.ListKey}";
    }

    private static IEnumerable<string> Words(IReadOnlyDictionary<string, string> rules) =>
        rules.OrderBy(r => r.Key, StringComparer.Ordinal).SelectMany(r => new[] { r.Key, r.Value }).Prepend($"{rules.Count}");
}

/// <param name="Source">The source that answered.</param>
/// <param name="Sha256">Lower-case hex; of several files the hash of their sorted "sha256  name" lines.</param>
/// <param name="Files">Full paths, in the order in which they are read.</param>
public sealed record PinnedSource(Domain.DatasetSource Source, string Sha256, IReadOnlyList<DataFile> Files)
{
    public long Bytes => AllFiles.Sum(f => new FileInfo(f.Path).Length);

    /// <summary>The hash is that of the first pull: nobody could know it beforehand.</summary>
    public bool PinnedOnFirstUse => Source.PinnedOnFirstUse || Source.Parts.Any(p => p.PinnedOnFirstUse);

    /// <summary>Those that are read and those that are joined to them.</summary>
    internal IReadOnlyList<DataFile> AllFiles => [.. Files, .. Files.Select(f => f.Joined?.File).OfType<DataFile>()];
}

/// <param name="Name">Upstream's file name, for messages and for rules that use it: in the cache a file is named by its hash.</param>
public sealed record DataFile(string Path, string Name)
{
    /// <summary>The second file whose records belong to this one's; null where there is none.</summary>
    public JoinedData? Joined { get; init; }
}

/// <summary>A second file, and the field that joins its records to the first one's.</summary>
public sealed record JoinedData(DataFile File, Domain.DatasetSource Source, string On);
