using Showdown.Domain;

namespace Showdown.Scoring;

/// <summary>What a scorer is given: what a model wrote, and what is known of the question.</summary>
public sealed record ScorerInput
{
    /// <summary>As it was shown: its options in the order of the epoch.</summary>
    public required Sample Sample { get; init; }

    public required Target Target { get; init; }

    /// <summary>The answer text, without reasoning.</summary>
    public required string Text { get; init; }

    /// <summary>The calls that the model asked for, in its order.</summary>
    public IReadOnlyList<ToolCall> ToolCalls { get; init; } = [];

    /// <summary>Only what measures looks at it.</summary>
    public string? Reasoning { get; init; }

    /// <summary>True when the completion hit the output cap.</summary>
    public bool CutOff { get; init; }
}
