using Showdown.Analysis.Facts;
using Showdown.Analysis.HeadToHead;
using Showdown.Statistics.Pairwise;

namespace Showdown.Analysis.Summary;

/// <summary>Whose answers judges prefer on a benchmark.</summary>
/// <param name="CostUsd">Of judging, beside what the answers cost; null where a judge's price is not known.</param>
/// <param name="Strengths">Bradley-Terry, of three and more models; empty for two, and where the judged pairs do not connect all.</param>
/// <param name="Notes">Panel, people and cost in sentences.</param>
public sealed record HeadToHeadSummary(
    string Benchmark,
    IReadOnlyList<string> Judges,
    decimal? CostUsd,
    IReadOnlyList<DuelSummary> Duels,
    IReadOnlyList<StrengthSummary> Strengths,
    IReadOnlyList<string> Notes
)
{
    /// <summary>How far a panel's judges say the same; null for a single judge.</summary>
    public AgreementSummary? Panel { get; init; }

    /// <summary>How far judges and people say the same; null without labels.</summary>
    public AgreementSummary? People { get; init; }

    internal static IReadOnlyList<HeadToHeadSummary> Of(RunResults results, RunNames names) =>
        [
            .. results.HeadToHeads.Select(r => new HeadToHeadSummary(
                r.Facts.BenchmarkId,
                [.. r.Facts.Rule.Judges.Select(j => j.Id)],
                r.Facts.CostUsd,
                [.. r.Duels.Select(d => DuelSummary.Of(d, names))],
                r.Strengths is null ? [] : [.. r.Strengths.Strengths.Select((s, i) => StrengthSummary.Of(r.Facts.Models[i], s))],
                HeadToHeadWords.Notes(r)
            )
            {
                Panel = AgreementSummary.Of(r.Facts.Panel),
                People = AgreementSummary.Of(r.Facts.WithPeople),
            }),
        ];
}

public sealed record StyleEffectSummary(string Name, double Effect, double Low, double High);

/// <param name="Observed">Share of equal verdicts.</param>
/// <param name="Expected">What luck would give.</param>
/// <param name="Coefficient">1 is always, 0 is luck; null where luck alone would give the same always.</param>
public sealed record AgreementSummary(double Observed, double Expected, double? Coefficient, int Pairs)
{
    internal static AgreementSummary? Of(Agreement? agreement) =>
        agreement is { } a ? new AgreementSummary(a.Observed, a.Expected, a.Coefficient, a.Units) : null;
}
