namespace Showdown.Domain;

/// <summary>How a model is asked to sample. Null means: not sent, the host decides.</summary>
public sealed record Sampling
{
    /// <summary>0 (greedy) to 2.</summary>
    public double? Temperature { get; init; }

    /// <summary>Nucleus sampling: share of probability kept, above 0 to 1.</summary>
    public double? TopP { get; init; }

    /// <summary>Number of most likely tokens kept, from 1. Not every host knows it.</summary>
    public int? TopK { get; init; }

    /// <summary>Base seed. What is sent differs for each sample and epoch and is derived from it.</summary>
    public long? Seed { get; init; }

    /// <summary>The output cap in tokens, reasoning included.</summary>
    public int? MaxOutputTokens { get; init; }

    public IReadOnlyList<string> Stop { get; init; } = [];

    /// <summary>These settings where they say something, otherwise those of <paramref name="fallback"/>.</summary>
    public Sampling Or(Sampling fallback) =>
        new()
        {
            Temperature = Temperature ?? fallback.Temperature,
            TopP = TopP ?? fallback.TopP,
            TopK = TopK ?? fallback.TopK,
            Seed = Seed ?? fallback.Seed,
            MaxOutputTokens = MaxOutputTokens ?? fallback.MaxOutputTokens,
            Stop = Stop.Count > 0 ? Stop : fallback.Stop,
        };
}
