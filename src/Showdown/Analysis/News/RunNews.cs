using Showdown.Analysis.Summary;
using Showdown.Results;

namespace Showdown.Analysis.News;

/// <summary>How a run ended, in sentences that can be read aloud.</summary>
/// <param name="Run">Its row: status, reason, times.</param>
/// <param name="Headline">All verdicts in one sentence.</param>
/// <param name="Verdicts">One sentence for each pair of models and benchmark.</param>
/// <param name="Changes">Changes against earlier nights that fresh attempts have confirmed, one sentence each.</param>
/// <param name="Gates">What the job's gates say; empty when it has none.</param>
public sealed record RunNews(
    RunRow Run,
    string Headline,
    IReadOnlyList<string> Verdicts,
    IReadOnlyList<string> Changes,
    IReadOnlyList<GateSummary> Gates
)
{
    /// <summary>Of a run that holds hosts against a reference: what was found, and who has changed.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];
}
