namespace Showdown.Analysis.Summary;

/// <param name="Disagrees">True where this verdict and the raw one differ, and one of them is a difference.</param>
/// <param name="Effects">Of length, headers, lists and bold on the logarithm of odds, by one standard deviation.</param>
public sealed record StyleSummary(FigureSummary WinRate, string? Verdict, bool Disagrees, IReadOnlyList<StyleEffectSummary> Effects);
