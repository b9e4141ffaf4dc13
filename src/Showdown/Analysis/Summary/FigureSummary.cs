namespace Showdown.Analysis.Summary;

/// <summary>A measured figure with its interval. Null: not known.</summary>
public sealed record FigureSummary(double? Value, double? Low, double? High)
{
    internal static FigureSummary Of(Statistics.UnitCost cost) => new(cost.Value, cost.Low, cost.High);

    internal static FigureSummary Of(Statistics.MedianEstimate median) => new(median.Value, median.Low, median.High);
}
