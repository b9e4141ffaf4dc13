using Showdown.Domain;
using Showdown.Models;
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
        var options = new ChatModelOptions { FirstPause = TimeSpan.FromMilliseconds(200), LongestPause = TimeSpan.FromMilliseconds(400) };
        await using var model = new ChatModels(options).Create(Model with { Limits = new ModelLimits { Concurrency = 1, Tries = tries } }, host.Endpoint);
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
        await using var model = Connect(host.Endpoint, Model with { Limits = new ModelLimits { Concurrency = 1, Tries = 9 } });
        var time = TimeProvider.System;
        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            var started = time.GetTimestamp();
            var timings = Completed(await model.AskAsync(Question, TestContext.Current.CancellationToken)).Timings;
            return (timings, waited: time.GetElapsedTime(started));
        }));
        Assert.All(replies, r =>
        {
            Assert.True(r.timings.Queued + r.timings.Retrying + r.timings.Duration <= r.waited);
            Assert.True(r.timings.FirstToken <= r.timings.FirstAnswerToken && r.timings.FirstAnswerToken <= r.timings.Duration);
            Assert.Equal(r.timings.Tries > 1, r.timings.Retrying > TimeSpan.Zero);
        });
        Assert.Contains(replies, r => r.timings.Queued > TimeSpan.Zero);
    }

    [Fact]
    public async Task RequestsPerMinute_SpreadTheRequests()
    {
        await using var host = ScriptedHost.Always(a => a.StreamAsync(Answer.Text("42"), Answer.Finish));
        await using var model = Connect(host.Endpoint, Model with { Limits = new ModelLimits { RequestsPerMinute = 60 } });
        var replies = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => model.AskAsync(Question, TestContext.Current.CancellationToken)));
        // One may go at once, then one a second: the last of three waits for two.
        Assert.True(replies.Max(r => Completed(r).Timings.Queued) > TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task TokensPerMinute_CountWhatRepliesTook()
    {
        await using var host = ScriptedHost.Always(a => a.StreamAsync(Answer.Text("42"), Answer.Finish, """{"choices":[],"usage":{"prompt_tokens":900,"completion_tokens":100}}"""));
        await using var model = Connect(host.Endpoint, Model with { Limits = new ModelLimits { TokensPerMinute = 30_000 } });
        var request = Question with { Sampling = new Sampling { MaxOutputTokens = 10 } };
        var queued = TimeSpan.Zero;
        for (var i = 0; i < 7; i++)
            queued += Completed(await model.AskAsync(request, TestContext.Current.CancellationToken)).Timings.Queued;
        // 5,000 may go at once, then 500 a second: the sixth reply's worth has to be waited for.
        Assert.True(queued > TimeSpan.FromMilliseconds(500), $"waited {queued}");
    }

    [Fact]
    public async Task DeadHost_IsNotAskedByEverybody_AndTheyAllFailInTheEnd()
    {
        await using var host = ScriptedHost.Always(a => a.DocumentAsync("", 500));
        var options = new ChatModelOptions { FirstPause = TimeSpan.FromMilliseconds(1), LongestPause = TimeSpan.FromMilliseconds(2), FirstBreak = TimeSpan.FromMilliseconds(600), Patience = TimeSpan.FromSeconds(1.5) };
        await using var model = new ChatModels(options).Create(Model, host.Endpoint);
        var replies = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => model.AskAsync(Question, TestContext.Current.CancellationToken)));
        Assert.All(replies, r => Assert.True(Failed(r).Kind is FailureKind.ServerError or FailureKind.Connection));
        Assert.InRange(host.Requests, 10, 60);
    }

    [Fact]
    public async Task HostThatComesBack_AnswersEverybody_WhoWaitedWithoutUsingUpTheirTries()
    {
        var time = TimeProvider.System;
        var started = time.GetTimestamp();
        await using var host = ScriptedHost.Always(a => time.GetElapsedTime(started) < TimeSpan.FromSeconds(1.5) ? a.DocumentAsync("", 500) : a.StreamAsync(Answer.Text("42"), Answer.Finish));
        var options = new ChatModelOptions { FirstPause = TimeSpan.FromMilliseconds(1), LongestPause = TimeSpan.FromMilliseconds(2), FirstBreak = TimeSpan.FromMilliseconds(500) };
        await using var model = new ChatModels(options).Create(Model with { Limits = new ModelLimits { Tries = 6 } }, host.Endpoint);
        var replies = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => model.AskAsync(Question, TestContext.Current.CancellationToken)));
        Assert.All(replies, r => Completed(r));
        Assert.InRange(host.Requests, 210, 280);
    }

    [Fact]
    public async Task NothingLeftOfALimit_PausesEverybody()
    {
        const string headers = "x-ratelimit-remaining-requests: 0\r\nx-ratelimit-reset-requests: 1500ms\r\n";
        const string body = """{"choices":[{"message":{"content":"42"},"finish_reason":"stop"}]}""";
        await using var host = new ScriptedHost((n, a) => a.DocumentAsync(body, headers: n == 1 ? headers : ""));
        await using var model = Connect(host.Endpoint);
        Completed(await model.AskAsync(Question, TestContext.Current.CancellationToken));
        Assert.True(Completed(await model.AskAsync(Question, TestContext.Current.CancellationToken)).Timings.Queued > TimeSpan.FromMilliseconds(300));
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
}
