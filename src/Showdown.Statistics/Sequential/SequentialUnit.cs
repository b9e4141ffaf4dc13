namespace Showdown.Statistics.Sequential;

/// <summary>A sample, or a cluster of samples, that both models have answered.</summary>
/// <param name="Sum">Sum of its samples' differences of mean scores, A less B; from minus to plus <paramref name="Size"/>.</param>
/// <param name="Size">Its samples, from 1.</param>
public readonly record struct SequentialUnit(double Sum, int Size = 1);
