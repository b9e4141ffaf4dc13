using Showdown.Statistics;

namespace Showdown.Analysis.Summary;

/// <param name="NoScoreA">Samples that only B has a score for, although A was asked them too.</param>
/// <param name="NoScoreB">Samples that only A has a score for.</param>
/// <param name="NoScoreBoth">Samples that both were asked and neither has a score for.</param>
/// <param name="NotAsked">Samples that one of them was not asked.</param>
/// <param name="Attempts">Attempts without a score at the samples that are compared.</param>
/// <param name="Low">The difference if what A lacks had been wrong and what B lacks right.</param>
/// <param name="High">The other way round.</param>
public sealed record LeftOutSummary(int NoScoreA, int NoScoreB, int NoScoreBoth, int NotAsked, int Attempts, double? Low, double? High)
{
    internal static LeftOutSummary Of(LeftOut left) =>
        new(left.NoScoreA, left.NoScoreB, left.NoScoreBoth, left.NotAsked, left.Attempts, left.Low, left.High);
}
