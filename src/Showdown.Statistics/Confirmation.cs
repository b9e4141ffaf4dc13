namespace Showdown.Statistics;

/// <summary>Confirm by rerun: a change is reported only when fresh attempts at the same samples show it again.</summary>
public static class Confirmation
{
    /// <param name="suspicion">A evaluation with a kind other than none.</param>
    /// <param name="rerun">Fresh attempts, one tally for each sample in the order of the history. The attempts that raised the suspicion must not be
    /// among them.</param>
    /// <param name="largestP">Two-sided p at which the rerun still confirms, above 0 and below 1.</param>
    /// <remarks>Confirmed when the rerun lies on the same side and p is small. If the rerun were compared with something of its own, a false
    /// suspicion would pass in 1 of 200 cases at the default; it shares the nights before with the suspicion, and
    /// what those owe to luck shows in both: with 3 nights before about 1 in 30 passes, with 7 about 1 in 70 (normal theory, suspicion at 3 to 3.5
    /// standard deviations). At p 0.05 it would be 1 in 8 and 1 in 17.</remarks>
    public static ConfirmationResult Decide(
        WatchedEvaluation suspicion,
        IReadOnlyList<SampleScore> rerun,
        PairedOptions? options = null,
        double largestP = 0.01
    )
    {
        ArgumentNullException.ThrowIfNull(suspicion);
        ArgumentNullException.ThrowIfNull(rerun);
        if (suspicion.Before is not { } before)
            throw new ArgumentException($"'{suspicion.Name}' is not suspected of anything: there is nothing to confirm.", nameof(suspicion));
        if (rerun.Count != before.Count)
            throw new ArgumentException(
                $"The rerun of '{suspicion.Name}' has {rerun.Count} samples, the nights before have {before.Count}.",
                nameof(rerun)
            );
        Levels.Check(largestP);
        var compared = Paired.OneModel(NightHistory.Pair(rerun, before, suspicion.Clusters), options);
        return new ConfirmationResult(compared.P <= largestP && (suspicion.IsDown ? compared.Difference < 0 : compared.Difference > 0), compared);
    }
}
