namespace Showdown.Statistics;

/// <summary>A measured score beside a published one on the same samples: only the luck of attempts can part them, not that of samples.</summary>
/// <param name="Difference">Ours less theirs, as a share.</param>
/// <param name="Luck">By how much the luck of attempts would part the two in 19 of 20 cases if nothing else did, as a share.</param>
/// <param name="OurError">Standard deviation of our score over reruns of the same samples.</param>
/// <param name="TheirError">The same for the published one: with our spread at a sample, and their number of attempts.</param>
/// <param name="Repeats">Their attempts at each sample.</param>
/// <param name="IsAssumed">True when the number was not published: one attempt was taken, the most that luck can explain.</param>
/// <param name="IsBound">True when single attempts do not tell the spread at a sample: the most it can be was taken.</param>
internal sealed record PublishedGap(double Difference, double Luck, double OurError, double TheirError, int Repeats, bool IsAssumed, bool IsBound)
{
    /// <summary>True when luck does not explain the gap.</summary>
    public bool IsShown => Math.Abs(Difference) > Luck;

    /// <param name="ours">One score for each sample.</param>
    /// <param name="published">From 0 to 1, measured on the same samples.</param>
    /// <param name="repeats">Their attempts at each sample, from 1; null when not published.</param>
    /// <returns>Null when nothing was scored.</returns>
    /// <remarks>The errors of reruns add up as squares (<see cref="VarianceComponents"/>); each has one attempt more in its variance for what did not
    /// turn up. On other samples, such as a subset, the interval of the score is the right measure.</remarks>
    public static PublishedGap? Of(IReadOnlyList<SampleScore> ours, double published, int? repeats)
    {
        var parts = VarianceComponents.Of(ours);
        if (parts.Samples == 0)
            return null;
        var score = Accuracy.Estimate(ours).Value!.Value;
        double attempts = parts.Samples * parts.AttemptsPerSample,
            theirAttempts = parts.Samples * (repeats ?? 1);
        var within = parts.Within ?? score * (1 - score);
        var ourError = Math.Sqrt(within / attempts + 1 / (attempts * attempts));
        var theirError = Math.Sqrt(within / theirAttempts + 1 / (theirAttempts * theirAttempts));
        var luck = Levels.TwoSidedNormal(0.95) * Math.Sqrt(ourError * ourError + theirError * theirError);
        return new PublishedGap(score - published, luck, ourError, theirError, repeats ?? 1, repeats is null, parts.Within is null);
    }
}
