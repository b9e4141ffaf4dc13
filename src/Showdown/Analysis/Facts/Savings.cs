namespace Showdown.Analysis.Facts;

/// <summary>What a run did not ask because it was sure before.</summary>
/// <param name="Ended">Evaluations that ended before all was asked.</param>
/// <param name="Evaluations">Those that could have.</param>
/// <param name="Asked">Attempts that these have.</param>
/// <param name="Planned">Attempts that they were planned with.</param>
/// <param name="Requests">That an early end saved; those that an interrupted run lacks are not among them.</param>
/// <param name="Usd">What the others would have cost, each as much as those of the same evaluation did on average; null where that is not
/// known.</param>
internal sealed record Savings(int Ended, int Evaluations, long Asked, long Planned, long Requests, decimal? Usd)
{
    /// <returns>Null where every evaluation was to be asked everything.</returns>
    public static Savings? Of(IEnumerable<EvaluationResult> evaluations)
    {
        var stopping = evaluations.Where(e => e.Facts.Row.Stops).ToList();
        var usd = stopping.Where(e => RequestsOf(e) > 0).Select(UsdOf).ToList();
        return stopping.Count == 0
            ? null
            : new Savings(
                stopping.Count(e => e.Facts.Row.EndedEarly is not null),
                stopping.Count,
                stopping.Sum(e => (long)e.Counts.Total),
                stopping.Sum(e => (long)e.Facts.Row.Planned),
                stopping.Sum(RequestsOf),
                usd.Contains(null) ? null : usd.Sum()
            );
    }

    public static long RequestsOf(EvaluationResult e) => (long)e.Facts.Row.Planned - e.Facts.Row.Expected;

    /// <summary>Of one evaluation; null where its cost is not known, or an earlier run paid for a part.</summary>
    public static decimal? UsdOf(EvaluationResult e) =>
        RequestsOf(e) == 0 ? 0m
        : e is { Counts.Total: > 0, Facts.Figures: { Reused: 0, CostUsd: { } cost } } ? RequestsOf(e) * cost / e.Counts.Total
        : (decimal?)null;
}
