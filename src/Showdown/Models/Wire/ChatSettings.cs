using Microsoft.SemanticKernel;
using Showdown.Domain;

namespace Showdown.Models.Wire;

/// <summary>What our connectors are told about one request, beside its messages.</summary>
internal sealed class ChatSettings : PromptExecutionSettings
{
    public required Sampling Sampling { get; init; }

    /// <summary>Functions on offer; empty: none is mentioned.</summary>
    public IReadOnlyList<Tool> Tools { get; init; } = [];

    /// <summary>Only a simulated model is told.</summary>
    public SimulationHint? Hint { get; init; }

    /// <summary>The request as it goes out, where it is written already.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>Numbers the tries of one request from 1.</summary>
    public int Try { get; init; } = 1;

    /// <summary>Ours; of a stranger's settings nothing is known.</summary>
    public static ChatSettings Of(PromptExecutionSettings? settings) => settings as ChatSettings ?? new ChatSettings { Sampling = new Sampling() };
}
