namespace Showdown.Domain;

/// <summary>Prices of a million tokens in USD.</summary>
public sealed record ReportedPrice(double Input, double Output);
