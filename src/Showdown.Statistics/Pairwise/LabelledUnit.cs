namespace Showdown.Statistics.Pairwise;

/// <summary>What a judge said of a unit, and what people did.</summary>
/// <param name="Judge">0 to 1.</param>
/// <param name="People">0 to 1, of several people their mean; null: nobody labelled it.</param>
internal readonly record struct LabelledUnit(double Judge, double? People);
