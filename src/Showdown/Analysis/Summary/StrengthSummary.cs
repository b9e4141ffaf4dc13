using Showdown.Statistics.Pairwise;

namespace Showdown.Analysis.Summary;

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
