namespace Showdown.Domain;

/// <summary>What a judge was measured by, in one set of labelled pairs.</summary>
/// <param name="Held">Share of pairs whose winner stays when the answers change places; null where no pair has two verdicts.</param>
public sealed record JudgedSet(string Name, Measured Accuracy, double? Held);
