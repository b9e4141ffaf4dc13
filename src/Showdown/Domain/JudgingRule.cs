namespace Showdown.Domain;

/// <summary>Who judges the answers of a run, and by which rubric: at first as the run was started, later as somebody wants them judged
/// again.</summary>
/// <param name="Judges">Models, with their settings as they were frozen; at least one.</param>
public sealed record JudgingRule(Rubric Rubric, JudgeSettings Settings, IReadOnlyList<ModelSettings> Judges);
