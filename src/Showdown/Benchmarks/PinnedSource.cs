namespace Showdown.Benchmarks;

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
