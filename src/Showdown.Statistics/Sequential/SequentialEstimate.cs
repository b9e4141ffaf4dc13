namespace Showdown.Statistics.Sequential;

/// <summary>The difference, A less B, when the asking has stopped. Null where no sample has been asked.</summary>
public sealed record SequentialEstimate
{
    /// <summary>Samples so far.</summary>
    public required int Samples { get; init; }

    /// <summary>Mean of the samples' differences. After an early stop it leans outward: one stops just when it happens to be far out.</summary>
    public double? Mean { get; init; }

    /// <summary>Without that leaning: right on average over all the ways in which the asking may end. See <see cref="StoppedMean"/>.</summary>
    public double? Corrected { get; init; }

    /// <summary>The lower end of the confidence sequence, valid whenever one stops.</summary>
    public double? Low { get; init; }

    /// <summary>The upper end.</summary>
    public double? High { get; init; }
}
