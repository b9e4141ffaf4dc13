namespace Showdown.Domain;

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
