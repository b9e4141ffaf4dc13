namespace Showdown.Results;

/// <summary>How far the judging of a benchmark's pairs is.</summary>
/// <param name="Pairs">That the run's answers make.</param>
/// <param name="Verdicts">In both orders, by the judges that count; a pair has one of each judge.</param>
public sealed record PairProgress(string BenchmarkId, int Pairs, int Verdicts);
