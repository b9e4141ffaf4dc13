namespace Showdown.Analysis.Summary;

/// <summary>One model over all benchmarks of the run, and what its entry in models.yaml says. Null: not known.</summary>
public sealed record ModelSummary
{
    public required string Model { get; init; }

    /// <summary>As pages call it.</summary>
    public required string Name { get; init; }

    public required bool Simulated { get; init; }

    /// <summary>List price.</summary>
    public required decimal? InputUsdPerMillion { get; init; }

    public required decimal? OutputUsdPerMillion { get; init; }

    public decimal? CachedInputUsdPerMillion { get; init; }

    /// <summary>Null: as other output.</summary>
    public decimal? ReasoningUsdPerMillion { get; init; }

    /// <summary>What batches would cost; nothing is asked in batches here.</summary>
    public decimal? BatchInputUsdPerMillion { get; init; }

    public decimal? BatchOutputUsdPerMillion { get; init; }

    public required DateOnly? PriceAsOf { get; init; }

    /// <summary>In tokens.</summary>
    public required int? ContextWindow { get; init; }

    /// <summary>The longest texts at which the score keeps 85 % of what it is at the shortest; null where that was not tested.</summary>
    public ContextSummary? EffectiveContext { get; init; }

    public required string? Architecture { get; init; }

    /// <summary>instruct or base.</summary>
    public required string? Variant { get; init; }

    public required bool? OpenWeights { get; init; }

    public required string? Licence { get; init; }

    /// <summary>Median over all attempts of the run: the ratio of two of them is how many times as fast a model is.</summary>
    public required double? OutputTokensPerSecond { get; init; }

    /// <summary>Median of the time to the first token.</summary>
    public required double? TtftSeconds { get; init; }

    public required decimal? CostUsd { get; init; }

    public required decimal? CostUsdPerThousandRight { get; init; }
}
