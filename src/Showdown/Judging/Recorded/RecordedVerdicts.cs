namespace Showdown.Judging.Recorded;

/// <summary>What recorded verdicts say, by the rules of those who made their format.</summary>
/// <param name="Format">Such as arena-hard or mt-bench-pair.</param>
public sealed record RecordedVerdicts(string Format, IReadOnlyList<string> Files, IReadOnlyList<RecordedGroup> Groups);
