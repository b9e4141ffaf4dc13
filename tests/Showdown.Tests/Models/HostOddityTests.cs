using System.IO.Compression;
using System.Text;
using Showdown.Domain;
using static Showdown.Tests.Models.Asking;

namespace Showdown.Tests.Models;

/// <summary>Good replies in odd clothes, and what is no answer although it looks like one.</summary>
[Trait("Category", "Chaos")]
public sealed class HostOddityTests
{
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n";

    [Theory]
    [InlineData(
        "comments and CRLF",
        ": hello\r\ndata: {\"choices\":[{\"delta\":{\"content\":\"42\"},\"finish_reason\":\"stop\"}]}\r\n\r\ndata: [DONE]\r\n\r\n"
    )]
    [InlineData("no space after data:", "data:{\"choices\":[{\"delta\":{\"content\":\"42\"},\"finish_reason\":\"stop\"}]}\n\ndata:[DONE]\n\n")]
    [InlineData(
        "no blank line at the end",
        "data: {\"choices\":[{\"delta\":{\"content\":\"4\"}}]}\n\ndata: {\"choices\":[{\"delta\":{\"content\":\"2\"},\"finish_reason\":\"stop\"}]}"
    )]
    [InlineData("one line feed at the end", "data: {\"choices\":[{\"delta\":{\"content\":\"42\"},\"finish_reason\":\"stop\"}]}\n")]
    [InlineData(
        "ids and retries",
        "id: 1\nretry: 3000\nevent: message\ndata: {\"choices\":[{\"delta\":{\"content\":\"42\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"
    )]
    [InlineData("a BOM before the stream", "\uFEFFdata: {\"choices\":[{\"delta\":{\"content\":\"42\"},\"finish_reason\":\"stop\"}]}\n\n")]
    [InlineData("a document that calls itself a stream", "{\"choices\":[{\"message\":{\"content\":\"42\"},\"finish_reason\":\"stop\"}]}")]
    [InlineData("a BOM before the document", "\uFEFF{\"choices\":[{\"message\":{\"content\":\"42\"},\"finish_reason\":\"stop\"}]}")]
    [InlineData(
        "the whole message once more at the end",
        "data: {\"choices\":[{\"delta\":{\"content\":\"42\"}}]}\n\ndata: {\"choices\":[{\"delta\":{},\"message\":{\"content\":\"42\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"
    )]
    [InlineData(
        "messages in place of deltas",
        "data: {\"choices\":[{\"message\":{\"content\":\"4\"}}]}\n\ndata: {\"choices\":[{\"message\":{\"content\":\"2\"},\"finish_reason\":\"stop\"}]}\n\n"
    )]
    [InlineData(
        "infinite logprobs",
        "data: {\"choices\":[{\"delta\":{\"content\":\"42\"},\"logprobs\":{\"content\":[{\"logprob\":-Infinity},{\"logprob\":NaN}]},\"finish_reason\":\"stop\"}]}\n\n"
    )]
    [InlineData("a tab in a string", "data: {\"id\":\"a\tb\",\"choices\":[{\"delta\":{\"content\":\"42\"},\"finish_reason\":\"stop\"}]}\n\n")]
    [InlineData("trailing commas", "data: {\"choices\":[{\"delta\":{\"content\":\"42\",},\"finish_reason\":\"stop\",}],}\n\n")]
    [InlineData(
        "roles, empty choices and nulls",
        "data: {\"choices\":[],\"prompt_filter_results\":[]}\n\ndata: {\"choices\":[{\"delta\":{\"role\":\"assistant\"},\"finish_reason\":null}]}\n\ndata: {\"choices\":[{\"delta\":{\"content\":\"42\",\"tool_calls\":null},\"finish_reason\":null}]}\n\ndata: [DONE]\n\n"
    )]
    [InlineData(
        "MiniMax says that all went well",
        "data: {\"choices\":[{\"delta\":{\"content\":\"42\"},\"finish_reason\":\"stop\"}],\"base_resp\":{\"status_code\":0,\"status_msg\":\"success\"}}\n\n"
    )]
    [InlineData(
        "a message beside the last usage",
        "data: {\"choices\":[{\"delta\":{\"content\":\"42\"},\"finish_reason\":\"stop\"}]}\n\ndata: {\"code\":200,\"message\":\"ok\"}\n\ndata: [DONE]\n\n"
    )]
    public async Task Reply_IsTaken_HoweverItIsWrapped(string oddity, string body)
    {
        await using var host = ScriptedHost.Always(a => a.RawAsync($"{Head}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"));
        var completion = Completed(await AskAsync(host));
        Assert.True((completion.Text, host.Requests) == ("42", 1), $"{oddity}: {completion.Text}");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    public async Task Stream_IsTold_WhateverItCallsItself(string type)
    {
        const string body = "data: {\"choices\":[{\"delta\":{\"content\":\"42\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
        await using var host = ScriptedHost.Always(a => a.DocumentAsync(body, type: type));
        Assert.Equal("42", Completed(await AskAsync(host)).Text);
    }

    [Theory]
    [InlineData("gzip", true)]
    [InlineData("gzip", false)]
    [InlineData("br", true)]
    [InlineData("deflate", false)]
    public async Task CompressedReply_IsUnpacked_ThoughNobodyAskedForIt(string encoding, bool streams)
    {
        var body = streams
            ? "data: {\"choices\":[{\"delta\":{\"content\":\"42\"},\"finish_reason\":\"stop\"}]}\n\n"
            : """{"choices":[{"message":{"content":"42"},"finish_reason":"stop"}]}""";
        var packed = Pack(encoding, body);
        await using var host = ScriptedHost.Always(a =>
            a.BytesAsync(
                $"{(streams ? Head : "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n")}Content-Encoding: {encoding}\r\nContent-Length: {packed.Length}\r\n\r\n",
                packed
            )
        );
        Assert.Equal("42", Completed(await AskAsync(host)).Text);
    }

    [Fact]
    public async Task CompressedRefusal_IsRead()
    {
        var packed = Pack("gzip", """{"error":{"message":"no such key"}}""");
        await using var host = ScriptedHost.Always(a =>
            a.BytesAsync(
                $"HTTP/1.1 401 No\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: {packed.Length}\r\n\r\n",
                packed
            )
        );
        Assert.Contains("no such key", Failed(await AskAsync(host)).Message);
    }

    [Fact]
    public async Task Character_ThatComesInTwoHalves_IsOne()
    {
        await using var host = ScriptedHost.Always(a =>
            a.StreamAsync("""{"choices":[{"delta":{"content":"a\ud83d"}}]}""", """{"choices":[{"delta":{"content":"\ude00b"}}]}""", Answer.Finish)
        );
        Assert.Equal("a😀b", Completed(await AskAsync(host)).Text);
    }

    [Fact]
    public async Task Events_AreRead_WhereverThePacketsAreCut()
    {
        var bytes = Encoding.UTF8.GetBytes(
            "data: {\"choices\":[{\"delta\":{\"content\":\"é漢😀\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"
        );
        await using var host = ScriptedHost.Always(async a =>
        {
            await a.RawAsync($"{Head}Content-Length: {bytes.Length}\r\n\r\n");
            foreach (var letter in bytes)
                await a.BytesAsync("", [letter]);
        });
        Assert.Equal("é漢😀", Completed(await AskAsync(host)).Text);
    }

    [Fact]
    public async Task UsageOfNothing_DoesNotReplaceTheRealOne()
    {
        await using var host = ScriptedHost.Always(a =>
            a.StreamAsync(
                Answer.Text("42"),
                """{"choices":[{"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":11,"completion_tokens":5}}""",
                """{"choices":[],"usage":{"prompt_tokens":0,"completion_tokens":0}}"""
            )
        );
        var usage = Completed(await AskAsync(host)).Usage;
        Assert.Equal((11, 5, false), (usage.InputTokens, usage.OutputTokens, usage.Estimated));
    }

    [Theory]
    [InlineData("""{"content":"<think>on and on"}""", "{}", "on and on")]
    [InlineData("""{"reasoning":"hm"}""", "{}", "hm")]
    [InlineData("""{"content":null}""", """{"prompt_tokens":12,"completion_tokens":7}""", null)]
    [InlineData(
        """{"content":"","tool_calls":[{"function":{"name":"f","arguments":"{}"}}]}""",
        """{"prompt_tokens":12,"completion_tokens":7}""",
        null
    )]
    public async Task ModelsOwnSilence_IsAskedOnce_AndIsACompletion(string delta, string usage, string? reasoning)
    {
        await using var host = ScriptedHost.Always(a =>
            a.StreamAsync($$"""{"choices":[{"delta":{{delta}}}]}""", $$"""{"choices":[{"delta":{},"finish_reason":"stop"}],"usage":{{usage}}}""")
        );
        var completion = Completed(await AskAsync(host));
        var finish = completion.ToolCalls.Count > 0 ? FinishReason.ToolCalls : FinishReason.Stop;
        Assert.Equal(("", reasoning, finish, 1), (completion.Text, completion.Reasoning, completion.FinishReason, host.Requests));
        if (usage != "{}")
            Assert.Equal((12, 7), (completion.Usage.InputTokens, completion.Usage.OutputTokens));
    }

    [Theory]
    [InlineData("Retry-After: 3.5\r\n", "{}", 3.5)]
    [InlineData("Retry-After: 3s\r\n", "{}", 3.0)]
    [InlineData("Retry-After: 2m\r\n", "{}", 120.0)]
    [InlineData("retry-after-ms: 1500\r\n", "{}", 1.5)]
    [InlineData("", """{"error":{"message":"Rate limit reached. Please try again in 6.5s."}}""", 6.5)]
    [InlineData("", """{"error":{"message":"Please retry after 4 seconds."}}""", 4.0)]
    [InlineData("", """{"error":{"message":"try again in 1m30s"}}""", 90.0)]
    [InlineData("", """{"error":{"message":"try again in 250ms"}}""", 0.25)]
    [InlineData("", """[{"error":{"code":429,"message":"quota","details":[{"@type":"RetryInfo","retryDelay":"13s"}]}}]""", 13.0)]
    [InlineData("", """{"error":{"message":"slow down","retry_after":7}}""", 7.0)]
    [InlineData("", """{"error":{"message":"Limit of 60 requests per minute"}}""", null)]
    public async Task Wait_IsRead_FromHeadersAndBody(string headers, string body, double? seconds)
    {
        await using var host = ScriptedHost.Always(a => a.DocumentAsync(body, 429, headers: headers));
        using var http = new HttpClient();
        using var response = await http.PostAsync(host.Endpoint, new StringContent("{}"), TestContext.Current.CancellationToken);
        var refusal = await Showdown.Models.Http.Refusals.ReadAsync(response, "host", TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal((seconds, FailureKind.RateLimited), (refusal.RetryAfter?.TotalSeconds, refusal.Kind));
    }

    [Theory]
    [InlineData("""{"error":{"message":"temperature must be 1","param":"temperature"}}""", "temperature", "extra: { temperature: null }")]
    [InlineData(
        """{"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.","param":"max_tokens"}}""",
        "max_tokens",
        "output_cap_field: max_completion_tokens"
    )]
    [InlineData(
        """{"error":{"message":"max_tokens is too large: 100000. This model supports at most 16384 completion tokens"}}""",
        "max_tokens",
        "max_output_tokens"
    )]
    [InlineData(
        """{"detail":[{"loc":["body","stream_options"],"msg":"Extra inputs are not permitted"}]}""",
        "stream_options",
        "extra: { stream_options: null }"
    )]
    [InlineData("""{"error":{"message":"Unknown field \"top_k\""}}""", "top_k", "extra: { top_k: null }")]
    [InlineData("""{"error":{"message":"Provider returned error"}}""", null, "Provider returned error")]
    [InlineData("""{"error":{"message":"stop doing that"}}""", null, "stop doing that")]
    public async Task RefusedParameter_IsNamedWhereTheHostNamesIt_WithItsRemedy_AndNotSentAgain(string body, string? parameter, string says)
    {
        await using var host = ScriptedHost.Always(a => a.DocumentAsync(body, 400));
        var failure = Failed(await AskAsync(host));
        Assert.Equal((FailureKind.BadRequest, 1), (failure.Kind, host.Requests));
        Assert.Contains(says, failure.Message);
        Assert.Equal(parameter is not null, failure.Message.Contains($"refuses the parameter '{parameter}'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"temperature":null}""")]
    [InlineData("""{"stream_options":null}""")]
    public async Task NullInExtra_LeavesTheFieldOut(string extra)
    {
        await using var host = ScriptedHost.Always(a => a.StreamAsync(Answer.Text("42"), Answer.Finish));
        var settings = Model with { Extra = System.Text.Json.Nodes.JsonNode.Parse(extra)!.AsObject() };
        Completed(
            await AskAsync(
                host,
                settings,
                Question with
                {
                    Sampling = new Sampling { Temperature = 0.6, TopP = 0.9 },
                }
            )
        );
        Assert.True(host.Bodies.TryDequeue(out var body));
        Assert.DoesNotContain(extra[2..^7], body);
        Assert.Contains("top_p", body);
    }

    private static byte[] Pack(string encoding, string text)
    {
        using var packed = new MemoryStream();
        using (
            Stream packing = encoding switch
            {
                "br" => new BrotliStream(packed, CompressionLevel.Fastest),
                "deflate" => new ZLibStream(packed, CompressionLevel.Fastest),
                _ => new GZipStream(packed, CompressionLevel.Fastest),
            }
        )
            packing.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
