namespace Showdown.Statistics;

/// <summary>The chance that a true difference would be shown: by this comparison, or by one with more samples or more epochs.</summary>
public static class Power
{
    /// <param name="spread">Of a comparison that was made.</param>
    /// <param name="difference">The true difference, as a share above 0.</param>
    /// <param name="comparisons">Comparisons of the report: the difference must pass their adjustment.</param>
    /// <param name="samples">Times as many samples, from 1.</param>
    /// <param name="epochs">Times as many epochs, from 1.</param>
    /// <returns>From 0 to 1; null for more epochs when single attempts do not tell what they would bring.</returns>
    /// <remarks>
    /// Normal theory (Chow, Shao and Wang 2008, Sample Size Calculations in Clinical Research, section 3.1) at the level that Holm asks of the
    /// smallest p: an assumed difference that other comparisons do not help. The spread is the data's own, at least that of
    /// models which differ by as much as is asked about, so the figure has an error: in the tests the chance met lies within ten points of it.
    /// </remarks>
    public static double? Of(PairedSpread spread, double difference, int comparisons = 1, double level = 0.95, double samples = 1, double epochs = 1)
    {
        ArgumentNullException.ThrowIfNull(spread);
        Levels.Check(level);
        ArgumentOutOfRangeException.ThrowIfLessThan(comparisons, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        if (epochs > 1 && spread.Within is null)
            return null;
        var error = Math.Sqrt(Variance(spread, difference, epochs) / (spread.Samples * samples));
        return Distributions.NormalUpperTail(Levels.TwoSidedNormal(1 - (1 - level) / comparisons) - difference / error);
    }

    /// <summary>How many units it takes for a true difference to be shown with a chance.</summary>
    /// <param name="chance">Above 0 and below 1.</param>
    /// <inheritdoc cref="Of"/>
    /// <returns>Units with the epochs of the comparison; several benchmarks grow in proportion. Under the same assumptions, and as uncertain, as
    /// <see cref="Of"/>.</returns>
    public static double Needed(PairedSpread spread, double difference, double chance = 0.8, int comparisons = 1, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(spread);
        Levels.Check(level);
        Levels.Check(chance);
        ArgumentOutOfRangeException.ThrowIfLessThan(comparisons, 1);
        var distance = (Levels.TwoSidedNormal(1 - (1 - level) / comparisons) + Distributions.NormalQuantile(chance)) / difference;
        return Variance(spread, difference, epochs: 1) * distance * distance;
    }

    /// <summary>How many units it takes for two that do not differ to be shown equivalent with a chance: an interval inside the margin on both
    /// sides.</summary>
    /// <param name="margin">Above 0.</param>
    /// <remarks>Chow, Shao and Wang 2008, section 3.1, of no true difference: either end may be the one that sticks out.</remarks>
    /// <inheritdoc cref="Needed"/>
    internal static double NeededForEquivalence(PairedSpread spread, double margin, double chance = 0.8, double level = 0.95)
    {
        Levels.Check(level);
        Levels.Check(chance);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(margin);
        var distance = (Levels.TwoSidedNormal(level) + Distributions.NormalQuantile((1 + chance) / 2)) / margin;
        return Variance(spread, difference: 0, epochs: 1) * distance * distance;
    }

    private static double Variance(PairedSpread spread, double difference, double epochs)
    {
        var variance = spread.Variance - (1 - 1 / epochs) * Math.Min(spread.Within ?? 0, spread.Variance);
        // Single attempts that differ by so much on average differ on at least so many samples.
        return spread is { Epochs: <= 1, IsShare: false } ? Math.Max(variance, difference * (1 - difference)) : variance;
    }
}
