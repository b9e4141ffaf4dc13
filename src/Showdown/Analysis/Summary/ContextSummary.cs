namespace Showdown.Analysis.Summary;

/// <summary>In tokens. Where a figure equals <paramref name="Longest"/> the true one may be longer.</summary>
/// <param name="Low">Up to here it is shown to be kept.</param>
/// <param name="High">Every longer length that was tried is shown to fall below.</param>
/// <param name="Longest">The longest length with a score.</param>
/// <param name="Keeps">The share of the score at the shortest length.</param>
public sealed record ContextSummary(int Tokens, int Low, int High, int Longest, double Keeps, IReadOnlyList<string> Benchmarks)
{
    /// <summary>As the terminal says it.</summary>
    public required string Phrase { get; init; }

    /// <summary>Score by length, shortest first.</summary>
    public required IReadOnlyList<LengthSummary> Lengths { get; init; }
}
