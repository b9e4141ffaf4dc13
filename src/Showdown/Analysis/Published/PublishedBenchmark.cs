using Showdown.Domain;

namespace Showdown.Analysis.Published;

/// <param name="Items">Null when it is not known.</param>
/// <param name="SameItems">Ids of our benchmarks with the same items and another protocol.</param>
/// <param name="Beside">Ids of our benchmarks that it is shown beside although the items differ.</param>
public sealed record PublishedBenchmark(
    string Id,
    string Title,
    int? Items,
    string? Window,
    IReadOnlyList<string> SameItems,
    IReadOnlyList<string> Beside
)
{
    /// <summary>What it is a test of; null: not said.</summary>
    public Capability? Capability { get; init; }
}
