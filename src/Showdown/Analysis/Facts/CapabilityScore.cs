using Showdown.Statistics;

namespace Showdown.Analysis.Facts;

/// <summary>How one model fares at a capability, for what price and how fast. Null: not known.</summary>
/// <remarks>Of the benchmarks on which every model has a score that has one on any: all figures of a capability stand on the same
/// questions.</remarks>
/// <param name="Value">Mean of its scores.</param>
/// <param name="UsdPerRight">What it spent on all of them over what it earned there; not known where an earlier run paid for completions.</param>
/// <param name="AnswerSeconds">From request to the end of the answer: median of all attempts of this night.</param>
internal sealed record CapabilityScore(string ModelId, double? Value, double? Low, double? High, UnitCost UsdPerRight, MedianEstimate AnswerSeconds)
{
    /// <param name="units">Of the evaluations, where they are known already.</param>
    public static CapabilityScore Of(string model, IReadOnlyList<EvaluationResult> own, IReadOnlyList<SampleUnits>? units = null)
    {
        if (own.Count == 0)
            return new CapabilityScore(model, null, null, null, default, default);
        var interval = Interval.OfMean([.. own.Select(e => (e.Score.Value!.Value, new Interval(e.Score.Low!.Value, e.Score.High!.Value)))]);
        units ??= [.. own.Select(e => SampleUnits.Of(e.Facts))];
        return new CapabilityScore(
            model,
            own.Average(e => e.Score.Value!.Value),
            interval.Low,
            interval.High,
            SampleUnits.UsdPerRight(units),
            SampleUnits.AnswerSeconds(units)
        );
    }
}
