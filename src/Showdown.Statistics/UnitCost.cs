namespace Showdown.Statistics;

/// <summary>Cost per answer or per right answer.</summary>
/// <param name="Value">Null where nothing was counted or nothing was paid.</param>
/// <param name="Low">Of an interval of 95 %; null where there are fewer than two units, or no value.</param>
/// <param name="Units">Samples or clusters.</param>
internal readonly record struct UnitCost(double? Value, double? Low, double? High, int Units);
