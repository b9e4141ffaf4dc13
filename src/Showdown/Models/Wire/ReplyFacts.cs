using Microsoft.SemanticKernel;

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
