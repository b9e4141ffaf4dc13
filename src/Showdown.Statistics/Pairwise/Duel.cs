namespace Showdown.Statistics.Pairwise;

/// <summary>The judged pairs of two models.</summary>
/// <param name="A">Position of the first in the list of models.</param>
/// <param name="B">Position of the second.</param>
internal sealed record Duel(int A, int B, IReadOnlyList<JudgedPair> Pairs);
