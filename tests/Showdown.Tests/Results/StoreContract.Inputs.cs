using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Results;

/// <content>A sample comes back with all that it asks.</content>
public abstract partial class StoreContract
{
    [Fact]
    public async Task ASample_ComesBackWithItsTurnsAndTools_OrWithoutAny()
    {
        Sample[] samples =
        [
            new("plain", "Who?", "me"),
            new("full", "What?", "that")
            {
                Choices = ["this", "that"],
                Fields = new Dictionary<string, string> { ["table"] = "t" },
                Turns = [new Message(MessageRole.User, "Hello")],
                Tools = [new Tool("f", "does", "{}")],
            },
        ];
        var store = new SampleStore(_database);
        await store.EnsureAsync("two", samples.ToAsyncEnumerable(), Cancel);
        await CreateRunAsync();
        await new PlanStore(_database).PlanAsync(Run, Settings(), [Planned() with { DatasetSha256 = "two", Samples = 2, Shards = [] }], _now, Cancel);
        var asked = (await store.AskedAsync(Evaluation, 0, 1, Cancel)).ToDictionary(a => a.Sample.Id, a => a.Sample);
        Assert.Equal(
            (0, 0, 0, 0),
            (asked["plain"].Choices.Count, asked["plain"].Fields.Count, asked["plain"].Turns.Count, asked["plain"].Tools.Count)
        );
        Assert.Equal(["this", "that"], asked["full"].Choices);
        Assert.Equal("t", asked["full"].Fields["table"]);
        Assert.Equal("Hello", Assert.Single(asked["full"].Turns).Told());
        Assert.Equal("f", Assert.Single(asked["full"].Tools).Name);
        var raw = await RawAsync("sample where sample_id = 'plain'");
        Assert.Equal(("[]", "{}", null, null), (raw["choices"], raw["fields"], raw["turns"], raw["tools"]));
        Assert.Equal(
            ["full: What? [\"this\",\"that\"] that", "plain: Who? [] me"],
            (await Reader.SamplesAsync("two", Cancel).ToListAsync(Cancel))
                .Select(q => $"{q.SampleId}: {q.Input} {q.Choices} {q.Target}")
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task AClusterOfItsOwn_StaysASamples_ThoughTheQuestionIsAskedTwice()
    {
        Sample[] samples = [new("a", "Who?", "1") { Cluster = "p" }, new("b", "Who?", "2") { Cluster = "q" }, new("c", "Who?", "3")];
        await new SampleStore(_database).EnsureAsync("own", samples.ToAsyncEnumerable(), Cancel);
        Assert.Equal(["a p", "b q"], (await Reader.ClustersAsync("own", Cancel)).Select(c => $"{c.Key} {c.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task MoreSamplesThanABatchHolds_AreStoredOnce()
    {
        var samples = Enumerable.Range(0, 1001).Select(i => new Sample($"q{i}", $"question {i}", "1"));
        Assert.Equal(1001, await new SampleStore(_database).EnsureAsync("many", samples.ToAsyncEnumerable(), Cancel));
        Assert.Equal(1001, (await Reader.SamplesAsync("many", Cancel).ToListAsync(Cancel)).Select(q => q.Input).Distinct().Count());
    }

    [Fact]
    public async Task WhatWaitsToBeScored_IsToldWithHowOftenThatBegan()
    {
        await PlanAsync();
        var attempts = new AttemptStore(_database);
        var completion = ((Reply.Completed)Right("s1", 1).Reply).Completion;
        var cut = completion with { Text = "cut", FinishReason = FinishReason.Length, ToolCalls = [new ToolCall("f", "{}")] };
        await _writer.SaveAsync(
            [
                (Right("s1", 1) with { Score = null }, 1),
                (Right("s1", 2) with { Score = null, Reply = new Reply.Completed(cut) }, 1),
                (Right("s2", 1), 1),
            ],
            Cancel
        );
        var waiting = await attempts.WithoutScoreAsync(Evaluation, 0, 9, Cancel);
        Assert.Equal([("s1", 1, false, 0, 0), ("s1", 2, true, 1, 0)], waiting.Select(w => (w.SampleId, w.Epoch, w.CutOff, w.Calls.Count, w.Begun)));
        await attempts.BeginJudgingAsync(Evaluation, waiting, Cancel);
        await attempts.BeginJudgingAsync(Evaluation, waiting.Skip(1), Cancel);
        Assert.Equal([1, 2], (await attempts.WithoutScoreAsync(Evaluation, 0, 9, Cancel)).Select(w => w.Begun));
        await attempts.EndJudgingAsync(Evaluation, waiting.Take(1), Cancel);
        Assert.Equal([0, 2], (await attempts.WithoutScoreAsync(Evaluation, 0, 9, Cancel)).Select(w => w.Begun));
        Assert.Equal(2, Assert.Single(await Reader.WaitingAsync(Run, Cancel)).Value);
    }
}
