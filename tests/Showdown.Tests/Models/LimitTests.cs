using Showdown.Domain;
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
        await using var model = Connect(host.Endpoint, Model with { Limits = new ModelLimits { RequestsPerMinute = 600 } });
        var replies = await Task.WhenAll(Enumerable.Range(0, 15).Select(_ => model.AskAsync(Question, TestContext.Current.CancellationToken)));
        // Ten may go at once, then ten a second: the last of fifteen waits for almost half a second.
        Assert.True(replies.Max(r => Completed(r).Timings.Queued) > TimeSpan.FromMilliseconds(250));
    }

    [Fact]
    public async Task TokensPerMinute_CountWhatRepliesTook()
    {
        await using var host = ScriptedHost.Always(a => a.StreamAsync(Answer.Text("42"), Answer.Finish, """{"choices":[],"usage":{"prompt_tokens":900,"completion_tokens":100}}"""));
        await using var model = Connect(host.Endpoint, Model with { Limits = new ModelLimits { TokensPerMinute = 60_000 } });
        var request = Question with { Sampling = new Sampling { MaxOutputTokens = 10 } };
        var queued = TimeSpan.Zero;
        for (var i = 0; i < 12; i++)
            queued += Completed(await model.AskAsync(request, TestContext.Current.CancellationToken)).Timings.Queued;
        // 10,000 may go at once, then 1,000 a second: the last two replies' worth has to be waited for.
        Assert.True(queued > TimeSpan.FromMilliseconds(500), $"waited {queued}");
    }
}
