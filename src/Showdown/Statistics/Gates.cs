namespace Showdown.Statistics;

/// <summary>What a gate of a job file says about a run.</summary>
/// <param name="On">drop, below, worse-than, cost, latency or coverage.</param>
/// <param name="Sentence">One sentence for a person: what was measured, what was asked for.</param>
public sealed record GateResult(string On, bool IsPassed, string Sentence);

/// <summary>Gates as pure functions. What cannot be measured does not pass a limit; what has no past cannot have dropped.</summary>
/// <remarks>drop and worse-than fail on what is shown, never on noise: a passed gate says how large a change would have been seen. below, cost, latency and coverage are limits on the figure itself.</remarks>
public static class Gates
{
    /// <summary>Fails when the score has dropped, by at least <paramref name="value"/> where it is given.</summary>
    /// <param name="tonight">Tonight (A) against the baseline (B); null when there are no earlier runs of this identity.</param>
    /// <param name="value">Share from 0, such as 0.05 for five points; null: any drop that is shown and not within the margin of equivalence.</param>
    public static GateResult Drop(string cell, PairedComparison? tonight, double? value = null)
    {
        if (tonight?.Difference is not { } difference)
            return new GateResult("drop", true, $"{cell}: no earlier runs with the same settings to compare with.");
        var isDrop = IsShownBelow(tonight, value);
        var change = $"{Points(difference)} against the earlier runs ({Range(tonight)})";
        return new GateResult("drop", !isDrop, isDrop
            ? $"{cell} has dropped: {change}{(value is null ? "" : $"; {Plain(value.Value)} are allowed")}."
            : $"{cell} has not shown a drop{Asked(value)}: {change}{Blind(tonight)}.");
    }

    /// <summary>As <see cref="Drop"/>, but fails only when a rerun shows the drop again; without a rerun a drop stands as it was found, and is said to be unconfirmed.</summary>
    /// <param name="tonight">Tonight (A) against the baseline (B); null when there are no earlier runs of this identity.</param>
    /// <param name="rerun">Fresh attempts (A) against the same baseline (B); null when there are none.</param>
    /// <param name="value">As for <see cref="Drop"/>: what tonight must have dropped by. The rerun need only drop on the same side with p at most <paramref name="largestP"/>.</param>
    /// <param name="largestP">Above 0 and below 1.</param>
    /// <param name="whyNot">Why there is no rerun that could tell, as a clause.</param>
    public static GateResult ConfirmedDrop(string cell, PairedComparison? tonight, PairedComparison? rerun, double? value = null, string whyNot = "no rerun has been made", double largestP = 0.01)
    {
        var found = Drop(cell, tonight, value);
        if (found.IsPassed || rerun?.Difference is not { } again)
            return found.IsPassed ? found : found with { Sentence = $"{found.Sentence.TrimEnd('.').Replace($"{cell} has dropped", $"{cell} seems to have dropped", StringComparison.Ordinal)}; not confirmed: {whyNot}." };
        var change = $"{Points(again)} ({Range(rerun)})";
        return again < 0 && rerun.P <= largestP
            ? found with { Sentence = found.Sentence.TrimEnd('.') + $"; a rerun showed it again: {change}." }
            : new GateResult("drop", true, $"{cell} seemed to have dropped ({Points(tonight!.Difference!.Value)}), and a rerun did not show it: {change}.");
    }

    /// <summary>Fails when the score is below a value, from 0 to 1.</summary>
    public static GateResult Below(string cell, ScoreEstimate score, double value)
    {
        ArgumentNullException.ThrowIfNull(score);
        if (score is not { Value: { } share, Low: { } low, High: { } high })
            return new GateResult("below", false, $"{cell}: nothing was scored, {Percent(value)} is asked for.");
        var interval = $"{Percent(share)} ({Percent(low)} to {Percent(high)})";
        if (share >= value)
            return new GateResult("below", true, $"{cell} scored {interval}; {Percent(value)} is asked for.");
        var doubt = high >= value ? " The interval reaches above it: more items or epochs would make it sure." : "";
        return new GateResult("below", false, $"{cell} scored {interval}, below {Percent(value)}.{doubt}");
    }

    /// <summary>Fails when the model is shown to be worse than another, by at least <paramref name="value"/> where it is given.</summary>
    /// <param name="comparison">The model (A) against the other (B).</param>
    public static GateResult WorseThan(string benchmark, string model, string other, PairedComparison comparison, double? value = null)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        if (comparison.Difference is not { } difference)
            return new GateResult("worse-than", false, $"{model} and {other} have no scored item of {benchmark} in common.");
        var isWorse = IsShownBelow(comparison, value);
        var gap = $"{Points(difference)} ({Range(comparison)})";
        return new GateResult("worse-than", !isWorse, isWorse
            ? $"{model} is worse than {other} on {benchmark}: {gap}."
            : $"{model} is not shown to be worse than {other} on {benchmark}{Asked(value)}: {gap}{Blind(comparison)}.");
    }

    /// <summary>Fails when a run cost more than a value in USD, or when its cost is not known.</summary>
    public static GateResult Cost(string run, decimal? costUsd, double value) => costUsd is not { } cost
        ? new GateResult("cost", false, $"{run}: the cost is not known, because a price or a token count is missing; {value:0.00} USD are allowed.")
        : new GateResult("cost", (double)cost <= value, $"{run} cost {cost:0.00} USD; {value:0.00} USD are allowed.");

    /// <summary>Fails when the 95th percentile of the time to the first token is above a value in seconds, or when it was not measured.</summary>
    public static GateResult Latency(string cell, double? p95Seconds, double value) => p95Seconds is not { } seconds
        ? new GateResult("latency", false, $"{cell}: no time to the first token was measured; {value:0.###} s are allowed.")
        : new GateResult("latency", seconds <= value, $"{cell}: 95 % of requests had their first token within {seconds:0.###} s; {value:0.###} s are allowed.");

    /// <summary>Fails when the share of planned attempts that were scored is below a value, from 0 to 1.</summary>
    public static GateResult Coverage(string cell, OutcomeTotals counts, double value)
    {
        var coverage = ScoreBounds.Of(counts).Coverage ?? 0;
        return new GateResult("coverage", coverage >= value, $"{cell}: {counts.Scored} of {counts.Expected} attempts were scored ({Percent(coverage)}); {Percent(value)} is asked for.");
    }

    private static bool IsShownBelow(PairedComparison comparison, double? value) => value is { } least
        ? comparison.DifferenceShown && comparison.Difference <= -least
        : comparison.Verdict == Verdict.Worse;

    private static string Asked(double? value) => value is { } least ? $" of {Plain(least)} or more" : "";

    private static string Blind(PairedComparison comparison) =>
        comparison is { Verdict: Verdict.NotEnoughData, MinimumDetectable: { } least } ? $"; a change of {Plain(least)} would probably have been seen" : "";

    private static string Range(PairedComparison comparison) =>
        $"{comparison.Level * 100:0.##} % interval {comparison.Low * 100:+0.0;-0.0;0.0} to {comparison.High * 100:+0.0;-0.0;0.0}";

    private static string Points(double share) => $"{share * 100:+0.0;-0.0;0.0} points";

    private static string Plain(double share) => $"{share * 100:0.0} points";

    private static string Percent(double share) => $"{share * 100:0.0} %";
}
