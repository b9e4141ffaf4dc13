namespace Showdown.Statistics;

/// <summary>What one model did with one sample: how many of its scored attempts were right, and what the others earned.</summary>
/// <param name="Right">Attempts that earned all of the credit, from 0 to <paramref name="Scored"/>.</param>
/// <param name="Scored">Attempts that have a score (right, partly right, wrong, truncated), from 0.</param>
/// <param name="Missing">Attempts that were asked for and have no score (failed, unscored), from 0: in no average, but a verdict must not hang on
/// them.</param>
public readonly record struct SampleScore(int Right, int Scored, int Missing = 0)
{
    /// <summary>Sum of what attempts earned that did not earn all, each from 0 to below 1; 0 for two-valued scores.</summary>
    public double PartCredit { get; init; }

    /// <summary>Sum of the squares of the same.</summary>
    public double PartSquares { get; init; }

    /// <summary>True where attempts may be worth a share: such scores are not two-valued, whatever turned up.</summary>
    public bool IsShare { get; init; }

    /// <summary>What all attempts earned.</summary>
    public double Credit => Right + PartCredit;

    /// <summary>Mean value of an attempt, 0 to 1: of two-valued scores the share of right ones. NaN when nothing was scored.</summary>
    public double Mean => Credit / Scored;

    /// <summary>Variance of one attempt around the sample's unknown true mean, without bias: of two-valued scores m(1-m)k/(k-1). NaN for fewer than
    /// two scored attempts.</summary>
    public double Within =>
        Scored < 2 ? double.NaN : Math.Max(0, Mean * (1 - Mean) * Scored / (Scored - 1) - (PartCredit - PartSquares) / (Scored - 1));

    /// <summary>True when an attempt has a score.</summary>
    public bool IsScored => Scored > 0;

    /// <summary>False: the sample was not asked at all.</summary>
    public bool IsAsked => Scored + Missing > 0;

    /// <summary>The mean if all missing attempts had been wrong; of a sample that was not asked 0.</summary>
    public double Least => IsAsked ? Credit / (Scored + Missing) : 0;

    /// <summary>The mean if all missing attempts had been right; of a sample that was not asked 1.</summary>
    public double Most => IsAsked ? (Credit + Missing) / (Scored + Missing) : 1;

    /// <summary>Attempts at the same sample taken together, as of several nights.</summary>
    public static SampleScore operator +(SampleScore left, SampleScore right) =>
        new(left.Right + right.Right, left.Scored + right.Scored, left.Missing + right.Missing)
        {
            PartCredit = left.PartCredit + right.PartCredit,
            PartSquares = left.PartSquares + right.PartSquares,
            IsShare = left.IsShare || right.IsShare,
        };

    /// <inheritdoc cref="op_Addition"/>
    public static SampleScore Add(SampleScore left, SampleScore right) => left + right;

    /// <exception cref="ArgumentOutOfRangeException">The counts contradict each other.</exception>
    internal SampleScore Checked()
    {
        if (Right < 0 || Right > Scored)
            throw new ArgumentOutOfRangeException(nameof(Right), $"A sample cannot have {Right} right of {Scored} scored attempts.");
        if (!(PartCredit >= 0 && PartCredit <= Scored - Right + 1e-9) || !(PartSquares >= 0 && PartSquares <= PartCredit + 1e-9))
            throw new ArgumentOutOfRangeException(
                nameof(PartCredit),
                PartCredit,
                $"The {Scored - Right} attempts that earned less than all cannot have earned {PartCredit} together, with squares of {PartSquares}."
            );
        return this;
    }
}
