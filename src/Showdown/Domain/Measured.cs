namespace Showdown.Domain;

/// <summary>A figure that was measured, with its 95 % interval.</summary>
/// <param name="Count">Pairs, verdicts or replies that it is made of.</param>
public sealed record Measured(double Value, double Low, double High, int Count);
