namespace Showdown.Domain;

/// <summary>Two models whose prompts are known to differ.</summary>
/// <param name="Different">Questions that were put to them in different words.</param>
/// <param name="Known">Questions of which both prompts were recorded.</param>
public sealed record PromptsApart(string BenchmarkId, string A, string B, int Different, int Known);
