namespace Showdown.Reference;

/// <summary>A scorer's rule in words, with its options.</summary>
public sealed record ReferenceScorer(string Name, string Rule, IReadOnlyList<ReferenceOption> Options);
