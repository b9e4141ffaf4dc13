namespace Showdown.Statistics.Pairwise;

/// <summary>A model's score as Arena-Hard-Auto publishes it, and beside it what the same verdicts say with the prompt as the unit.</summary>
internal sealed record ArenaHardScore
{
    /// <summary>Mean over all units, 0 to 1.</summary>
    public required double Value { get; init; }

    /// <summary>5 % of the resamples of units: of an interval of 90 % that takes the games of a prompt for independent of one another.</summary>
    public required double PublishedLow { get; init; }

    /// <summary>95 % of them.</summary>
    public required double PublishedHigh { get; init; }

    /// <summary>Of an interval of 95 % with the prompt as the unit.</summary>
    public required double Low { get; init; }

    public required double High { get; init; }

    /// <summary>Prompts with two verdicts.</summary>
    public required int Prompts { get; init; }

    /// <summary>Prompts left out whole because a game has no verdict.</summary>
    public required int Dropped { get; init; }
}
