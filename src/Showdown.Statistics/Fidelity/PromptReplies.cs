namespace Showdown.Statistics.Fidelity;

/// <summary>What two hosts said to one prompt, each reply as a sequence of tokens or characters.</summary>
internal sealed record PromptReplies(IReadOnlyList<int[]> Reference, IReadOnlyList<int[]> Host);
