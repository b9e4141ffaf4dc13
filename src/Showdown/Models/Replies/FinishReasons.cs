using Showdown.Domain;

namespace Showdown.Models.Replies;

/// <summary>Maps the finish reasons of many hosts to ours.</summary>
internal static class FinishReasons
{
    /// <summary>Our word for a host's; a word that no table knows is an ordinary stop, because the host did say that the reply ended.</summary>
    public static FinishReason Map(string raw) => raw.ToLowerInvariant() switch
    {
        "length" or "max_tokens" or "max_output_tokens" or "model_length" or "token_limit" or "model_context_window_exceeded" => FinishReason.Length,
        "content_filter" or "content-filter" or "safety" or "sensitive" or "recitation" or "blocklist" or "prohibited_content" or "refusal" => FinishReason.ContentFilter,
        _ => FinishReason.Stop,
    };

    /// <summary>True when the host says that it broke the reply off: what there is of it is no answer.</summary>
    public static bool IsError(string raw) => raw.ToLowerInvariant() is "error" or "abort" or "aborted" or "cancelled" or "canceled" or "insufficient_system_resource";
}
