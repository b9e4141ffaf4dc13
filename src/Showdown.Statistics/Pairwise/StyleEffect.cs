namespace Showdown.Statistics.Pairwise;

/// <summary>How much one part of the layout moves the verdicts.</summary>
/// <param name="Name">One of <see cref="StyleCounts.Names"/>.</param>
/// <param name="Effect">Change of the logarithm of odds by one standard deviation of the pairs' differences; 0 where no pair differs.</param>
/// <param name="Low">Of an interval of 95 %.</param>
internal readonly record struct StyleEffect(string Name, double Effect, double Low, double High)
{
    /// <summary>True where the judge is shown to prefer more of it, or less.</summary>
    public bool IsShown => Low > 0 || High < 0;
}
