namespace Showdown.Analysis.Summary;

/// <summary>One model's endpoint when the run began. Null: could not be told.</summary>
public sealed record PassportSummary
{
    public required string Model { get; init; }

    public required string Host { get; init; }

    public required DateTimeOffset At { get; init; }

    public required bool Answers { get; init; }

    /// <summary>Why it does not answer.</summary>
    public required string? Failure { get; init; }

    public required IReadOnlyList<string> RefusedParameters { get; init; }

    public required string? ServedModel { get; init; }

    public required bool? ServesAskedModel { get; init; }

    public required string? Provider { get; init; }

    public required string? SystemFingerprint { get; init; }

    public required bool? Streams { get; init; }

    public required bool? ReportsUsage { get; init; }

    public required bool? UsageIsPlausible { get; init; }

    public required bool? HonoursOutputCap { get; init; }

    /// <summary>What the host does with tools: refused, not shown to the model, answered in words, or called and how; null where that was not
    /// asked.</summary>
    public string? Tools { get; init; }

    /// <summary>What the host said when it refused tools; null where it did not.</summary>
    public string? ToolRefusal { get; init; }

    public required double? TtftSeconds { get; init; }

    public required double? OutputTokensPerSecond { get; init; }

    public required int Requests { get; init; }

    public required decimal? CostUsd { get; init; }

    /// <summary>When the passport was made that this one is compared with; null when there is none.</summary>
    public required DateTimeOffset? ComparedWith { get; init; }

    /// <summary>What changed since then, a sentence each.</summary>
    public required IReadOnlyList<string> Changes { get; init; }
}
