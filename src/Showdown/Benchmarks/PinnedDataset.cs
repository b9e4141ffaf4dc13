namespace Showdown.Benchmarks;

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
