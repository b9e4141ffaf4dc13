namespace Showdown.Domain;

/// <summary>What a simulated judge is told of a pair.</summary>
/// <param name="BetterIsFirst">Whether the better answer is shown first.</param>
/// <param name="BetterIsLonger">Null where both are of one length.</param>
public sealed record SimulatedPair(bool BetterIsFirst, bool? BetterIsLonger)
{
    /// <summary>True where nobody could take the worse answer for the better one.</summary>
    public bool IsPlain { get; init; }
}
