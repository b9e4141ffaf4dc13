namespace Showdown.Results;

/// <summary>What the attempts of an evaluation took, those left out that failed or that an earlier run paid for.</summary>
public sealed record EvaluationUse
{
    public required string EvaluationId { get; init; }

    public double? FirstTokenSeconds { get; init; }

    /// <summary>All output tokens over all the time from first tokens to last bytes.</summary>
    public double? OutputTokensPerSecond { get; init; }

    /// <summary>Null when the price or the usage of any attempt is not known.</summary>
    public double? CostUsd { get; init; }
}
