using Showdown.Analysis.Facts;
using Showdown.Analysis.HeadToHead;
using Showdown.Analysis.Wording;

namespace Showdown.Analysis.Summary;

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

/// <param name="People">By people's labels alone.</param>
/// <param name="Labels">Prompts that people labelled.</param>
/// <param name="Weight">How far the judges are listened to, 0 to 1.</param>
public sealed record CorrectedSummary(FigureSummary WinRate, FigureSummary People, int Labels, double Weight);
