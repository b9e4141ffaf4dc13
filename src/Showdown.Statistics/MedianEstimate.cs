namespace Showdown.Statistics;

/// <summary>A median with its interval of 95 %.</summary>
/// <param name="Value">Null without values.</param>
/// <param name="Low">Null with fewer than six units.</param>
/// <param name="Units">What varies independently.</param>
internal readonly record struct MedianEstimate(double? Value, double? Low, double? High, int Units);
