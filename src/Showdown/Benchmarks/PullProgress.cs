namespace Showdown.Benchmarks;

/// <summary>How far a download is.</summary>
/// <param name="Source">The address or path as written in benchmark.yaml.</param>
/// <param name="TotalBytes">Null when the host does not say.</param>
public sealed record PullProgress(string BenchmarkId, string Source, long Bytes, long? TotalBytes);
