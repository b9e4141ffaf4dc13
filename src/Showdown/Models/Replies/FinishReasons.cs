using Showdown.Domain;

namespace Showdown.Models.Replies;

/// <summary>Maps the finish reasons of many hosts to ours.</summary>
internal static class FinishReasons
{
    /// <summary>
    /// Our word for a host's; null for a word that stands for a reply broken off, and for one that no table knows: then nobody can say that the model
    /// had finished.
    /// </summary>
    public static FinishReason? Map(string raw) =>
        raw.Trim().ToLowerInvariant() switch
        {
            ""
            or "stop"
            or "stopped"
            or "end"
            or "eos"
            or "eos_token"
            or "eos_found"
            or "end_turn"
            or "end_of_turn"
            or "end_of_sequence"
            or "stop_sequence"
            or "stop_token"
            or "stop_str"
            or "finish"
            or "finished"
            or "finish_reason_stop"
            or "complete"
            or "completed"
            or "done"
            or "success"
            or "tool_calls"
            or "tool_call"
            or "tool_use"
            or "function_call" => FinishReason.Stop,
            "length"
            or "max_length"
            or "max_tokens"
            or "max_new_tokens"
            or "max_output_tokens"
            or "max_completion_tokens"
            or "max_tokens_reached"
            or "model_length"
            or "token_limit"
            or "finish_reason_max_tokens"
            or "length_capped"
            or "model_context_window_exceeded"
            or "context_window_exceeded"
            or "context_length_exceeded" => FinishReason.Length,
            "content_filter"
            or "content-filter"
            or "content_filtered"
            or "safety"
            or "sensitive"
            or "recitation"
            or "blocklist"
            or "prohibited_content"
            or "spii"
            or "refusal"
            or "guardrails"
            or "guardrail_intervened"
            or "moderation" => FinishReason.ContentFilter,
            _ => null,
        };
}
