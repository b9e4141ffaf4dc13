namespace Showdown.Domain;

/// <summary>What became of a step's requests.</summary>
/// <param name="Kept">Completed ones that kept the limits.</param>
public sealed record LoadTally(int Sent, int Failed, int Kept);
