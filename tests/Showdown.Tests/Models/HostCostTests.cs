using System.Text;
using System.Text.Json;
using Showdown.Domain;
using Showdown.Models;
using Showdown.Models.Wire;

namespace Showdown.Tests.Models;

public sealed class HostCostTests
{
    private static readonly Price _list = new(1, 2) { CachedInput = 0.1m, Reasoning = 4 };

    /// <summary>The cost that a host says itself, and what then counts, by a list of 1 and 2 dollars a million.</summary>
    [Theory]
    [InlineData("", null, 0.0025)]
    [InlineData(""","cost":0.0031""", 0.0031, 0.0031)]
    [InlineData(""","cost":0""", 0.0, 0.0)]
    [InlineData(""","cost":0.0001,"is_byok":true,"cost_details":{"upstream_inference_cost":0.002,"x":{"y":[1]}}""", 0.0021, 0.0021)]
    [InlineData(""","cost":0.003,"is_byok":false,"cost_details":{"upstream_inference_cost":0.002}""", 0.003, 0.003)]
    [InlineData(""","cost":-1""", null, 0.0025)]
    [InlineData(""","cost":1e300""", null, 0.0025)]
    [InlineData(""","cost":"free" """, null, 0.0025)]
    [InlineData(""","cost":{"total_cost":0.1}""", null, 0.0025)]
    [InlineData(""","cost":null""", null, 0.0025)]
    public void WhatTheHostSays_ComesBeforeTheList(string field, double? said, double counts)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes($$"""{"prompt_tokens":1500,"completion_tokens":500{{field}}}"""));
        var usage = UsageReader.Read(ref reader)!;
        Assert.Equal(said, (double?)usage.CostUsd);
        Assert.Equal(counts, (double)Prices.CostUsd(_list, usage)!.Value, 1e-12);
        Assert.Equal(said, (double?)Prices.CostUsd(null, usage));
    }

    [Theory]
    [InlineData(1000, 0, 1000, 0, 0.003)]
    [InlineData(1000, 500, 1000, 0, 0.00255)]
    [InlineData(1000, 0, 1000, 250, 0.0035)]
    [InlineData(1000, 9000, 1000, 9000, 0.0041)] // no more than there is
    public void CachedAndReasoningTokens_HaveTheirPrices(long input, long cached, long output, long reasoning, double usd) =>
        Assert.Equal(usd, (double)_list.Of(input, cached, output, reasoning), 1e-12);
}
