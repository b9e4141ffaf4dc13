namespace Showdown.Statistics;

/// <summary>The score of one model on one benchmark, with what is known about its error.</summary>
public sealed record ScoreEstimate
{
    /// <summary>What scored attempts earned on average, 0 to 1; null when nothing was scored.</summary>
    public double? Value { get; init; }

    /// <summary>Lower end of the interval, 0 to 1; null when nothing was scored.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end of the interval, 0 to 1; null when nothing was scored.</summary>
    public double? High { get; init; }

    /// <summary>From the spread between samples; null when fewer than two were scored. 0 means that no sample differed from the others, not that the
    /// score is certain: use the interval.</summary>
    public double? StandardError { get; init; }

    /// <summary>How the interval was made.</summary>
    public EstimateMethod Method { get; init; }

    /// <summary>Samples and clusters that vary independently: what the interval counts.</summary>
    public int Units { get; init; }

    /// <summary>Samples with at least one scored attempt.</summary>
    public int Samples { get; init; }

    /// <summary>Samples without any scored attempt: not in the score.</summary>
    public int SamplesWithoutScore { get; init; }

    /// <summary>Scored attempts.</summary>
    public int Attempts { get; init; }

    /// <summary>Attempts that earned all of the credit.</summary>
    public int Right { get; init; }

    /// <summary>Coverage that the interval promises, such as 0.95.</summary>
    public double Level { get; init; }
}
