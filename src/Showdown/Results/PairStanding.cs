namespace Showdown.Results;

/// <summary>What is left of judging a run's pairs.</summary>
/// <param name="Open">Shards that are not done.</param>
/// <param name="Stopped">Why the judging ends before all is judged; null while nothing speaks against it.</param>
public sealed record PairStanding(int Open, string? Stopped);
