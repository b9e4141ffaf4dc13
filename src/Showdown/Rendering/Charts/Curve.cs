namespace Showdown.Rendering.Charts;

/// <summary>A line of values over numbers.</summary>
/// <param name="Css">Beside the model's colour: "dashed", or nothing.</param>
internal sealed record Curve(Series Model, IReadOnlyList<(double X, double Y, string Title)> Points, string Css = "");
