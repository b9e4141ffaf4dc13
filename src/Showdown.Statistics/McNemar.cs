namespace Showdown.Statistics;

/// <summary>McNemar's test: are the samples that only A got right as many as those that only B got right?</summary>
internal static class McNemar
{
    /// <param name="wins">Samples that A got right and B wrong, from 0.</param>
    /// <param name="losses">Samples that B got right and A wrong, from 0.</param>
    /// <returns>Two-sided mid-p; 1 when the models never disagree.</returns>
    /// <remarks>
    /// Twice the smaller binomial tail with chance one half, of which the outcome itself counts half: Fagerland, Lydersen and Laake 2013, BMC Medical
    /// Research Methodology 13:91, equation 5. The exact test (McNemar 1947, Psychometrika
    /// 12:153-157) spends half of its level or less; this one keeps the level on average over the number of disagreements, which is what varies
    /// (enumerated in the tests). Valid for one attempt a sample only.
    /// </remarks>
    public static double P(int wins, int losses)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(wins);
        ArgumentOutOfRangeException.ThrowIfNegative(losses);
        var (fewer, all) = (Math.Min(wins, losses), wins + losses);
        var below = fewer == 0 ? 0 : Distributions.FairBinomialLowerTail(fewer - 1, all);
        return Math.Min(1, below + Distributions.FairBinomialLowerTail(fewer, all));
    }

    /// <summary>Where only one side would be a finding: chance of at least so many wins, if both sides were alike.</summary>
    /// <returns>One-sided and exact: at most any level as often as that level says, and seldom quite as often. 1 when there is no
    /// disagreement.</returns>
    public static double OneSidedP(int wins, int losses)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(wins);
        ArgumentOutOfRangeException.ThrowIfNegative(losses);
        return Distributions.FairBinomialLowerTail(losses, wins + losses);
    }
}
