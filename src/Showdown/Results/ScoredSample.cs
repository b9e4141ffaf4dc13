namespace Showdown.Results;

/// <summary>One sample's attempts on one night that have a score and were made by the evaluation itself.</summary>
/// <param name="Right">Attempts that earned all of the credit.</param>
/// <param name="PartCredit">As <see cref="OutcomeCounts.PartCredit"/>.</param>
/// <param name="PartSquares">As <see cref="OutcomeCounts.PartSquares"/>.</param>
public readonly record struct ScoredSample(string SampleId, int Right, int Scored, double PartCredit, double PartSquares);
