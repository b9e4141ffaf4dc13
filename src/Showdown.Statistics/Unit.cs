namespace Showdown.Statistics;

/// <summary>A cluster of samples, or one sample: what varies independently of the others.</summary>
/// <param name="Value">Mean of its samples' values.</param>
/// <param name="Weight">Sum of its samples' weights, above 0; of equal samples their number.</param>
internal readonly record struct Unit(double Value, double Weight);
