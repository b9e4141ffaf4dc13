namespace Showdown.Rendering.Charts;

/// <param name="Values">In any order, above 0.</param>
internal sealed record DensityRow(Series Model, IReadOnlyList<double> Values, double? P50, double? P95);
