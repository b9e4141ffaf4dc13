using Showdown.Domain;

namespace Showdown.Analysis.Published;

/// <param name="Samples">Null when it is not known.</param>
/// <param name="SameSamples">Ids of our benchmarks with the same samples and another protocol.</param>
/// <param name="Beside">Ids of our benchmarks that it is shown beside although the samples differ.</param>
public sealed record PublishedBenchmark(
    string Id,
    string Title,
    int? Samples,
    string? Window,
    IReadOnlyList<string> SameSamples,
    IReadOnlyList<string> Beside
)
{
    /// <summary>What it is a test of; null: not said.</summary>
    public Capability? Capability { get; init; }
}
