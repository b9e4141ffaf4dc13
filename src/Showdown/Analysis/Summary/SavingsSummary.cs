using Showdown.Analysis.Facts;
using Showdown.Analysis.Wording;

namespace Showdown.Analysis.Summary;

/// <summary>What a run did not ask, where its benchmarks stop when they are sure.</summary>
/// <param name="Asked">Attempts of the evaluations that could end early.</param>
/// <param name="Planned">As many as they could have had.</param>
/// <param name="Requests">That were saved.</param>
/// <param name="Usd">About what these would have cost; null where that is not known.</param>
/// <param name="Sentence">All of it in words.</param>
public sealed record SavingsSummary(long Asked, long Planned, long Requests, decimal? Usd, string Sentence)
{
    internal static SavingsSummary? Of(RunResults results) =>
        Savings.Of(results.All) is { } s
            ? new SavingsSummary(s.Asked, s.Planned, s.Requests, s.Usd is { } usd ? Math.Round(usd, 8) : null, StopWords.Saved(results)!)
            : null;
}
