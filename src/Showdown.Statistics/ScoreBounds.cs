namespace Showdown.Statistics;

/// <summary>How far a score could have been moved by what was not scored. Shares from 0 to 1; null where there is nothing to divide by.</summary>
internal sealed record ScoreBounds
{
    /// <summary>Truncated is wrong, or worth what it had earned: the credit over right, partly right, wrong and truncated attempts. The score of
    /// every page.</summary>
    public double? Strict { get; init; }

    /// <summary>If every attempt without a score had been wrong.</summary>
    public double? AllWrong { get; init; }

    /// <summary>If every attempt without a score had been right.</summary>
    public double? AllRight { get; init; }

    /// <summary>Scored attempts over planned ones.</summary>
    public double? Coverage { get; init; }

    /// <summary>Truncated attempts over scored ones.</summary>
    public double? TruncatedShare { get; init; }

    /// <remarks>Bounds without assumptions about the missing attempts: Manski 2003, Partial Identification of Probability Distributions, chapter 1.
    /// They carry no luck of sampling: the interval of the score comes on top.</remarks>
    public static ScoreBounds Of(OutcomeTotals counts) =>
        new()
        {
            Strict = Share(counts.Credit, counts.Scored),
            AllWrong = Share(counts.Credit, counts.Expected),
            AllRight = Share(counts.Credit + counts.Expected - counts.Scored, counts.Expected),
            Coverage = Share(counts.Scored, counts.Expected),
            TruncatedShare = Share(counts.Truncated, counts.Scored),
        };

    private static double? Share(double part, int whole) => whole == 0 ? null : part / whole;
}
