namespace Showdown.Analysis.Wording;

/// <summary>One comparison as a sentence that can be read aloud.</summary>
/// <param name="Css">better, worse, equivalent or unknown; of the first model against the second.</param>
internal sealed record VerdictLine(string Css, string Sign, string Word, string Benchmark, string Sentence, string? Aside);
