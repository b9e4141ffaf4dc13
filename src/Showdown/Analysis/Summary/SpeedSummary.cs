namespace Showdown.Analysis.Summary;

/// <param name="Count">Attempts the percentile is made of.</param>
public sealed record SpeedSummary(double? P50, int Count);
