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

/// <summary>A second file, and the field that joins its records to the first one's.</summary>
public sealed record JoinedData(DataFile File, Domain.DatasetSource Source, string On);
