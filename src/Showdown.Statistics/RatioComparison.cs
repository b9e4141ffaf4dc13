namespace Showdown.Statistics;

/// <summary>How two figures above zero are compared.</summary>
/// <param name="Level">Coverage of the interval, above 0 and below 1; tests use one less this.</param>
/// <param name="Margin">Ratios from 1 / (1 + margin) to 1 + margin count as equivalent; above 0.</param>
internal sealed record RatioOptions(double Level = 0.95, double Margin = 0.1)
{
    internal void Check()
    {
        Levels.Check(Level);
        if (!(Margin > 0))
            throw new ArgumentOutOfRangeException(nameof(Margin), Margin, "The margin of equivalence lies above 0; 0.1 is ten percent.");
    }
}

/// <summary>A figure of A over the same figure of B.</summary>
internal sealed record RatioComparison
{
    /// <summary>Separate times, or samples and clusters: what varies independently, and what the interval counts.</summary>
    public required int Units { get; init; }

    /// <summary>A over B; null where a side has nothing above zero.</summary>
    public double? Ratio { get; init; }

    /// <summary>Null where there are too few units.</summary>
    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>Coverage that the interval promises.</summary>
    public required double Level { get; init; }

    /// <summary>Two-sided, of a ratio of 1; null where there are too few units.</summary>
    public double? P { get; init; }

    /// <summary>After Holm's adjustment over the comparisons of one page; null before it.</summary>
    public double? AdjustedP { get; init; }

    /// <summary>The larger p of two one-sided tests against the margin.</summary>
    public double? EquivalenceP { get; init; }

    public double? AdjustedEquivalenceP { get; init; }

    /// <summary>Of equivalence: 0.1 is ten percent.</summary>
    public required double Margin { get; init; }

    public RatioVerdict Verdict { get; init; }

    /// <summary>The same comparison as one of several, its verdict taken anew.</summary>
    public RatioComparison WithAdjusted(double? p, double? equivalenceP) =>
        (this with { AdjustedP = p, AdjustedEquivalenceP = equivalenceP }).Decided();

    /// <summary>B over A.</summary>
    public RatioComparison Mirrored() =>
        this with
        {
            Ratio = 1 / Ratio,
            Low = 1 / High,
            High = 1 / Low,
            Verdict = Verdict switch
            {
                RatioVerdict.Lower => RatioVerdict.Higher,
                RatioVerdict.Higher => RatioVerdict.Lower,
                _ => Verdict,
            },
        };

    /// <summary>From the logarithm of the ratio with its standard error: interval and tests by Student's t, equivalence by two one-sided tests
    /// (Schuirmann 1987, J. Pharmacokinetics and Biopharmaceutics 15:657-680).</summary>
    internal static RatioComparison Of(double log, double standardError, double freedom, int units, RatioOptions options)
    {
        var half = Levels.TwoSidedStudent(options.Level, freedom) * standardError;
        var margin = Math.Log(1 + options.Margin);
        return new RatioComparison
        {
            Units = units,
            Ratio = Math.Exp(log),
            Low = Math.Exp(log - half),
            High = Math.Exp(log + half),
            Level = options.Level,
            Margin = options.Margin,
            P = Math.Min(1, 2 * UpperTail(Math.Abs(log), standardError, freedom)),
            EquivalenceP = UpperTail(margin - Math.Abs(log), standardError, freedom),
        }.Decided();
    }

    /// <summary>P of a distance as large as this, or larger, by luck. Where nothing varies every distance above zero is shown.</summary>
    internal static double UpperTail(double distance, double standardError, double freedom) =>
        standardError > 0 ? Distributions.StudentUpperTail(distance / standardError, freedom)
        : distance > 0 ? 0
        : 1;

    private RatioComparison Decided()
    {
        var alpha = 1 - Level;
        var verdict =
            (AdjustedEquivalenceP ?? EquivalenceP) < alpha ? RatioVerdict.Equivalent
            : !((AdjustedP ?? P) < alpha) ? RatioVerdict.NotEnoughData
            : Ratio < 1 ? RatioVerdict.Lower
            : RatioVerdict.Higher;
        return this with { Verdict = verdict };
    }
}
