namespace Showdown.Statistics.Fidelity;

/// <summary>The stronger test where hosts give log-probabilities: one reply a prompt says more than many drawn ones.</summary>
internal static class LogProbabilities
{
    /// <summary>Chance of gaps so much larger than the reference's own, if the host were the reference; null below five prompts.</summary>
    /// <remarks>If both askings come from one host, either may be the larger: sign flips over prompts (<see cref="SignFlip.OneSidedP"/>).</remarks>
    public static double? P(IReadOnlyCollection<LogProbabilityGap> gaps) =>
        gaps.Count < ModelEquality.FewestPrompts ? null : SignFlip.OneSidedP([.. gaps.Select(g => g.Host - g.Again)]);
}
