namespace Showdown.Analysis.Summary;

/// <param name="Passed">Over all attempts with a score.</param>
/// <param name="Score">Passed over total.</param>
public sealed record CountedSummary(int Passed, int Total, double? Score, double? Low, double? High);
