namespace Showdown.Statistics;

/// <summary>How an interval of one score was made.</summary>
public enum EstimateMethod
{
    /// <summary>Nothing is known: no item was scored, or one item was asked repeatedly.</summary>
    None,

    /// <summary>One attempt at each item: Wilson's score interval.</summary>
    Wilson,

    /// <summary>Repeats, and few items (below ten, and below four fifths) that are not all right, or not all wrong: Wilson's interval on an effective number of items, never more than there are.</summary>
    WilsonOnItems,

    /// <summary>Repeats: t interval with the spread between item means.</summary>
    ItemT,
}

/// <summary>The score of one model on one benchmark, with what is known about its error.</summary>
public sealed record ScoreEstimate
{
    /// <summary>Right over scored attempts, 0 to 1; null when nothing was scored.</summary>
    public double? Value { get; init; }

    /// <summary>Lower end of the interval, 0 to 1; null when nothing was scored.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end of the interval, 0 to 1; null when nothing was scored.</summary>
    public double? High { get; init; }

    /// <summary>From the spread between items; null when fewer than two were scored. 0 means that no item differed from the others, not that the score is certain: use the interval.</summary>
    public double? StandardError { get; init; }

    public EstimateMethod Method { get; init; }

    /// <summary>Items with at least one scored attempt: what the interval counts.</summary>
    public int Items { get; init; }

    /// <summary>Items without any scored attempt: not in the score.</summary>
    public int ItemsWithoutScore { get; init; }

    /// <summary>Scored attempts.</summary>
    public int Attempts { get; init; }

    /// <summary>Right attempts.</summary>
    public int Right { get; init; }

    /// <summary>Coverage that the interval promises, such as 0.95.</summary>
    public double Level { get; init; }
}
