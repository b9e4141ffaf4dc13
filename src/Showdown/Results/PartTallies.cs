namespace Showdown.Results;

/// <summary>How the attempts at each sample did on one part of the tests.</summary>
/// <param name="Name">Such as base.</param>
public sealed record PartTallies(string Name, IReadOnlyList<PartTally> Samples);
