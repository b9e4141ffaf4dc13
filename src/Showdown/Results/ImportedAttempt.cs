using Showdown.Domain;

namespace Showdown.Results;

/// <summary>An attempt that another program made.</summary>
/// <param name="Scores">Its own and ours, by version; none where it failed.</param>
public sealed record ImportedAttempt(Attempt Attempt, IReadOnlyList<(Score Score, int Version)> Scores);
