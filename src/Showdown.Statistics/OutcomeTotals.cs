namespace Showdown.Statistics;

/// <summary>What became of all the attempts that an evaluation set out to make.</summary>
/// <param name="Missing">Planned attempts that were never made.</param>
internal readonly record struct OutcomeTotals(int Right, int Wrong, int Truncated, int Failed, int Unscored, int Missing = 0)
{
    /// <summary>Attempts that earned a share of the credit.</summary>
    public int Partial { get; init; }

    /// <summary>Sum of what partly right and truncated attempts earned.</summary>
    public double PartCredit { get; init; }

    public double Credit => Right + PartCredit;

    public int Scored => Right + Partial + Wrong + Truncated;

    public int Expected => Scored + Failed + Unscored + Missing;
}
