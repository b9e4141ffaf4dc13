namespace Showdown.Statistics.Fidelity;

/// <summary>What the test of two hosts came to.</summary>
internal sealed record EqualityResult
{
    /// <summary>Chance of replies at least so far apart from two hosts of one distribution; null: too few replies to tell anything.</summary>
    public required double? P { get; init; }

    /// <summary>
    /// How far apart the distributions are: likeness within the hosts less that between them, twice over, as a share of the places looked at. 0: not
    /// at all; below 0 by chance.
    /// </summary>
    public required double Distance { get; init; }

    /// <summary>95 %, over prompts: other prompts like these.</summary>
    public required Interval DistanceRange { get; init; }

    /// <summary>Share of positions in which the reference agrees with itself, and the host with the reference.</summary>
    public required double WithinReference { get; init; }

    public required double BetweenHosts { get; init; }

    /// <summary>Prompts that both answered at least twice.</summary>
    public required int Prompts { get; init; }

    /// <summary>Replies of both to them.</summary>
    public required int Replies { get; init; }
}
