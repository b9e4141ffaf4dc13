using Showdown.Domain;
using Showdown.Models;

namespace Showdown.Tests.Models;

public sealed class PricesTests
{
    public static TheoryData<Price?, Usage, decimal?> Cases =>
        new()
        {
            {
                new Price(0.57m, 2.30m),
                new Usage { InputTokens = 1_000_000, OutputTokens = 1_000_000 },
                2.87m
            },
            {
                new Price(0.60m, 2.50m) { CachedInput = 0.15m },
                new Usage
                {
                    InputTokens = 1_000_000,
                    OutputTokens = 0,
                    CachedInputTokens = 400_000,
                },
                0.42m
            },
            {
                new Price(0.60m, 2.50m),
                new Usage
                {
                    InputTokens = 1_000_000,
                    OutputTokens = 0,
                    CachedInputTokens = 400_000,
                },
                0.60m
            },
            {
                new Price(0.60m, 2.50m) { CachedInput = 0m },
                new Usage
                {
                    InputTokens = 10,
                    OutputTokens = 0,
                    CachedInputTokens = 99,
                },
                0m
            },
            {
                new Price(0m, 0m),
                new Usage { InputTokens = 10, OutputTokens = 10 },
                0m
            },
            {
                null,
                new Usage { InputTokens = 10, OutputTokens = 10 },
                null
            },
            {
                new Price(1m, 1m),
                new Usage { InputTokens = 10 },
                null
            },
            {
                new Price(1m, 1m),
                new Usage { OutputTokens = 10 },
                null
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Cost_IsListPrice_AndUnknownIsNull(Price? price, Usage usage, decimal? expected) =>
        Assert.Equal(expected, Prices.CostUsd(price, usage));
}
