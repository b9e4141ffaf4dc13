namespace Showdown.Domain;

/// <summary>One thing that a judge looks at.</summary>
/// <param name="Name">Short, such as "clarity".</param>
/// <param name="Asks">The question that the judge answers with a level.</param>
public sealed record Criterion(string Name, string Asks)
{
    /// <summary>Its part of the whole, above 0; the weights of a rubric need not add up to anything.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>From the worst to the best, two to ten: the worst earns nothing, the best all, and the others lie evenly between.</summary>
    public IReadOnlyList<string> Levels { get; init; } = ["useless", "poor", "fair", "good", "excellent"];

    /// <summary>What a level earns.</summary>
    /// <param name="level">From 1, the worst.</param>
    /// <returns>A share from 0 to 1.</returns>
    public double ShareOf(int level) => (level - 1) / (Levels.Count - 1.0);
}
