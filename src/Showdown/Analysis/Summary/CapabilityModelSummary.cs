using Showdown.Analysis.Facts;

namespace Showdown.Analysis.Summary;

/// <param name="Score">Mean over the benchmarks; null where one of them is missing.</param>
/// <param name="UsdPerRight">With its interval over questions like these.</param>
/// <param name="AnswerSeconds">From request to the end of the answer, median; how well this night is known.</param>
public sealed record CapabilityModelSummary(string Model, FigureSummary Score, FigureSummary UsdPerRight, FigureSummary AnswerSeconds)
{
    internal static CapabilityModelSummary Of(CapabilityScore score) =>
        new(
            score.ModelId,
            new FigureSummary(score.Value, score.Low, score.High),
            FigureSummary.Of(score.UsdPerRight),
            FigureSummary.Of(score.AnswerSeconds)
        );
}
