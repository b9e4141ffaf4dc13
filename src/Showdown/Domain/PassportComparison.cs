namespace Showdown.Domain;

/// <summary>A passport beside the one before it.</summary>
/// <param name="Previous">The model's newest earlier passport that answered; null when there is none.</param>
public sealed record PassportComparison(EndpointPassport Passport, EndpointPassport? Previous)
{
    /// <summary>What changed since <see cref="Previous"/>; empty when nothing did, or nothing is known.</summary>
    public IReadOnlyList<string> Changes => Previous?.ChangesTo(Passport) ?? [];
}
