namespace Showdown.Statistics;

/// <summary>pass@k or pass^k over the samples of a benchmark, with an interval that counts samples.</summary>
public sealed record PassEstimate
{
    /// <summary>Draws.</summary>
    public required int K { get; init; }

    /// <summary>Mean over samples, 0 to 1; null when no sample has k scored attempts.</summary>
    public double? Value { get; init; }

    /// <summary>Lower end of the interval, 0 to 1; null when no sample has k scored attempts.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end.</summary>
    public double? High { get; init; }

    /// <summary>Samples with at least k scored attempts.</summary>
    public required int Samples { get; init; }

    /// <summary>Samples left out because they have fewer.</summary>
    public required int SamplesWithTooFew { get; init; }

    /// <summary>Coverage that the interval promises.</summary>
    public required double Level { get; init; }
}
