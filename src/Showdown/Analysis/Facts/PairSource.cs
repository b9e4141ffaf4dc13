using Showdown.Statistics;

namespace Showdown.Analysis.Facts;

/// <summary>Finds what two models made of each sample of a benchmark.</summary>
internal delegate IReadOnlyList<SamplePair> SamplePairs(string benchmarkId, string a, string b);

/// <summary>Where the comparisons of a capability come from: one night, or several together.</summary>
/// <param name="Stopping">For benchmarks whose evaluations may end early.</param>
/// <param name="Options">For the others.</param>
internal sealed record PairSource(SamplePairs Samples, StoppingPair Stopping, PairedOptions Options)
{
    /// <summary>Of a benchmark where judges compared the two; null for others. Alone in its capability it says there what it says
    /// elsewhere.</summary>
    public Func<string, string, string, PairedComparison?> Duel { get; init; } = static (_, _, _) => null;
}
