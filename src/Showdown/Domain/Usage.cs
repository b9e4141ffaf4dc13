namespace Showdown.Domain;

/// <summary>Tokens of one request. Null means: not known.</summary>
public sealed record Usage
{
    public int? InputTokens { get; init; }

    /// <summary>Output tokens, reasoning included.</summary>
    public int? OutputTokens { get; init; }

    public int? ReasoningTokens { get; init; }

    public int? CachedInputTokens { get; init; }

    /// <summary>What the host says that the request cost, in USD.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>True when we counted, because the host reported nothing.</summary>
    public bool Estimated { get; init; }

    /// <summary>True when the host's figures cannot be right for these texts. They are kept as reported.</summary>
    public bool Implausible { get; init; }

    /// <summary>The sum of two requests' tokens; what one of them does not know counts as none.</summary>
    public Usage Plus(Usage? other) =>
        new()
        {
            InputTokens = (InputTokens ?? 0) + (other?.InputTokens ?? 0),
            OutputTokens = (OutputTokens ?? 0) + (other?.OutputTokens ?? 0),
            ReasoningTokens = (ReasoningTokens ?? 0) + (other?.ReasoningTokens ?? 0),
            CachedInputTokens = (CachedInputTokens ?? 0) + (other?.CachedInputTokens ?? 0),
            CostUsd = CostUsd is null ? other?.CostUsd : CostUsd + (other?.CostUsd ?? 0),
        };
}
