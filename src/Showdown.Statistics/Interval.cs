namespace Showdown.Statistics;

/// <summary>A confidence interval: over many repetitions of the whole measurement, such intervals hold the true value in the stated share of
/// cases.</summary>
/// <remarks>It speaks about other samples like these and other attempts like these. It knows nothing of wrong answer keys, leaked test sets, or a
/// prompt that suits one model.</remarks>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>The upper end less the lower one.</summary>
    public double Width => High - Low;

    /// <summary>True for a value from the lower to the upper end, both included.</summary>
    public bool Contains(double value) => Low <= value && value <= High;

    /// <summary>Cut to the values that are possible at all.</summary>
    public Interval Within(double least, double most) => new(Math.Clamp(Low, least, most), Math.Clamp(High, least, most));

    /// <summary>The smallest interval that holds both.</summary>
    public Interval Hull(Interval other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High));

    /// <summary>Wilson's score interval of a share.</summary>
    /// <param name="share">Observed share, 0 to 1.</param>
    /// <param name="n">Independent observations, above 0; not necessarily whole (an effective number).</param>
    /// <param name="quantile">Two-sided normal or t quantile, such as 1.96.</param>
    /// <remarks>Wilson 1927, JASA 22:209-212; recommended over the textbook interval by Brown, Cai and DasGupta 2001, Statistical Science 16(2),
    /// section 3.1.1.
    /// All right gives n/(n+z²) to 1: never a point. Not valid for observations that hang together, such as repeats of one sample.</remarks>
    public static Interval Wilson(double share, double n, double quantile)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        var z2 = quantile * quantile;
        var centre = (share + z2 / (2 * n)) / (1 + z2 / n);
        var half = quantile / (1 + z2 / n) * Math.Sqrt(share * (1 - share) / n + z2 / (4 * n * n));
        // At the ends the formula gives 0 and 1 exactly, rounding does not.
        return new Interval(share <= 0 ? 0 : Math.Max(0, centre - half), share >= 1 ? 1 : Math.Min(1, centre + half));
    }

    /// <summary>Estimate plus and minus a multiple of its standard error.</summary>
    public static Interval Around(double estimate, double standardError, double quantile) =>
        new(estimate - quantile * standardError, estimate + quantile * standardError);

    /// <summary>Of a mean of estimates that do not hang together, each with its own interval.</summary>
    /// <param name="parts">At least one, at the level that the result shall have.</param>
    /// <remarks>
    /// Each distance to a limit is the root of the sum of the parts' squared distances, over their number (MOVER; Zou, Huang and Zhang 2009,
    /// Computational Statistics and Data Analysis 53:1080-1085). It is the sum of variances, and it keeps what each part's interval knows of repeats,
    /// clusters, shares and of values near their bounds.
    /// </remarks>
    public static Interval OfMean(IReadOnlyList<(double Value, Interval Interval)> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentOutOfRangeException.ThrowIfZero(parts.Count);
        if (parts.Count == 1)
            return parts[0].Interval;
        var mean = parts.Average(p => p.Value);
        return new Interval(
            mean - Math.Sqrt(parts.Sum(p => Math.Pow(p.Value - p.Interval.Low, 2))) / parts.Count,
            mean + Math.Sqrt(parts.Sum(p => Math.Pow(p.Interval.High - p.Value, 2))) / parts.Count
        );
    }
}
