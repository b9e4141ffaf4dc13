using Showdown.Results;

namespace Showdown.Pages.Evidence;

/// <summary>Finds what the judges said of a sample's pairs, reasons included.</summary>
internal delegate Task<IReadOnlyList<PairVerdictRow>> VerdictsOf(string benchmarkId, string sampleId, CancellationToken cancel);
