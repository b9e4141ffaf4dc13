namespace Showdown.Rendering.Charts;

/// <summary>One model's score on one benchmark; shares.</summary>
internal sealed record ScorePoint(Series Model, double? Score, double? Low, double? High);
