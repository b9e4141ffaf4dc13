namespace Showdown.Judging.HeadToHead;

/// <summary>How a run's pairs were judged, as it is stored.</summary>
public sealed record JudgingSettings(IReadOnlyList<JudgingJudge> Judges, string RubricSha256, int Version);

/// <param name="IdentitySha256">Of judge, rubric and our words to it: finds its passport.</param>
public sealed record JudgingJudge(string Id, string IdentitySha256, bool IsSimulated);
