using System.Diagnostics;
using Showdown.Domain;
using Showdown.Models.Replies;
using Showdown.Models.Wire;
using static Showdown.Tests.Models.Asking;

namespace Showdown.Tests.Models;

/// <summary>What a host may send at most, and what of it leaves this program.</summary>
[Trait("Category", "Chaos")]
public sealed class BoundsTests
{
    private const string Key = "sk-live-0123456789abcdef";

    private static readonly ModelRequest _capped = Question with { Sampling = new Sampling { MaxOutputTokens = 100 } };

    [Fact]
    public async Task Reply_ThatGoesOnForEver_IsCut_AndSaysSo()
    {
        var sent = 0;
        await using var host = ScriptedHost.Always(async a =>
        {
            await a.BeginStreamAsync();
            for (; sent < 20_000; sent++)
                await a.MoreAsync(Answer.Text(new string('x', 2000)));
        });
        var completion = Completed(await AskAsync(host, request: _capped));
        Assert.Equal((FinishReason.Length, 1), (completion.FinishReason, host.Requests));
        Assert.InRange(completion.Text.Length, 10_000, 25_000);
        Assert.StartsWith("cut by showdown", completion.RawFinishReason);
        Assert.True(sent < 20_000, "the request was not ended");
    }

    [Theory]
    [InlineData("one event", 1)]
    [InlineData("fields nobody asked for", 3000)]
    public async Task Reply_OfMoreBytesThanAnyReplyHas_IsMalformed(string kind, int events)
    {
        await using var host = ScriptedHost.Always(async a =>
        {
            await a.BeginStreamAsync();
            for (var i = 0; i < events; i++)
                await a.MoreAsync(
                    $$$"""{"padding":"{{{new string('x', kind == "one event" ? 3_000_000 : 1000)}}}","choices":[{"delta":{"content":"4"}}]}"""
                );
            await a.MoreAsync(Answer.Finish);
        });
        var failure = Failed(await AskAsync(host, Model with { Limits = new ModelLimits { Tries = 1 } }, _capped));
        Assert.Equal(FailureKind.MalformedReply, failure.Kind);
        Assert.Contains("MiB", failure.Message);
    }

    [Fact]
    public async Task NamesAndFingerprints_AreShort()
    {
        var megabyte = new string('n', 500_000);
        await using var host = ScriptedHost.Always(a =>
            a.StreamAsync(
                $$"""{"model":"{{megabyte}}","system_fingerprint":"{{megabyte}}","provider":"{{megabyte}}","choices":[{"delta":{"content":"42"},"finish_reason":"stop"}]}"""
            )
        );
        var completion = Completed(await AskAsync(host));
        Assert.All(new[] { completion.ServedModel, completion.SystemFingerprint, completion.Provider }, fact => Assert.Equal(201, fact!.Length));
    }

    [Theory]
    [InlineData("openai", "refusal")]
    [InlineData("openai", "frame")]
    [InlineData("openai", "reply")]
    [InlineData("openai", "split")]
    [InlineData("anthropic", "refusal")]
    [InlineData("anthropic", "frame")]
    [InlineData("ollama", "refusal")]
    [InlineData("ollama", "frame")]
    [InlineData("ollama", "reply")]
    public async Task Key_NeverComesBack_WhateverTheHostDoesWithIt(string connector, string where)
    {
        Environment.SetEnvironmentVariable("SHOWDOWN_TEST_KEY_BOUNDS", Key);
        var far = new string('a', 258); // the key lies where messages are cut
        await using var host = ScriptedHost.Always(a =>
            (where, connector) switch
            {
                ("refusal", _) => a.DocumentAsync($$$"""{"error":{"message":"{{{far}}} {{{Key}}}"}}""", 401),
                ("frame", "openai") => a.StreamAsync($$$"""{"error":{"message":"key {{{Key}}} is wrong","type":"authentication_error"}}"""),
                ("frame", "anthropic") => a.RawAsync(
                    Event($$$"""{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key {{{Key}}}"}}""")
                ),
                ("frame", _) => a.DocumentAsync($$"""{"error":"key {{Key}}"}""" + "\n", type: "application/x-ndjson"),
                ("reply", "openai") => a.StreamAsync(
                    $$"""{"model":"{{Key}}","system_fingerprint":"{{Key}}","provider":"{{Key}}","choices":[{"delta":{"content":"{{Key}}","reasoning":"{{Key}}"},"finish_reason":"stop"}]}"""
                ),
                ("split", _) => a.StreamAsync(Answer.Text("it is " + Key[..9]), Answer.Text(Key[9..] + "!"), Answer.Finish),
                _ => a.DocumentAsync(
                    $$$"""{"model":"{{{Key}}}","message":{"content":"{{{Key}}}","thinking":"{{{Key}}}"},"done":true,"done_reason":"stop"}""" + "\n",
                    type: "application/x-ndjson"
                ),
            }
        );
        var settings = Model with
        {
            Connector = Connectors.Find(connector)!.Value,
            ApiKey = "${SHOWDOWN_TEST_KEY_BOUNDS}",
            Limits = new ModelLimits { Tries = 1 },
        };
        var reply = await AskAsync(host, settings);
        var text = reply is Reply.Completed { Completion: var c } ? $"{c}" : $"{reply}";
        Assert.DoesNotContain(Key[..12], text);
        Assert.Contains("***", text);

        static string Event(string data) =>
            $"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: {data.Length + 21}\r\n\r\nevent: error\ndata: {data}\n\n";
    }

    [Theory]
    [InlineData(
        "The proxy tunnel request to proxy 'http://bob:hush%20hush@127.0.0.1:3128/' failed",
        "The proxy tunnel request to proxy 'http://***@127.0.0.1:3128/' failed"
    )]
    [InlineData("moved to https://only-a-token@h.test/v1", "moved to https://***@h.test/v1")]
    [InlineData("see https://h.test/@me and write to me@h.test", "see https://h.test/@me and write to me@h.test")]
    public void NamesInAddresses_AreHidden(string said, string shown) => Assert.Equal(shown, HostErrors.OneLine(said));

    [Theory]
    [InlineData("none", "the answer is none of them")]
    [InlineData("ollama", "an ollama")]
    public void ShortWords_AreNoSecrets(string key, string text) => Assert.Equal(text, new KeyMask(key).Hide(text));

    [Fact]
    public void Counting_IsLinear_AndBounded()
    {
        var words = string.Concat(Enumerable.Repeat("The quick brown fox, 12 dogs. ", 50));
        Assert.Equal(TokenCounter.Count(words) * 2.0, TokenCounter.Count(words + words), 2.0);
        var watch = Stopwatch.StartNew();
        Assert.InRange(TokenCounter.Count(new string('-', 200_000)), 500, 200_000);
        Assert.InRange(TokenCounter.Count(new string('x', 5_000_000)), 100_000, 5_000_000);
        Assert.InRange(TokenCounter.Count(string.Concat(Enumerable.Repeat("😀", 100_000))), 50_000, 400_000);
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), $"{watch.Elapsed}"); // it was 15 s for the first and endless for the second
    }
}
