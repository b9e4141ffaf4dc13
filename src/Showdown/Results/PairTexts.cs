using Showdown.Domain;

namespace Showdown.Results;

/// <summary>A pair with both answers, to be shown to people.</summary>
public sealed record PairTexts(PairKey Key, Sample Sample, string First, string Second);
