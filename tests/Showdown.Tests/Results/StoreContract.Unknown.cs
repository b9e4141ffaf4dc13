using Dapper;
using Showdown.Results;

namespace Showdown.Tests.Results;

/// <content>What is not known is nowhere taken for a value.</content>
public abstract partial class StoreContract
{
    [Fact]
    public async Task WhatAnAttemptDoesNotHave_IsNull()
    {
        await PlanAsync();
        await _writer.SaveAsync([(Right("s1", 1), 1)], Cancel);
        Assert.Equal(
            [
                "cached_input_tokens",
                "discarded_input_tokens",
                "discarded_output_tokens",
                "failure_kind",
                "failure_message",
                "failure_status",
                "first_answer_seconds",
                "host_cost_usd",
                "provider",
                "raw_finish_reason",
                "reasoning",
                "reasoning_tokens",
                "recorded_seconds",
                "request_sha256",
                "reused_from",
                "served_model",
                "system_fingerprint",
                "tool_calls",
            ],
            (await RawAsync("attempt")).Where(column => column.Value is null).Select(column => column.Key)
        );
        var view = Assert.Single(await Reader.AttemptsAsync(Run, "bench", Cancel).ToListAsync(Cancel));
        Assert.Equal((null, null, null, null), (view.Reasoning, view.Discarded, view.Failure, view.ColdStart));
        Assert.Empty(view.ToolCalls);
        Assert.Empty(view.Parts);
    }

    /// <summary>Earlier versions of the program did not look whether token counts can be right.</summary>
    [Fact]
    public async Task WhatNobodyLookedAt_IsNotImplausible()
    {
        await PlanAsync();
        await _writer.SaveAsync([(Right("s1", 1), 1)], Cancel);
        await ExecuteAsync("update attempt set usage_implausible = null");
        Assert.False(Assert.Single(await Reader.AttemptsAsync(Run, "bench", Cancel).ToListAsync(Cancel)).Usage.Implausible);
        Assert.Equal(0, (await Reader.FiguresAsync(Evaluation, Cancel)).ImplausibleUsage);
    }

    /// <summary>Earlier versions of the program did not rank samples so that those of a cluster lie together.</summary>
    [Fact]
    public async Task SamplesOfAnEarlierVersion_AreRankedByTheirClusters_WhenTheyAreNeededAgain()
    {
        var samples = Samples().Select((s, i) => s with { Cluster = $"passage {i % 3}" });
        await new SampleStore(_database).EnsureAsync("clusters", samples, Cancel);
        var order = await OrderAsync("before", 10, true);
        await ExecuteAsync("update sample set whole_rank = null");
        Assert.NotEqual(order, await OrderAsync("between", 10, true));
        Assert.Equal(10, await new SampleStore(_database).EnsureAsync("clusters", samples, Cancel));
        Assert.Equal(order, await OrderAsync("after", 10, true));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await _database.ConnectAsync(Cancel);
        await connection.ExecuteAsync(sql);
    }
}
