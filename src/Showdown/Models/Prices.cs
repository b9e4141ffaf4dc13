using Showdown.Domain;

namespace Showdown.Models;

/// <summary>What tokens cost at list price.</summary>
public static class Prices
{
    private const decimal Million = 1_000_000m;

    /// <summary>List price of one request's tokens.</summary>
    /// <returns>US dollars; null when the price or one of the two token counts is not known. Unknown is never zero.</returns>
    /// <remarks>Input tokens that the host says it had cached cost the cached price, where there is one.</remarks>
    public static decimal? CostUsd(Price? price, Usage usage)
    {
        if (price is null || usage.InputTokens is not { } input || usage.OutputTokens is not { } output)
            return null;
        var cached = Math.Clamp(usage.CachedInputTokens ?? 0, 0, input);
        return (((input - cached) * price.Input) + (cached * (price.CachedInput ?? price.Input)) + (output * price.Output)) / Million;
    }

    /// <summary>List price of all that a reply's tries took, those that gave no reply included.</summary>
    /// <returns>US dollars; null when the price is not known, or the tokens of a completion are not.</returns>
    public static decimal? CostUsd(Price? price, Reply reply)
    {
        var discarded = reply.Discarded is { } tokens ? CostUsd(price, tokens) : 0;
        return reply is Reply.Completed { Completion.Usage: var usage } ? CostUsd(price, usage) + discarded
            : reply.Discarded is null ? null
            : discarded;
    }
}
