namespace Showdown.Analysis.Summary;

/// <param name="Count">Attempts the percentiles are made of.</param>
public sealed record TtftSummary(double? P50, double? P95, int Count);
