namespace Showdown.Statistics.Fidelity;

/// <summary>A share with its 95 % interval; null where nothing was counted.</summary>
internal sealed record ShareEstimate(double Share, Interval Range, int Count)
{
    /// <summary>Wilson's interval of independent observations.</summary>
    public static ShareEstimate? Of(int hits, int count) =>
        count == 0 ? null : new ShareEstimate((double)hits / count, Interval.Wilson((double)hits / count, count, Levels.TwoSidedNormal(0.95)), count);
}
