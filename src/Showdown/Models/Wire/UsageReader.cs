using System.Text.Json;
using Showdown.Domain;

namespace Showdown.Models.Wire;

internal static class UsageReader
{
    private const decimal MostUsd = 10_000;

    /// <summary>Reads a usage object; null when it is null or says nothing.</summary>
    public static Usage? Read(ref Utf8JsonReader reader)
    {
        if (!reader.EnterObject())
            return null;
        int? input = null,
            output = null,
            total = null,
            reasoning = null,
            cached = null;
        decimal? cost = null,
            upstream = null;
        var ownKey = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("prompt_tokens"u8) || reader.ValueTextEquals("input_tokens"u8))
                input = reader.Count();
            else if (reader.ValueTextEquals("completion_tokens"u8) || reader.ValueTextEquals("output_tokens"u8))
                output = reader.Count();
            else if (reader.ValueTextEquals("total_tokens"u8))
                total = reader.Count();
            else if (reader.ValueTextEquals("reasoning_tokens"u8))
                reasoning = reader.Count();
            else if (reader.ValueTextEquals("cached_tokens"u8) || reader.ValueTextEquals("prompt_cache_hit_tokens"u8))
                cached = reader.Count();
            else if (reader.ValueTextEquals("cost"u8))
                cost = Amount(ref reader);
            else if (reader.ValueTextEquals("is_byok"u8))
                ownKey = reader.Read() && reader.TokenType == JsonTokenType.True;
            else if (reader.ValueTextEquals("cost_details"u8))
                upstream = Upstream(ref reader);
            else if (reader.ValueTextEquals("completion_tokens_details"u8) || reader.ValueTextEquals("output_tokens_details"u8))
                reasoning = Detail(ref reader, "reasoning_tokens"u8) ?? reasoning;
            else if (reader.ValueTextEquals("prompt_tokens_details"u8) || reader.ValueTextEquals("input_tokens_details"u8))
                cached = Detail(ref reader, "cached_tokens"u8) ?? cached;
            else
                reader.Skip();
        }

        // A figure of nothing and nothing says nothing: some hosts send it after the real one.
        if (input is null or 0 && output is null or 0)
            return null;
        // A few hosts leave reasoning out of the completion's count; the total gives them away.
        if (reasoning > 0 && total == input + output + reasoning)
            output += reasoning;
        return new Usage
        {
            InputTokens = input,
            OutputTokens = output,
            ReasoningTokens = reasoning,
            CachedInputTokens = cached,
            // With a key of one's own a router's cost is its fee alone, and whom it asked is paid besides.
            CostUsd = ownKey ? cost + (upstream ?? 0) : cost,
        };
    }

    private static decimal? Upstream(ref Utf8JsonReader reader)
    {
        if (!reader.EnterObject())
            return null;
        decimal? value = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("upstream_inference_cost"u8))
                value = Amount(ref reader);
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return value;
    }

    /// <summary>USD; null where it is none that a request can cost.</summary>
    private static decimal? Amount(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var usd) && usd is >= 0 and < MostUsd)
            return usd;
        reader.Skip();
        return null;
    }

    private static int? Detail(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (!reader.EnterObject())
            return null;
        int? value = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(name))
                value = reader.Count();
            else
                reader.Skip();
        }

        return value;
    }
}
