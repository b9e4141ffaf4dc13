namespace Showdown.Benchmarks;

/// <param name="Name">Upstream's file name, for messages and for rules that use it: in the cache a file is named by its hash.</param>
public sealed record DataFile(string Path, string Name)
{
    /// <summary>The second file whose records belong to this one's; null where there is none.</summary>
    public JoinedData? Joined { get; init; }
}
