namespace Showdown.Analysis.Facts;

/// <param name="Slug">Names its folder of evidence.</param>
internal sealed record BenchmarkName(string Id, string Title, string Slug, bool Redacted);
