using Showdown.Analysis.Facts;
using Showdown.Analysis.HeadToHead;
using Showdown.Analysis.Wording;
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

/// <summary>Two models, compared pair by pair.</summary>
/// <param name="WinRate">How often A's answer is preferred, ties as half; the prompt is the unit.</param>
/// <param name="Verdict">Of A against B: better, worse, equivalent or not enough data; null where the run gives no verdicts.</param>
/// <param name="PHolm">Adjusted over all comparisons of the run.</param>
/// <param name="Unscored">Pairs without two answers or without a verdict: nobody has lost them.</param>
/// <param name="InconsistentShare">Of the judges' verdicts; these are ties.</param>
/// <param name="Disputed">Pairs of which two judges came to different outcomes.</param>
public sealed record DuelSummary(
    string A,
    string B,
    FigureSummary WinRate,
    string? Verdict,
    double? PHolm,
    int Prompts,
    int Won,
    int Tied,
    int Lost,
    int Unscored,
    double? InconsistentShare,
    int Disputed
)
{
    /// <summary>If both were equally long and laid out alike; null with too few pairs.</summary>
    public StyleSummary? Style { get; init; }

    /// <summary>Corrected by people's labels; null with too few of them.</summary>
    public CorrectedSummary? Corrected { get; init; }

    public string Sentence { get; init; } = "";

    /// <summary>Counts, style and labels in sentences.</summary>
    public IReadOnlyList<string> Beside { get; init; } = [];

    internal static DuelSummary Of(DuelResult result, RunNames names)
    {
        var (duel, rate) = (result.Duel, result.Rate);
        return new DuelSummary(
            duel.A,
            duel.B,
            new FigureSummary(rate.Value, rate.Low, rate.High),
            result.GivesVerdict ? VerdictWords.Word(rate.Verdict) : null,
            result.GivesVerdict ? rate.Comparison.AdjustedP : null,
            rate.Prompts,
            duel.Won,
            duel.Tied,
            duel.Lost,
            rate.Unscored,
            result.InconsistentShare,
            duel.Disputed
        )
        {
            Style = result.Style is { } style
                ? new StyleSummary(
                    new FigureSummary(style.Value, style.Low, style.High),
                    result.GivesVerdict ? VerdictWords.Word(style.Verdict) : null,
                    result.Disagrees,
                    [.. style.Effects.Select(e => new StyleEffectSummary(e.Name, e.Effect, e.Low, e.High))]
                )
                : null,
            Corrected = result.Corrected is { } corrected
                ? new CorrectedSummary(
                    new FigureSummary(corrected.Value, corrected.Low, corrected.High),
                    new FigureSummary(corrected.People, corrected.PeopleInterval.Low, corrected.PeopleInterval.High),
                    corrected.Labels,
                    corrected.Weight
                )
                : null,
            Sentence = HeadToHeadWords.Sentence(result, names),
            Beside = HeadToHeadWords.Beside(result, names),
        };
    }
}

/// <param name="Disagrees">True where this verdict and the raw one differ, and one of them is a difference.</param>
/// <param name="Effects">Of length, headers, lists and bold on the logarithm of odds, by one standard deviation.</param>
public sealed record StyleSummary(FigureSummary WinRate, string? Verdict, bool Disagrees, IReadOnlyList<StyleEffectSummary> Effects);

public sealed record StyleEffectSummary(string Name, double Effect, double Low, double High);

/// <param name="People">By people's labels alone.</param>
/// <param name="Labels">Prompts that people labelled.</param>
/// <param name="Weight">How far the judges are listened to, 0 to 1.</param>
public sealed record CorrectedSummary(FigureSummary WinRate, FigureSummary People, int Labels, double Weight);

/// <param name="Value">Logarithm of odds; the mean over the models is 0.</param>
/// <param name="Elo">The same as ratings in chess have it, with 1000 as the mean.</param>
public sealed record StrengthSummary(string Model, FigureSummary Value, FigureSummary Elo)
{
    internal static StrengthSummary Of(string model, Strength strength) =>
        new(
            model,
            new FigureSummary(strength.Value, strength.Low, strength.High),
            new FigureSummary(strength.Elo.Value, strength.Elo.Low, strength.Elo.High)
        );
}

/// <param name="Observed">Share of equal verdicts.</param>
/// <param name="Expected">What luck would give.</param>
/// <param name="Coefficient">1 is always, 0 is luck; null where luck alone would give the same always.</param>
public sealed record AgreementSummary(double Observed, double Expected, double? Coefficient, int Pairs)
{
    internal static AgreementSummary? Of(Agreement? agreement) =>
        agreement is { } a ? new AgreementSummary(a.Observed, a.Expected, a.Coefficient, a.Units) : null;
}
