using Showdown.Domain;

namespace Showdown.Results;

/// <summary>One sample's attempts at a part.</summary>
/// <param name="Right">Attempts that did all that the part asks.</param>
/// <param name="Passed">Of all attempts together, as with <see cref="PartScore.Passed"/>; 0 where the part is not counted.</param>
/// <param name="Total">As with <see cref="PartScore.Total"/>; 0 where the part is not counted.</param>
public readonly record struct PartTally(string SampleId, int Right, int Scored, int Passed, int Total);
