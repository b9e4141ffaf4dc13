using Showdown.Formatting;
using Showdown.Statistics;

namespace Showdown.Analysis.Gating;

/// <summary>Gates in words. What cannot be measured does not pass a limit; what has no past cannot have dropped.</summary>
/// <remarks>drop and worse-than fail on what is shown, never on noise, by the verdicts that the page has too. below, cost, latency and coverage are
/// limits on the figure itself.</remarks>
internal static class GateWords
{
    /// <param name="whyNot">Why there is no rerun that could tell, as a clause.</param>
    /// <param name="isReused">True when no attempt is the run's own.</param>
    public static GateResult Drop(string evaluation, DropEvidence evidence, DropFinding finding, double? value, string whyNot, bool isReused = false)
    {
        if (finding == DropFinding.NoPast || evidence.Tonight?.Difference is not { } difference)
            return new GateResult(
                "drop",
                true,
                isReused
                    ? $"{evaluation}: its completions were reused from earlier runs, which is no new evidence."
                    : $"{evaluation}: no earlier runs with the same settings to compare with."
            )
            {
                IsChecked = false,
            };
        var change = $"{Points(difference)} against the earlier runs ({Range(evidence.Tonight)})";
        var again = evidence.Rerun is { Difference: { } fresh } rerun ? $"{Points(fresh)} ({Range(rerun)})" : null;
        return finding switch
        {
            DropFinding.Shown => new GateResult(
                "drop",
                false,
                $"{evaluation} {(again is null ? "seems to have dropped" : "has dropped")}: {change}{(value is null ? "" : $"; {Plain(value.Value)} are allowed")}; {(again is null ? $"not confirmed: {whyNot}" : $"a rerun showed it again: {again}")}."
            ),
            DropFinding.NotConfirmed => new GateResult(
                "drop",
                true,
                $"{evaluation} seemed to have dropped ({Points(difference)}), and a rerun did not show it: {again}."
            ),
            DropFinding.Suspected => new GateResult(
                "drop",
                true,
                $"{evaluation} may have dropped: {change}; as one of several evaluations that is no evidence. Not confirmed: {whyNot}."
            ),
            _ => new GateResult("drop", true, $"{evaluation} has not shown a drop{Asked(value)}: {change}."),
        };
    }

    /// <summary>Of several evaluations none has a past.</summary>
    public static GateResult NoPast(int evaluations) =>
        new("drop", true, $"None of {evaluations} evaluations has earlier runs with the same settings to compare with.") { IsChecked = false };

    /// <summary>Fails when the score is below a value, from 0 to 1.</summary>
    public static GateResult Below(string evaluation, ScoreEstimate score, double value)
    {
        if (score is not { Value: { } share, Low: { } low, High: { } high })
            return new GateResult("below", false, $"{evaluation}: nothing was scored, {Percent(value)} is asked for.");
        var interval = $"{Percent(share)} ({Percent(low)} to {Percent(high)})";
        if (share >= value)
            return new GateResult("below", true, $"{evaluation} scored {interval}; {Percent(value)} is asked for.");
        var doubt = high >= value ? " The interval reaches above it: more samples or epochs would make it sure." : "";
        return new GateResult("below", false, $"{evaluation} scored {interval}, below {Percent(value)}.{doubt}");
    }

    /// <summary>Fails when the model is shown to be worse than another, by at least <paramref name="value"/> where it is given.</summary>
    /// <param name="comparison">The model (A) against the other (B), adjusted as on the page.</param>
    /// <param name="nights">That the comparison is over.</param>
    public static GateResult WorseThan(
        string benchmark,
        string model,
        string other,
        PairedComparison comparison,
        double? value = null,
        int nights = 1
    )
    {
        if (comparison.Difference is not { } difference)
            return new GateResult("worse-than", false, $"{model} and {other} have no scored sample of {benchmark} in common.");
        var isWorse = value is { } least ? comparison.DifferenceShown && difference <= -least : comparison.Verdict == Verdict.Worse;
        var gap = $"{Points(difference)}{(nights > 1 ? $" over the last {nights} nights" : "")} ({Range(comparison)})";
        return new GateResult(
            "worse-than",
            !isWorse,
            isWorse
                ? $"{model} is worse than {other} on {benchmark}: {gap}."
                : $"{model} is not shown to be worse than {other} on {benchmark}{Asked(value)}: {gap}."
        );
    }

    /// <summary>Fails when a run cost more than a value in USD, or when its cost is not known.</summary>
    public static GateResult Cost(string run, decimal? costUsd, double value) =>
        costUsd is not { } cost
            ? new GateResult(
                "cost",
                false,
                $"{run}: the cost is not known, because a price or a token count is missing; {value:0.00} USD are allowed."
            )
            : new GateResult("cost", (double)cost <= value, $"{run} cost {cost:0.00} USD; {value:0.00} USD are allowed.");

    /// <summary>Fails when the median of output tokens a second is below a value, or when it was not measured.</summary>
    public static GateResult TokensPerSecond(string evaluation, double? median, double value) =>
        median is not { } speed
            ? new GateResult(
                "tokens-per-second",
                false,
                $"{evaluation}: no speed was measured; {Format.AxisRate(value)} tokens a second are asked for."
            )
            : new GateResult(
                "tokens-per-second",
                speed >= value,
                $"{evaluation}: {Format.Rate(speed)} tokens a second this night; {Format.AxisRate(value)} are asked for."
            );

    /// <summary>Fails when the 95th percentile of the time to the first token is above a value in seconds, or when it was not measured.</summary>
    public static GateResult Latency(string evaluation, double? p95Seconds, double value) =>
        p95Seconds is not { } seconds
            ? new GateResult("latency", false, $"{evaluation}: no time to the first token was measured; {value:0.###} s are allowed.")
            : new GateResult(
                "latency",
                seconds <= value,
                $"{evaluation}: 95% of requests had their first token within {seconds:0.###} s this night; {value:0.###} s are allowed."
            );

    /// <summary>Fails when the share of planned attempts that were scored is below a value, from 0 to 1.</summary>
    public static GateResult Coverage(string evaluation, OutcomeTotals counts, double value)
    {
        var coverage = ScoreBounds.Of(counts).Coverage ?? 0;
        return new GateResult(
            "coverage",
            coverage >= value,
            $"{evaluation}: {counts.Scored} of {counts.Expected} attempts were scored ({Percent(coverage)}); {Percent(value)} is asked for."
        );
    }

    private static string Asked(double? value) => value is { } least ? $" of {Plain(least)} or more" : "";

    private static string Range(PairedComparison comparison) =>
        $"{comparison.Level * 100:0.##}% interval {Format.Interval(comparison.Low, comparison.High)}";

    private static string Points(double share) => $"{Format.SignedPoints(share)} points";

    private static string Plain(double share) => $"{Format.Points(share)} points";

    private static string Percent(double share) => Format.Percent(share);
}
