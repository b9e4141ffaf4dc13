namespace Showdown.Statistics.Judging;

/// <summary>An estimate with its interval, and what it is made of.</summary>
/// <param name="Count">Pairs, verdicts or replies; from 1.</param>
internal readonly record struct Figure(double Value, Interval Interval, int Count);
