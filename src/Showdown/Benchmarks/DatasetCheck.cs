namespace Showdown.Benchmarks;

/// <summary>Whether a benchmark's data is on this machine, and whole.</summary>
/// <param name="Message">One sentence for a person.</param>
public sealed record DatasetCheck(bool IsPresent, bool IsIntact, string Message);
