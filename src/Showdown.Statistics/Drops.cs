namespace Showdown.Statistics;

/// <summary>Have evaluations dropped? One decision over all that a gate watches.</summary>
/// <remarks>
/// A rerun is asked for where tonight alone passes 5 % two-sided. An evaluation's p is then that of tonight and the rerun together, or 1 where the
/// rerun does not show the drop by itself; without a rerun it is tonight's. Holm over the evaluations at a level of 1 % for drops (2 % two-sided):
/// in a hundred quiet nights one false finding at most, whatever their number and dependence. The second look costs no level: what was not suspected
/// is not found either, and the numbers of attempts are fixed beforehand.
/// </remarks>
internal static class Drops
{
    private const double Level = 0.02;

    /// <summary>A rerun that does not show the drop by itself does not confirm it, however large tonight's was: a host may have had one bad
    /// hour.</summary>
    private const double LargestRerunP = 0.05;

    /// <param name="evaluations">All that are watched together.</param>
    /// <param name="least">The drop tonight must have, as a share from 0; null: any that is not within the margin of equivalence.</param>
    /// <returns>One finding for each, in the same order.</returns>
    public static IReadOnlyList<DropFinding> Judge(IReadOnlyList<DropEvidence> evaluations, double? least = null)
    {
        ArgumentNullException.ThrowIfNull(evaluations);
        var adjusted = new Queue<double>(Holm.Adjust([.. evaluations.Where(HasPast).Select(P)]));
        return [.. evaluations.Select(e => HasPast(e) ? Judge(e, adjusted.Dequeue(), least) : DropFinding.NoPast)];
    }

    private static bool HasPast(DropEvidence evidence) => evidence.Tonight?.P is not null;

    private static double P(DropEvidence evidence) =>
        evidence switch
        {
            { Together: null } => evidence.Tonight!.P!.Value,
            { Rerun: { Difference: < 0, P: < LargestRerunP }, Together: { Difference: < 0, P: { } p } } => p,
            _ => 1,
        };

    private static DropFinding Judge(DropEvidence evidence, double adjusted, double? least)
    {
        var tonight = evidence.Tonight!;
        var isSuspected = least is { } value ? tonight.DifferenceShown && tonight.Difference <= -value : tonight.Verdict == Verdict.Worse;
        return !isSuspected ? DropFinding.NotShown
            : adjusted < Level ? DropFinding.Shown
            : evidence.Together is null ? DropFinding.Suspected
            : DropFinding.NotConfirmed;
    }
}
