namespace Showdown.Rendering.Charts;

/// <summary>One comparison of a forest plot; shares.</summary>
internal sealed record ForestRow(string Label, string Detail, double? Difference, double? Low, double? High, string VerdictCss, string Value);
