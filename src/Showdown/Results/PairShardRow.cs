namespace Showdown.Results;

/// <summary>A slice of a benchmark's answers that judges compare.</summary>
public sealed record PairShardRow
{
    public required string Id { get; init; }

    public required string RunId { get; init; }

    public required string BenchmarkId { get; init; }

    public int FirstPosition { get; init; }

    public int LastPosition { get; init; }

    public SampleRange Samples => new(FirstPosition, LastPosition);
}
