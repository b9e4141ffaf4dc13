namespace Showdown.Statistics;

/// <summary>What a comparison leaves out, why, and by how much it could have moved the difference.</summary>
/// <param name="NoScoreA">Samples that A was asked and has no score for, B has one.</param>
/// <param name="NoScoreB">The other way round.</param>
/// <param name="NoScoreBoth">Samples that both were asked and neither has a score for.</param>
/// <param name="NotAsked">Samples that one of them was not asked, or neither.</param>
/// <param name="Attempts">Attempts without a score at the samples that are compared.</param>
/// <param name="Low">Difference over all samples that both were asked if A's missing attempts had been wrong and B's right; null without
/// samples.</param>
/// <param name="High">The other way round.</param>
/// <remarks>Bounds without assumptions (Manski 2003, Partial Identification of Probability Distributions, chapter 1). They carry no luck of sampling.
/// What was not asked does not count in them: samples are asked in random order.</remarks>
public sealed record LeftOut(int NoScoreA, int NoScoreB, int NoScoreBoth, int NotAsked, int Attempts, double? Low, double? High)
{
    /// <summary>Samples that are not compared.</summary>
    public int Samples => NoScoreA + NoScoreB + NoScoreBoth + NotAsked;

    /// <summary>True when there are attempts without a score, which <see cref="Low"/> and <see cref="High"/> suppose to be wrong or right.</summary>
    internal bool IsMissing => NoScoreA + NoScoreB + NoScoreBoth + Attempts > 0;

    /// <summary>Of several comparisons whose differences weigh alike in one.</summary>
    internal static LeftOut Together(IReadOnlyCollection<LeftOut> parts) =>
        new(
            parts.Sum(p => p.NoScoreA),
            parts.Sum(p => p.NoScoreB),
            parts.Sum(p => p.NoScoreBoth),
            parts.Sum(p => p.NotAsked),
            parts.Sum(p => p.Attempts),
            parts.Average(p => p.Low),
            parts.Average(p => p.High)
        );

    internal static LeftOut Of(IReadOnlyList<SamplePair> pairs)
    {
        var (a, b, both, notAsked, attempts, asked) = (0, 0, 0, 0, 0, 0);
        var (low, high) = (0.0, 0.0);
        foreach (var pair in pairs)
        {
            if (!pair.A.IsAsked || !pair.B.IsAsked)
            {
                notAsked++;
                continue;
            }
            asked++;
            low += pair.A.Least - pair.B.Most;
            high += pair.A.Most - pair.B.Least;
            a += !pair.A.IsScored && pair.B.IsScored ? 1 : 0;
            b += pair.A.IsScored && !pair.B.IsScored ? 1 : 0;
            both += !pair.A.IsScored && !pair.B.IsScored ? 1 : 0;
            attempts += pair.IsComplete ? pair.A.Missing + pair.B.Missing : 0;
        }
        return new LeftOut(a, b, both, notAsked, attempts, asked == 0 ? null : low / asked, asked == 0 ? null : high / asked);
    }
}
