using Showdown.Statistics;

namespace Showdown.Analysis.Facts;

/// <summary>Two models of a run, compared.</summary>
internal abstract record ModelPair(string A, string B, PairedComparison Comparison)
{
    /// <summary>False when one of the two never answered.</summary>
    public bool IsAsked { get; init; } = true;

    /// <summary>Why the two could not be compared; null when they could.</summary>
    public string? WhyNot =>
        Comparison.Difference is not null ? null
        : IsAsked ? "no question has a score from both"
        : "not asked";

    public bool IsAbout(string model) => A == model || B == model;

    /// <summary>The comparison with the given model as A, which is one of the two.</summary>
    public PairedComparison Against(string model) => A == model ? Comparison : Comparison.Mirrored();

    /// <summary>The comparison with the given model as A; null where this is not about the two.</summary>
    public PairedComparison? Between(string model, string other) =>
        (A, B) == (model, other) ? Comparison
        : (B, A) == (model, other) ? Comparison.Mirrored()
        : null;
}

/// <summary>On one benchmark.</summary>
internal sealed record PairResult(string BenchmarkId, string A, string B, PairedComparison Comparison) : ModelPair(A, B, Comparison);

/// <summary>At one capability: the mean of the differences on its benchmarks.</summary>
/// <param name="Without">Benchmarks of the capability that have no question with a score from both.</param>
internal sealed record CapabilityPair(string A, string B, PairedComparison Comparison, IReadOnlyList<string> Without) : ModelPair(A, B, Comparison);
