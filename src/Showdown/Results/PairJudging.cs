using Showdown.Domain;

namespace Showdown.Results;

/// <summary>How a run's pairs at a benchmark were judged.</summary>
/// <param name="Judging">Names judges, rubric and rules.</param>
/// <param name="Number">From 1; the largest counts.</param>
/// <param name="Rule">Who judged, and by what.</param>
public sealed record PairJudging(string Judging, int Number, JudgingRule Rule);
