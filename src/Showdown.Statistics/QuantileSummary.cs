namespace Showdown.Statistics;

/// <summary>Percentiles of one figure; null where there are too few values to say.</summary>
internal sealed record QuantileSummary
{
    public required int Count { get; init; }

    public double? Least { get; init; }

    public double? P25 { get; init; }

    public double? P50 { get; init; }

    public double? P75 { get; init; }

    public double? P90 { get; init; }

    public double? P95 { get; init; }

    public double? P99 { get; init; }

    public double? Most { get; init; }
}
