namespace Showdown.Results;

/// <summary>How many attempts had which outcome. Missing ones are not there yet and not in any count.</summary>
public sealed record OutcomeCounts(int Right, int Wrong, int Truncated, int Failed, int Unscored)
{
    /// <summary>Attempts that earned a share of the credit; 0 where answers are either right or wrong.</summary>
    public int Partial { get; init; }

    /// <summary>Sum of what partly right and truncated attempts earned, each from 0 to 1.</summary>
    public double PartCredit { get; init; }

    /// <summary>Sum of the squares of the same.</summary>
    public double PartSquares { get; init; }

    /// <summary>True where the scorer gives shares, whatever turned up.</summary>
    public bool IsShare { get; init; }

    public int Total => Scored + Failed + Unscored;

    /// <summary>Attempts that a score is made of.</summary>
    public int Scored => Right + Partial + Wrong + Truncated;

    /// <summary>What all scored attempts earned together: the score is this over <see cref="Scored"/>.</summary>
    public double Credit => Right + PartCredit;
}
