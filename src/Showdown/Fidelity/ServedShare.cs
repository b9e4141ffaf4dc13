using Showdown.Statistics.Fidelity;

namespace Showdown.Fidelity;

/// <summary>Who served how much of a host's replies.</summary>
internal sealed record ServedShare(string Provider, int Replies, double Share)
{
    /// <summary>Its replies alone against the reference; null where they are too few.</summary>
    public EqualityResult? Equality { get; init; }

    /// <summary>False where models.yaml pins providers and this is none of them.</summary>
    public bool IsPinned { get; init; } = true;

    /// <summary>True where no router says who serves, and the names that the host gives to its model stand for it.</summary>
    public bool IsModelName { get; init; }
}
