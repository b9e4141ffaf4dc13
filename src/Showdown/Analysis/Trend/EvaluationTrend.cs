using Showdown.Domain;

namespace Showdown.Analysis.Trend;

/// <param name="Nights">Oldest first, of whatever identity.</param>
/// <param name="Levels">In the order in which they begin.</param>
internal sealed record EvaluationTrend(EvaluationKey Key, IReadOnlyList<Night> Nights, IReadOnlyList<Level> Levels);
