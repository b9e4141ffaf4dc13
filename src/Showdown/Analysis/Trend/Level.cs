using Showdown.Statistics;

namespace Showdown.Analysis.Trend;

/// <summary>Nights of one identity between two confirmed changes: they have one centre and one pair of control limits.</summary>
/// <param name="After">The confirmed change that began it; null when another identity did, or nothing did.</param>
internal sealed record Level(IReadOnlyList<Night> Nights, ControlChart Chart, Finding? After);
