using Showdown.Domain;

namespace Showdown.Models;

/// <summary>What requests cost.</summary>
public static class Prices
{
    /// <summary>What the host says that a request cost, else the list price of its tokens.</summary>
    /// <returns>US dollars; null when the price or one of the two token counts is not known. Unknown is never zero.</returns>
    /// <remarks>Input tokens that the host says it had cached cost the cached price, where there is one; so with reasoning.</remarks>
    public static decimal? CostUsd(Price? price, Usage usage) =>
        usage.CostUsd
        ?? (
            price is null || usage.InputTokens is not { } input || usage.OutputTokens is not { } output
                ? null
                : price.Of(input, usage.CachedInputTokens ?? 0, output, usage.ReasoningTokens ?? 0)
        );

    /// <summary>The same of all that a reply's tries took, those that gave no reply included.</summary>
    /// <returns>US dollars; null when the price is not known, or the tokens of a completion are not.</returns>
    public static decimal? CostUsd(Price? price, Reply reply)
    {
        var discarded = reply.Discarded is { } tokens ? CostUsd(price, tokens) : 0;
        return reply is Reply.Completed { Completion.Usage: var usage } ? CostUsd(price, usage) + discarded
            : reply.Discarded is null ? null
            : discarded;
    }
}
