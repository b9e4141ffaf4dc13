namespace Showdown.Judging.Passports;

/// <summary>How far a measurement is.</summary>
/// <param name="Done">Verdicts that are there.</param>
/// <param name="Of">All that are wanted.</param>
public readonly record struct InspectionProgress(int Done, int Of, decimal? CostUsd);
