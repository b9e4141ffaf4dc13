namespace Showdown.Analysis.Summary;

/// <summary>How many answers our scorer judged beside the recorded scores, and how many otherwise.</summary>
public sealed record JudgedSummary(string Benchmark, string Model, string Scorer, int Judged, int Different);
