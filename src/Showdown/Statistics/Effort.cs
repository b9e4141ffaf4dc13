namespace Showdown.Statistics;

/// <summary>What a comparison can see, and what it would take to see enough.</summary>
/// <param name="MinimumDetectable">The true difference found with the stated power, as a share.</param>
/// <param name="Items">Items in all that would decide; null when more than two thousand million.</param>
/// <param name="Epochs">Attempts at each present item that would decide; null when none would, or when single attempts do not tell.</param>
internal sealed record Effort(double MinimumDetectable, int? Items, int? Epochs)
{
    /// <remarks>(Quantile of the test + quantile of the power) standard errors, for equivalence with the power split over both sides (Chow, Shao and Wang 2008, Sample Size
    /// Calculations in Clinical Research, sections 3.1 and 3.2). The spread is taken from the data, so the figures are guesses with an error of their own; they look at the margin, never at the
    /// difference that happened to come out.</remarks>
    public static Effort Of(PairedSample sample, double standardError, double? degreesOfFreedom, PairedOptions options)
    {
        var toFind = Levels.TwoSidedNormal(options.Level) + Distributions.NormalQuantile(options.Power);
        var toConfirm = Distributions.NormalQuantile(options.Level) + Distributions.NormalQuantile((1 + options.Power) / 2);
        var target = options.Margin / Math.Max(toFind, toConfirm);
        var variance = standardError * standardError;
        var items = Math.Ceiling(sample.Count * variance / (target * target));
        var detectable = degreesOfFreedom is { } df
            ? Levels.TwoSidedStudent(options.Level, df) + Distributions.StudentQuantile(options.Power, df)
            : toFind;
        return new Effort(detectable * standardError, items <= int.MaxValue ? Math.Max(2, (int)items) : null, EpochsFor(sample, variance, target * target));
    }

    private static int? EpochsFor(PairedSample sample, double variance, double target)
    {
        if (sample.WithinVariance is not { } within)
            return null;
        var between = Math.Max(0, variance - within);
        if (between >= target)
            return null;
        var epochs = Math.Ceiling(within / (target - between) * sample.Epochs);
        return epochs <= int.MaxValue ? Math.Max(1, (int)epochs) : null;
    }
}
