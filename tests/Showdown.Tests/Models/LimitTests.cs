using Microsoft.Extensions.Time.Testing;
using Showdown.Domain;
using Showdown.Models;
using Showdown.Models.Limits;
using static Showdown.Tests.Models.Asking;

namespace Showdown.Tests.Models;

public sealed class LimitTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Concurrency_IsNeverExceeded_AndIsUsed(int concurrency)
    {
        await using var host = ScriptedHost.Always(async a =>
        {
            await Task.Delay(15, a.Stop);
            await a.StreamAsync(Answer.Text("42"), Answer.Finish);
        });
        await using var model = Connect(host.Endpoint, Model with { Limits = new ModelLimits { Concurrency = concurrency } });
        var replies = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => model.AskAsync(Question, TestContext.Current.CancellationToken)));
        Assert.All(replies, r => Completed(r));
        Assert.Equal((40, concurrency), (host.Requests, host.MostInFlight));
    }

    [Fact]
    public async Task AnsweredRequests_CountAgainstTheConcurrency_UntilTheirRepliesAreKept()
    {
        await using var host = ScriptedHost.Always(a => a.StreamAsync(Answer.Text("42"), Answer.Finish));
        await using var model = Connect(host.Endpoint, Model with { Limits = new ModelLimits { Concurrency = 3 } });
        using var answered = new SemaphoreSlim(0);
        var saved = new TaskCompletionSource();
        var asking = Enumerable.Range(0, 8).Select(_ => AskAndKeepAsync()).ToList();
        for (var i = 0; i < 3; i++)
            await answered.WaitAsync(TestContext.Current.CancellationToken);
        await Task.Delay(200, TestContext.Current.CancellationToken); // time for a fourth to be sent, if one may
        Assert.Equal(3, host.Requests);
        saved.SetResult();
        Assert.All(await Task.WhenAll(asking), r => Completed(r));
        Assert.Equal(8, host.Requests);

        async Task<Reply> AskAndKeepAsync()
        {
            using var slot = await model.EnterAsync("", 0, TestContext.Current.CancellationToken);
            var reply = await slot.AskAsync(Question, TestContext.Current.CancellationToken);
            answered.Release();
            await saved.Task;
            return reply;
        }
    }

    [Fact]
    public async Task Slot_IsTakenBeforeAnythingIsAsked_AndGivenBackOnce()
    {
        await using var host = ScriptedHost.Always(a => a.StreamAsync(Answer.Text("42"), Answer.Finish));
        await using var model = Connect(host.Endpoint, Model with { Limits = new ModelLimits { Concurrency = 1 } });
        var slot = await model.EnterAsync("", 0, TestContext.Current.CancellationToken);
        var second = model.EnterAsync("", 0, TestContext.Current.CancellationToken).AsTask();
        Assert.False(second.IsCompleted);
        slot.Dispose();
        slot.Dispose();
        using var taken = await second;
        Assert.False(model.EnterAsync("", 0, TestContext.Current.CancellationToken).AsTask().IsCompleted);
        Assert.Equal(0, host.Requests);
    }

    [Theory]
    [InlineData(400, 1)]
    [InlineData(503, 3)]
    public async Task FailedRequest_KeepsItsPlace_UntilItIsKept_ButNotBetweenTries(int status, int tries)
    {
        await using var host = ScriptedHost.Always(a => a.DocumentAsync("{}", status));
        var options = Options with { FirstPause = TimeSpan.FromMilliseconds(200), LongestPause = TimeSpan.FromMilliseconds(400) };
        await using var model = new ChatModels(options).Create(
            Model with
            {
                Limits = new ModelLimits { Concurrency = 1, Tries = tries },
            },
            host.Endpoint
        );
        var slot = await model.EnterAsync("", 0, TestContext.Current.CancellationToken);
        var second = model.EnterAsync("", 0, TestContext.Current.CancellationToken).AsTask();
        var asking = slot.AskAsync(Question, TestContext.Current.CancellationToken);
        if (tries > 1)
            (await second).Dispose();
        Failed(await asking);
        var third = model.EnterAsync("", 0, TestContext.Current.CancellationToken).AsTask();
        Assert.Equal((tries, false, tries > 1), (host.Requests, third.IsCompleted, second.IsCompleted));
        slot.Dispose();
        (await second).Dispose();
        (await third).Dispose();
    }

    [Fact]
    public async Task TimesAddUp_ToWhatTheCallerWaited()
    {
        await using var host = new ScriptedHost((n, a) => n % 2 == 1 ? a.DocumentAsync("", 503) : a.StreamAsync(Answer.Text("42"), Answer.Finish));
        await using var model = Connect(
            host.Endpoint,
            Model with
            {
                Limits = new ModelLimits { Concurrency = 1, Tries = 9 },
            }
        );
        var time = TimeProvider.System;
        var replies = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(async _ =>
                {
                    var started = time.GetTimestamp();
                    var timings = Completed(await model.AskAsync(Question, TestContext.Current.CancellationToken)).Timings;
                    return (timings, waited: time.GetElapsedTime(started));
                })
        );
        Assert.All(
            replies,
            r =>
            {
                Assert.True(r.timings.Queued + r.timings.Retrying + r.timings.Duration <= r.waited);
                Assert.True(r.timings.FirstToken <= r.timings.FirstAnswerToken && r.timings.FirstAnswerToken <= r.timings.Duration);
                Assert.Equal(r.timings.Tries > 1, r.timings.Retrying > TimeSpan.Zero);
            }
        );
        Assert.Contains(replies, r => r.timings.Queued > TimeSpan.Zero);
    }

    [Fact]
    public async Task RequestsPerMinute_SpreadTheRequests()
    {
        var time = new FakeTimeProvider();
        var limits = new RequestLimits(new ModelLimits { RequestsPerMinute = 60 }, time);
        // One may go at once, then one a second.
        var going = Enumerable.Range(0, 4).Select(_ => limits.SpendAsync(1, null, TestContext.Current.CancellationToken).AsTask()).ToList();
        foreach (var expected in new[] { 1, 2, 3, 4 })
        {
            await UntilAsync(() => going.Count(g => g.IsCompleted) == expected);
            time.Advance(TimeSpan.FromSeconds(1) + TimeSpan.FromMilliseconds(1));
        }
    }

    [Fact]
    public async Task TokensPerMinute_CountWhatRepliesTook()
    {
        var time = new FakeTimeProvider();
        var limits = new RequestLimits(new ModelLimits { TokensPerMinute = 30_000 }, time);
        // 5,000 may go at once, then 500 a second: after five replies of 1,000 the next request has to wait for what they took.
        for (var i = 0; i < 5; i++)
            limits.Settle(
                await limits.SpendAsync(10, 10, TestContext.Current.CancellationToken),
                new Usage { InputTokens = 900, OutputTokens = 100 }
            );
        var next = limits.SpendAsync(10, 10, TestContext.Current.CancellationToken).AsTask();
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(3));
        await UntilAsync(() => next.IsCompleted);
    }

    [Fact]
    public async Task DeadHost_IsNotAskedByEverybody_AndEndsTheModel_AfterThePatience()
    {
        var time = new FakeTimeProvider();
        await using var host = ScriptedHost.Always(a => a.DocumentAsync("", 500));
        await using var model = new ChatModels(new ChatModelOptions { Time = time }).Create(Patient, host.Endpoint);
        var asking = Task.WhenAll(Enumerable.Range(0, 300).Select(_ => model.AskAsync(Question, TestContext.Current.CancellationToken)));
        await UntilAsync(() => asking.IsCompleted, () => time.Advance(TimeSpan.FromSeconds(1)));
        var failed = (await asking).Select(Assert.IsType<Reply.Failed>).ToList();
        Assert.Contains(failed, f => f.EndsModel && f.Failure.Message.StartsWith("down since", StringComparison.Ordinal));
        Assert.InRange(host.Requests, 10, 300);
    }

    [Fact]
    public async Task HostThatComesBack_AnswersEverybody_WhoWaitedWithoutUsingUpTheirTries()
    {
        var time = new FakeTimeProvider();
        var isUp = false;
        await using var host = ScriptedHost.Always(a =>
            Volatile.Read(ref isUp) ? a.StreamAsync(Answer.Text("42"), Answer.Finish) : a.DocumentAsync("", 500)
        );
        await using var model = new ChatModels(new ChatModelOptions { Time = time }).Create(Patient, host.Endpoint);
        var asking = Task.WhenAll(Enumerable.Range(0, 200).Select(_ => model.AskAsync(Question, TestContext.Current.CancellationToken)));
        await UntilAsync(() => model.Trouble is not null, () => time.Advance(TimeSpan.FromMilliseconds(100)));
        Assert.Contains("answered 500", model.Trouble!.Line);
        for (var second = 0; second < 60; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }

        Volatile.Write(ref isUp, true);
        await UntilAsync(() => asking.IsCompleted, () => time.Advance(TimeSpan.FromSeconds(1)));
        Assert.All(await asking, r => Completed(r));
        Assert.Null(model.Trouble);
    }

    [Fact]
    public async Task QuestionsThatAlwaysFail_FailByThemselves_AndEndNothing()
    {
        var time = new FakeTimeProvider();
        await using var host = ScriptedHost.Always(a =>
            a.Body.Contains("bad", StringComparison.Ordinal) ? a.DocumentAsync("", 500) : a.StreamAsync(Answer.Text("42"), Answer.Finish)
        );
        await using var model = new ChatModels(new ChatModelOptions { Time = time }).Create(Patient, host.Endpoint);
        var bad = new ModelRequest([new Message(MessageRole.User, "bad")], new Sampling());
        var asking = Task.WhenAll(Enumerable.Range(0, 20).Select(_ => model.AskAsync(bad, TestContext.Current.CancellationToken)));
        await UntilAsync(() => asking.IsCompleted, () => time.Advance(TimeSpan.FromMilliseconds(500)));
        Assert.All(await asking, r => Assert.False(Assert.IsType<Reply.Failed>(r).EndsModel));
        Assert.Equal("42", Completed(await model.AskAsync(Question, TestContext.Current.CancellationToken)).Text);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task RefusalOfEverything_EndsTheModel_AfterAHandfulOfRequests(int status)
    {
        await using var host = ScriptedHost.Always(a => a.DocumentAsync("""{"error":{"message":"no"}}""", status));
        await using var model = new ChatModels(TimeProvider.System).Create(
            Patient with
            {
                Limits = new ModelLimits { Concurrency = 64 },
            },
            host.Endpoint
        );
        var replies = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => model.AskAsync(Question, TestContext.Current.CancellationToken)));
        Assert.All(replies, r => Assert.True(Assert.IsType<Reply.Failed>(r).EndsModel));
        Assert.InRange(host.Requests, 1, 5);
    }

    [Fact]
    public async Task OpenFiles_BoundTheRequests_OfAllModelsTogether()
    {
        await using var host = ScriptedHost.Always(async a =>
        {
            await Task.Delay(20, a.Stop);
            await a.StreamAsync(Answer.Text("42"), Answer.Finish);
        });
        var models = new ChatModels(Options with { Requests = OpenFiles.RequestsWithin(120) });
        var settings = Model with { Limits = new ModelLimits { Concurrency = 128 } };
        await using var one = models.Create(settings, host.Endpoint);
        await using var two = models.Create(settings with { Id = "two" }, host.Endpoint);
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => (i % 2 == 0 ? one : two).AskAsync(Question, TestContext.Current.CancellationToken)));
        Assert.InRange(host.MostInFlight, 2, 8);
    }

    [Fact]
    public async Task DiscardedReplies_AreCounted_AndMayEndTheTries()
    {
        await using var host = ScriptedHost.Always(a =>
            a.StreamAsync(
                Answer.Text("4"),
                """{"choices":[{"delta":{},"finish_reason":"network_error"}],"usage":{"prompt_tokens":10,"completion_tokens":5}}"""
            )
        );
        await using var model = Connect(host.Endpoint, Model with { Limits = new ModelLimits { Tries = 9 } });
        using var slot = await model.EnterAsync("", 0, TestContext.Current.CancellationToken);
        var told = new List<Usage>();
        var reply = Assert.IsType<Reply.Failed>(
            await slot.AskAsync(
                Question,
                TestContext.Current.CancellationToken,
                tokens =>
                {
                    told.Add(tokens);
                    return ValueTask.FromResult(told.Count < 3);
                }
            )
        );
        Assert.Equal((3, 30, 15), (host.Requests, reply.Discarded!.InputTokens, reply.Discarded.OutputTokens));
        Assert.Equal(10 * 30 / 1e6m + (20 * 15 / 1e6m), Prices.CostUsd(new Price(10, 20), reply));
    }

    [Fact]
    public async Task DiscardedReplies_AreCounted_WhenALaterOneIsGood()
    {
        await using var host = new ScriptedHost(
            (n, a) =>
                a.StreamAsync(
                    Answer.Text("42"),
                    $$$"""{"choices":[{"delta":{},"finish_reason":"{{{(n < 3 ? "network_error" : "stop")}}}"}],"usage":{"prompt_tokens":10,"completion_tokens":5}}"""
                )
        );
        var reply = Assert.IsType<Reply.Completed>(await AskAsync(host));
        Assert.Equal(
            (20, 10, 10, 5),
            (reply.Discarded!.InputTokens, reply.Discarded.OutputTokens, reply.Completion.Usage.InputTokens, reply.Completion.Usage.OutputTokens)
        );
        Assert.Equal(3 * (10 * 1 + 5 * 2) / 1e6m, Prices.CostUsd(new Price(1, 2), reply));
    }

    [Fact]
    public async Task NothingLeftOfALimit_PausesEverybody()
    {
        var time = new FakeTimeProvider();
        const string headers = "x-ratelimit-remaining-requests: 0\r\nx-ratelimit-reset-requests: 1500ms\r\n";
        const string body = """{"choices":[{"message":{"content":"42"},"finish_reason":"stop"}]}""";
        await using var host = new ScriptedHost((n, a) => a.DocumentAsync(body, headers: n == 1 ? headers : ""));
        await using var model = new ChatModels(Options with { Time = time }).Create(Model, host.Endpoint);
        Completed(await model.AskAsync(Question, TestContext.Current.CancellationToken));
        var second = model.AskAsync(Question, TestContext.Current.CancellationToken);
        await UntilAsync(() => second.IsCompleted, () => time.Advance(TimeSpan.FromMilliseconds(100)));
        Assert.InRange(Completed(await second).Timings.Queued, TimeSpan.FromMilliseconds(1400), TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("1", 1.0)]
    [InlineData("1s", 1.0)]
    [InlineData("6m0s", 120.0)]
    [InlineData("1m30s", 90.0)]
    [InlineData("1m1.5s", 61.5)]
    [InlineData("20ms", 0.02)]
    [InlineData("0", null)]
    [InlineData("", null)]
    [InlineData("soon", null)]
    [InlineData("1800000030", 30.0)]
    [InlineData("1800000030000", 30.0)]
    [InlineData("1700000000", null)]
    public void ResetTimes_AreRead_InAllTheirForms(string text, double? seconds) =>
        Assert.Equal(seconds, Showdown.Models.Http.RateLimitHeaders.Duration(text, DateTimeOffset.FromUnixTimeSeconds(1_800_000_000))?.TotalSeconds);

    [Fact]
    public async Task Processes_ShareTheLimits()
    {
        await using var host = ScriptedHost.Always(async a =>
        {
            await Task.Delay(15, a.Stop);
            await a.StreamAsync(Answer.Text("42"), Answer.Finish);
        });
        var models = new ChatModels(TimeProvider.System);
        models.ShareAmong(Model.Id, 3, 2);
        await using var model = models.Create(Model with { Limits = new ModelLimits { Concurrency = 8 } }, host.Endpoint);
        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => model.AskAsync(Question, TestContext.Current.CancellationToken)));
        Assert.Equal(2, host.MostInFlight); // of eight, three have three, three and two
        models.ShareAmong(Model.Id, 1, 0);
        await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => model.AskAsync(Question, TestContext.Current.CancellationToken)));
        Assert.InRange(host.MostInFlight, 4, 8);
    }

    /// <summary>Time-outs are long: the clock of these tests jumps.</summary>
    private static ModelSettings Patient { get; } =
        Model with
        {
            Limits = new ModelLimits { Tries = 5 },
            Timeouts = new ModelTimeouts
            {
                FirstToken = TimeSpan.FromDays(1),
                BetweenTokens = TimeSpan.FromDays(1),
                Total = TimeSpan.FromDays(1),
            },
        };

    private static async Task UntilAsync(Func<bool> reached, Action? meanwhile = null)
    {
        for (var looks = 0; !reached(); looks++)
        {
            Assert.True(looks < 6000, "waited for a minute");
            meanwhile?.Invoke();
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }
}
