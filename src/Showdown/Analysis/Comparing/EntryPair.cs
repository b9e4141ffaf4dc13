using Showdown.Analysis.Trend;
using Showdown.Statistics;

namespace Showdown.Analysis.Comparing;

/// <summary>One evaluation against another on the same questions.</summary>
/// <param name="A">The one whose run was named later.</param>
/// <param name="Comparison">A less B; null where the two may not be compared.</param>
/// <param name="Refused">Why not.</param>
/// <param name="Changes">What was asked otherwise in A: the difference is of that too. Of two models only where another program asked one of
/// them.</param>
internal sealed record EntryPair(Night A, Night B, PairedComparison? Comparison, IReadOnlyList<string> Refused, IReadOnlyList<string> Changes)
{
    public bool IsSameModel => A.Key == B.Key;

    /// <summary>What the two have in common where they are about two datasets; null where about one.</summary>
    public SharedNights? Shared { get; init; }

    /// <summary>Who gave the scores of either, where those are two.</summary>
    public (string A, string B)? Scorers => RunComparison.Scorer(A) is var a && RunComparison.Scorer(B) is var b && a != b ? (a, b) : null;
}
