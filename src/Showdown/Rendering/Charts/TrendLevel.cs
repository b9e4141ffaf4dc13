namespace Showdown.Rendering.Charts;

/// <summary>Nights with one centre and one pair of limits; shares. Without limits only the line is drawn.</summary>
/// <param name="Identity">The label of a line down the picture where other settings began; null where they did not.</param>
internal sealed record TrendLevel(IReadOnlyList<TrendPoint> Points, double? Centre, double? Low, double? High, string? Identity);
