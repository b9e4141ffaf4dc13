namespace Showdown.Domain;

/// <summary>Facts for the comparison table; nothing here changes a request.</summary>
public sealed record ModelFacts
{
    public bool? OpenWeights { get; init; }

    public string? Licence { get; init; }

    public string? Architecture { get; init; }

    /// <summary>"instruct" or "base": published figures of one never stand for the other.</summary>
    public string? Variant { get; init; }

    public string? Source { get; init; }
}
