using Showdown.Analysis.Facts;
using Showdown.Analysis.Wording;
using Showdown.Domain;

namespace Showdown.Analysis.Summary;

/// <param name="Capability">As benchmark.yaml names it.</param>
/// <param name="Benchmarks">Each weighs as much as the others.</param>
/// <param name="Word">The verdict in few words.</param>
/// <param name="Difference">In words, with its interval; null where there are more than two models.</param>
/// <param name="Note">What the verdict does not stand on, or why it is another than its interval would say; null: nothing.</param>
/// <param name="Ahead">Models that are shown to be better than each of <paramref name="Behind"/>.</param>
public sealed record ForWhatSummary(
    string Capability,
    IReadOnlyList<string> Benchmarks,
    string Word,
    string? Difference,
    string Advice,
    string? Note,
    IReadOnlyList<string> Ahead,
    IReadOnlyList<string> Behind,
    IReadOnlyList<CapabilityModelSummary> Models,
    IReadOnlyList<CapabilityComparisonSummary> Comparisons
)
{
    internal static ForWhatSummary Of(ForWhat row, int compared) =>
        new(
            row.Result.Capability.Name,
            row.Result.Benchmarks,
            row.Word,
            row.Difference,
            row.Advice,
            row.Note,
            row.Standing.Ahead,
            row.Standing.Behind,
            [.. row.Result.Scores.Select(CapabilityModelSummary.Of)],
            [.. row.Result.Pairs.Select(p => CapabilityComparisonSummary.Of(p, compared))]
        );
}

/// <summary>Two models at one capability: the mean of the differences on its benchmarks.</summary>
/// <param name="Low">Bounds of the interval at <paramref name="Level"/>.</param>
/// <param name="PHolm">Adjusted over all capabilities and pairs of the run: the verdict goes by this one.</param>
/// <param name="Verdict">Of A against B: better, worse, equivalent or not enough data.</param>
/// <param name="WhyNot">Why the two could not be compared; null when they could.</param>
/// <param name="Without">Benchmarks of the capability that are not in it.</param>
/// <param name="Questions">With a score from both.</param>
/// <param name="Needed">What it would take; null where there is a verdict, or nothing is known of the spread.</param>
public sealed record CapabilityComparisonSummary(
    string A,
    string B,
    double? Difference,
    double? Low,
    double? High,
    double Level,
    double? P,
    double? PHolm,
    double Margin,
    string Verdict,
    string? WhyNot,
    IReadOnlyList<string> Without,
    int Questions,
    NeededSummary? Needed
)
{
    internal static CapabilityComparisonSummary Of(CapabilityPair pair, int compared)
    {
        var c = pair.Comparison;
        return new CapabilityComparisonSummary(
            pair.A,
            pair.B,
            c.Difference,
            c.Low,
            c.High,
            c.Level,
            c.P,
            c.AdjustedP,
            c.Margin,
            VerdictWords.Word(c.Verdict),
            pair.WhyNot,
            pair.Without,
            c.Samples,
            c.Verdict == Statistics.Verdict.NotEnoughData && SamplesNeeded.Of(c, compared) is var (difference, questions)
                ? new NeededSummary(difference, questions)
                : null
        );
    }
}

/// <param name="Difference">A true difference that so many questions show in four runs of five, as a share.</param>
public sealed record NeededSummary(double Difference, long Questions);
