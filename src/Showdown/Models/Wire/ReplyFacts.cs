using Microsoft.SemanticKernel;
using Showdown.Domain;

namespace Showdown.Models.Wire;

/// <summary>Names under which our connectors put facts about a reply into the metadata of its messages.</summary>
internal static class ReplyFacts
{
    /// <summary>The host's own word, a string; may be empty.</summary>
    public const string FinishReason = nameof(FinishReason);

    /// <summary>A <see cref="Domain.Usage"/>.</summary>
    public const string Usage = nameof(Usage);

    public const string SystemFingerprint = nameof(SystemFingerprint);

    /// <summary>Who served the reply behind a router, a string.</summary>
    public const string Provider = nameof(Provider);

    /// <summary>A TimeSpan: the host says that nothing is left of a limit before then.</summary>
    public const string PauseAfter = nameof(PauseAfter);

    /// <summary>Not null on a reply that came in one piece: there is no first token to time.</summary>
    public const string Whole = nameof(Whole);

    public static T? Get<T>(this StreamingChatMessageContent part, string name)
        where T : class => part.Metadata?.GetValueOrDefault(name) as T;
}

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
