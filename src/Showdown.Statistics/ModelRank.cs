namespace Showdown.Statistics;

/// <summary>One model's place.</summary>
/// <param name="Samples">Samples that all models have a score for.</param>
/// <param name="Score">Mean of sample means over those samples, 0 to 1; null without samples.</param>
/// <param name="Rank">1 is best; equal scores share their mean rank.</param>
/// <param name="Best">The best rank that the verdicts leave open.</param>
/// <param name="Worst">The worst.</param>
public sealed record ModelRank(int Samples, double? Score, double Rank, int Best, int Worst);
