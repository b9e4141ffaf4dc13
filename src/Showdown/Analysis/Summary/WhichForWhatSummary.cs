using Showdown.Analysis.Facts;

namespace Showdown.Analysis.Summary;

/// <param name="Overall">All capabilities in one sentence.</param>
/// <param name="Beside">Price and time of the models over all that was judged, in one sentence; null where not known.</param>
/// <param name="Nights">The last nights of a scheduled job that the verdicts are over; 1: this run alone. Prices and times are always this
/// run's.</param>
public sealed record WhichForWhatSummary(string Overall, string? Beside, int Nights, IReadOnlyList<ForWhatSummary> Capabilities)
{
    internal static WhichForWhatSummary? Of(RunResults results, RunNames names, int nights) =>
        Wording.WhichForWhat.Of(results, names) is { } which
            ? new WhichForWhatSummary(
                which.Overall,
                which.Beside,
                nights,
                [.. which.Rows.Select(r => ForWhatSummary.Of(r, results.CapabilitiesCompared))]
            )
            : null;
}
