using Showdown.Domain;

namespace Showdown.Results;

/// <summary>Sums and distributions of one evaluation. Arrays are unsorted; each has one entry for an attempt that has the figure.</summary>
public sealed record EvaluationFigures
{
    public required IReadOnlyList<double> FirstTokenSeconds { get; init; }

    public required IReadOnlyList<double> FirstAnswerTokenSeconds { get; init; }

    /// <summary>Output tokens after the first over the time from first token to last byte.</summary>
    public required IReadOnlyList<double> OutputTokensPerSecond { get; init; }

    /// <summary>Request sent to last byte.</summary>
    public required IReadOnlyList<double> DurationSeconds { get; init; }

    /// <summary>In the same order, the number under which the sample of each was asked.</summary>
    public IReadOnlyList<int> DurationNumbers { get; init; } = [];

    /// <summary>Times to the first token of requests after a pause, where speed is what is measured: in none of the lists above.</summary>
    public IReadOnlyList<double> ColdStartSeconds { get; init; } = [];

    /// <summary>Requests of this evaluation that were under way when another was sent, that one included: the mean; null without requests.</summary>
    public double? InFlight { get; init; }

    /// <summary>Completions that took more than one try: their times are those of the last one.</summary>
    public int Retried { get; init; }

    /// <summary>Completions with nothing between first and last token.</summary>
    public int OnePiece { get; init; }

    public required long InputTokens { get; init; }

    public required long OutputTokens { get; init; }

    public required long ReasoningTokens { get; init; }

    public required long CachedInputTokens { get; init; }

    /// <summary>Null when price or usage is unknown for any attempt.</summary>
    public required decimal? CostUsd { get; init; }

    /// <summary>What the host itself says of what attempts cost; null where it says nothing.</summary>
    public HostCost? HostCost { get; init; }

    /// <summary>Requests made, retries included.</summary>
    public required long Tries { get; init; }

    /// <summary>Failed attempts by kind.</summary>
    public required IReadOnlyDictionary<FailureKind, int> Failures { get; init; }

    public required IReadOnlyList<string> ServedModels { get; init; }

    public required IReadOnlyList<string> SystemFingerprints { get; init; }

    /// <summary>Attempts whose tokens we had to count ourselves.</summary>
    public required int EstimatedUsage { get; init; }

    /// <summary>Attempts whose token counts, as the host gave them, cannot be right.</summary>
    public int ImplausibleUsage { get; init; }

    /// <summary>Who served behind a router.</summary>
    public IReadOnlyList<string> Providers { get; init; } = [];

    /// <summary>Completions that an earlier run paid for. They are in none of the other figures but the names.</summary>
    public int Reused { get; init; }

    /// <summary>The evaluations that paid for them.</summary>
    public IReadOnlyList<string> ReusedFrom { get; init; } = [];
}
