namespace Showdown.Statistics;

/// <param name="A">Position of the first model in the list of models.</param>
/// <param name="B">Position of the second.</param>
public sealed record PairOfModels(int A, int B, PairedComparison Comparison);
