namespace Showdown.Statistics;

/// <summary>A mean of groups' means, or the difference of two such means.</summary>
internal sealed record MacroEstimate(double Value, double Low, double High);
