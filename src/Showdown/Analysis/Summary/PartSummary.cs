namespace Showdown.Analysis.Summary;

/// <param name="Name">Such as base.</param>
public sealed record PartSummary(string Name, double? Score, double? Low, double? High)
{
    /// <summary>Of a part with counts, such as instructions of a prompt: each counted by itself, while the part's score counts prompts whose
    /// instructions were all followed. Null where the part is not counted.</summary>
    public CountedSummary? OneByOne { get; init; }
}
