namespace Showdown.Domain;

/// <summary>Why a model stopped, in our words; what the host said is kept beside it.</summary>
public enum FinishReason
{
    Stop,

    /// <summary>The output cap was hit.</summary>
    Length,
    ContentFilter,

    /// <summary>The model asks for calls of tools.</summary>
    ToolCalls,
}

/// <summary>All that a model returned for one request.</summary>
public sealed record Completion
{
    /// <summary>The answer text: what is graded. Never contains reasoning.</summary>
    public required string Text { get; init; }

    /// <summary>False where another program recorded a score and not what the model said: then the text is empty and says nothing.</summary>
    public bool IsTextKnown { get; init; } = true;

    /// <summary>Reasoning text that the host sent apart or in think tags; never graded.</summary>
    public string? Reasoning { get; init; }

    /// <summary>Calls that the model asked for, in its order; empty when it called nothing.</summary>
    public IReadOnlyList<ToolCall> ToolCalls { get; init; } = [];

    public required FinishReason FinishReason { get; init; }

    /// <summary>The finish reason as the host spelt it.</summary>
    public string? RawFinishReason { get; init; }

    public Usage Usage { get; init; } = new();

    public required Timings Timings { get; init; }

    /// <summary>The model id that the host says it served.</summary>
    public string? ServedModel { get; init; }

    public string? SystemFingerprint { get; init; }

    /// <summary>Who served it behind a router (OpenRouter), where the router says so.</summary>
    public string? Provider { get; init; }
}

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

/// <summary>When and how long. Service times belong to the last try alone; waiting for our own limits and between tries stands apart.</summary>
public sealed record Timings
{
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Waited for a place under the model's limits.</summary>
    public TimeSpan Queued { get; init; }

    /// <summary>Spent in tries that failed and in the pauses between them.</summary>
    public TimeSpan Retrying { get; init; }

    /// <summary>Request sent to first token of any kind (TTFT); null when nothing streamed.</summary>
    public TimeSpan? FirstToken { get; init; }

    /// <summary>Request sent to first token of the answer.</summary>
    public TimeSpan? FirstAnswerToken { get; init; }

    /// <summary>Request sent to last byte.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Requests made, from 1.</summary>
    public int Tries { get; init; } = 1;

    /// <summary>False of an attempt that another program made: then nothing above means anything.</summary>
    public bool AreKnown { get; init; } = true;

    /// <summary>How long the other program says that it took; null: it says nothing, or the attempt is our own.</summary>
    public TimeSpan? Recorded { get; init; }

    /// <summary>Of an attempt that another program made.</summary>
    /// <param name="importedAt">Stands in the table where a time is needed.</param>
    public static Timings Unknown(DateTimeOffset importedAt, TimeSpan? recorded) =>
        new()
        {
            StartedAt = importedAt,
            AreKnown = false,
            Recorded = recorded,
        };
}
