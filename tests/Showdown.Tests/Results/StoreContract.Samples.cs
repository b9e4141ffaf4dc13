using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Results;

/// <content>The samples of a dataset: in which order they are asked, and which of them are one question.</content>
public abstract partial class StoreContract
{
    /// <summary>By the SHA-256 of their ids, so that it is the same in every program and year.</summary>
    [Fact]
    public async Task Samples_AreAskedInAnOrderThatNeverChanges()
    {
        string[] order = ["s7", "s8", "s5", "s3", "s4", "s6", "s2", "s9", "s1", "s0"];
        Assert.Equal(order, SampleStore.InOrder(order.Order(StringComparer.Ordinal)));
        await PlanAsync();
        Assert.Equal(order, (await new SampleStore(_database).AskedAsync(Evaluation, 0, 9, Cancel)).Select(a => a.Sample.Id));
    }

    [Fact]
    public async Task Samples_OfACluster_LieTogether_WhereAnEvaluationMayEndEarly()
    {
        Sample[] samples =
        [
            new("a1", "1", "") { Cluster = "p" },
            new("b1", "2", "") { Cluster = "q" },
            new("c", "3", ""),
            new("a2", "4", "") { Cluster = "p" },
            new("b2", "5", "") { Cluster = "q" },
            new("p", "6", ""), // has the id that a cluster has as its name
            new("b3", "7", "") { Cluster = "q" },
        ];
        await CreateRunAsync();
        var store = new SampleStore(_database);
        await store.EnsureAsync("clusters", samples.ToAsyncEnumerable(), Cancel);
        var plain = Planned() with { DatasetSha256 = "clusters", Samples = 7, Shards = [] };
        var stops = plain with { Id = "stops", ModelId = "other", Stops = true };
        await new PlanStore(_database).PlanAsync(Run, Settings(), [plain, stops], _now, Cancel);
        Assert.Equal(["p", "a2", "c", "b2", "b3", "b1", "a1"], await AskedAsync(Evaluation));
        Assert.Equal(["p", "a2", "a1", "c", "b2", "b3", "b1"], await AskedAsync("stops"));

        async Task<IEnumerable<string>> AskedAsync(string evaluation) => (await store.AskedAsync(evaluation, 0, 6, Cancel)).Select(a => a.Sample.Id);
    }

    [Fact]
    public async Task Samples_ThatAskTheSame_AreOneQuestion_WhateverTheOrderOfTheirOptions()
    {
        Sample[] samples =
        [
            new("q1", "Which?", "A") { Choices = ["red", "blue"] },
            new("q2", "Which?", "B") { Choices = ["blue", "red"] },
            new("q3", "Which?", "B") { Choices = ["blue", "green"] },
            new("q4", "", "") { Turns = [new Message(MessageRole.User, "Hello")] },
            new("q5", "", "") { Turns = [new Message(MessageRole.User, "Hello")] },
            new("q6", "", "") { Turns = [new Message(MessageRole.Assistant, "Hello")] },
            new("q7", "", "")
            {
                Fields = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" },
            }, // what was asked is not known
            new("q8", "", "")
            {
                Fields = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" },
            },
            new("q9", "x", "")
            {
                Fields = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" },
            },
            new("r1", "x", "")
            {
                Fields = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" },
            },
            new("r2", "x", "") { Tools = [new Tool("f", null, "{}")] },
            new("r3", "x", "") { Tools = [new Tool("f", null, "{}")] },
        ];
        await new SampleStore(_database).EnsureAsync("same", samples.ToAsyncEnumerable(), Cancel);
        Assert.Equal(
            ["q1 q1", "q2 q1", "q4 q4", "q5 q4", "q9 q9", "r1 q9", "r2 r2", "r3 r2"],
            (await Reader.ClustersAsync("same", Cancel)).Select(c => $"{c.Key} {c.Value}").Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Samples_WithTheSameId_AreRefused_WithPlaceAndFix()
    {
        Sample[] samples = [new("a", "1", ""), new("b", "2", ""), new("a", "3", ""), new("a", "4", "")];
        var refused = await Assert.ThrowsAsync<SettingsException>(() =>
            new SampleStore(_database).EnsureAsync("twice", samples.ToAsyncEnumerable(), Cancel)
        );
        Assert.Equal("Dataset twice: sample id 'a' stands 3 times. Ids must be unique; check 'map' in benchmark.yaml.", refused.Message);
    }

    /// <summary>What is not known of an attempt is told to be so.</summary>
    [Fact]
    public async Task AnAttempt_ThatWaitsToBeScored_IsUnscored_AndUnknownTextIsNoText()
    {
        await PlanAsync();
        var completion = ((Reply.Completed)Right("s1", 1).Reply).Completion;
        var unscored = Right("s1", 1) with
        {
            Reply = new Reply.Completed(completion with { Text = "", IsTextKnown = false }) { Discarded = new Usage { OutputTokens = 5 } },
            Score = null,
        };
        var discarded = Right("s2", 1) with { Reply = new Reply.Completed(completion) { Discarded = new Usage { InputTokens = 6 } } };
        await _writer.SaveAsync([(unscored, 1), (discarded, 1)], Cancel);
        var views = (await Reader.AttemptsAsync(Run, "bench", Cancel).ToListAsync(Cancel)).ToDictionary(v => v.Sample.Id);
        var view = views["s1"];
        Assert.Equal((Outcome.Unscored, "not scored yet", null, null), (view.Outcome, view.Reason, view.Value, view.Text));
        Assert.Equal(("Stop", false), (view.FinishReason, view.CutOff)); // the host did not say how it spells it
        Assert.Equal((new Usage { OutputTokens = 5 }, new Usage { InputTokens = 6 }), (view.Discarded, views["s2"].Discarded));
    }
}
