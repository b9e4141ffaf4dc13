using Microsoft.Extensions.Time.Testing;
using Showdown.Domain;
using Showdown.Models;
using static Showdown.Tests.Models.Asking;

namespace Showdown.Tests.Models;

/// <summary>What hosts do wrong: the kind of failure, and how often they were asked.</summary>
[Trait("Category", "Chaos")]
public sealed class HostFaultTests
{
    private const string FullDocument = """{"choices":[{"message":{"content":"42"},"finish_reason":"stop"}]}""";

    private static readonly Dictionary<string, Func<Answer, Task>> _faults = new()
    {
        ["html page with 200"] = a => a.DocumentAsync("<!doctype html><h1>Welcome</h1>", type: "text/html"),
        ["html page that calls itself a stream"] = a => a.DocumentAsync("<!doctype html>\n<h1>Welcome</h1>\n", type: "text/event-stream"),
        ["no content at all"] = a => a.DocumentAsync("", type: "text/event-stream"),
        ["not json"] = a => a.DocumentAsync("<oops>"),
        ["half a document"] = a => a.DocumentAsync(FullDocument[..40]),
        ["json without choices"] = a => a.DocumentAsync("""{"ok":true}"""),
        ["json that is no object"] = a => a.DocumentAsync("[1]"),
        ["malformed json in the stream"] = a => a.StreamAsync(Answer.Text("4"), """{"choices":[{"delta":{"content":"2""", Answer.Finish),
        ["not http"] = async a =>
        {
            await a.RawAsync("SSH-2.0-OpenSSH_9.2\r\n\r\n");
            a.Close();
        },
        ["error object with 200"] = a => a.DocumentAsync("""{"error":{"message":"upstream is busy","code":503}}"""),
        ["error frame"] = a => a.StreamAsync(Answer.Text("4"), """{"error":{"message":"boom"}}"""),
        ["error frame that is a text"] = a => a.StreamAsync("""{"error":"boom"}"""),
        ["error frame with a limit's code"] = a =>
            a.StreamAsync(Answer.Text("4"), """{"error":{"message":"slow down","code":429},"choices":[{"delta":{},"finish_reason":"error"}]}"""),
        ["error frame about the key"] = a => a.StreamAsync("""{"error":{"message":"Incorrect API key provided","type":"invalid_request_error"}}"""),
        ["error frame about the request"] = a => a.StreamAsync("""{"error":{"message":"top_k is not supported","type":"invalid_request_error"}}"""),
        ["error event"] = a =>
            a.RawAsync(
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 45\r\n\r\nevent: error\ndata: {\"message\":\"overloaded\"}\n\n"
            ),
        ["finish reason error"] = a => a.StreamAsync(Answer.Text("4"), """{"choices":[{"delta":{},"finish_reason":"error"}]}"""),
        ["an unknown finish reason"] = a => a.StreamAsync(Answer.Text("4"), """{"choices":[{"delta":{},"finish_reason":"network_error"}]}"""),
        ["clean end in the middle"] = async a =>
        {
            await a.BeginStreamAsync(Answer.Text("4"));
            await a.EndAsync();
        },
        ["closed in the middle"] = async a =>
        {
            await a.BeginStreamAsync(Answer.Text("4"));
            a.Close();
        },
        ["closed before the first byte"] = a =>
        {
            a.Close();
            return Task.CompletedTask;
        },
        ["reset before the first byte"] = a => a.ResetAsync(),
        ["reset in the middle"] = async a =>
        {
            await a.BeginStreamAsync(Answer.Text("4"));
            await a.ResetAsync();
        },
        ["empty answer"] = a => a.StreamAsync(Answer.Finish),
        ["blank answer"] = a => a.StreamAsync(Answer.Text(" \n"), Answer.Finish),
        ["withheld in the middle"] = a => a.StreamAsync(Answer.Text("4"), """{"choices":[{"delta":{},"finish_reason":"content_filter"}]}"""),
        ["withheld"] = a => a.StreamAsync("""{"choices":[{"delta":{},"finish_reason":"content_filter"}]}"""),
        ["400"] = a => a.DocumentAsync("""{"error":{"message":"temperature must be 0.6","param":"temperature"}}""", 400),
        ["400 context"] = a =>
            a.DocumentAsync("""{"error":{"message":"This model's maximum context length is 8192 tokens.","code":"context_length_exceeded"}}""", 400),
        ["400 context, vLLM"] = a =>
            a.DocumentAsync(
                """{"object":"error","message":"The decoder prompt (length 9000) is longer than the maximum model length of 8192. Make sure that max_model_len is no smaller","code":400}""",
                400
            ),
        ["400 context, llama.cpp"] = a =>
            a.DocumentAsync(
                """{"error":{"code":400,"message":"the request exceeds the available context size, try increasing it","type":"exceed_context_size_error"}}""",
                400
            ),
        ["400 filter"] = a => a.DocumentAsync("""{"error":{"message":"The response was filtered","code":"content_filter"}}""", 400),
        ["400 model"] = a => a.DocumentAsync("""{"error":{"message":"vendor/model-1 is not a valid model ID","code":400}}""", 400),
        ["402 that passes"] = a =>
            a.DocumentAsync("""{"error":{"message":"Insufficient balance for current in-flight requests. Retry after they settle."}}""", 402),
        ["400 of a provider, limit"] = a =>
            a.DocumentAsync(
                """{"error":{"message":"Provider returned error","code":400,"metadata":{"raw":"{\"error\":{\"message\":\"Rate limit reached\"}}","provider_name":"X"}}}""",
                400
            ),
        ["400 of a provider, stumble"] = a =>
            a.DocumentAsync(
                """{"error":{"message":"Provider returned error","code":400,"metadata":{"raw":"The stream was closed by the upstream"}}}""",
                400
            ),
        ["400 of a provider, code"] = a =>
            a.DocumentAsync(
                """{"error":{"message":"Provider returned error","code":400,"metadata":{"raw":{"error":{"message":"try later","code":503}}}}}""",
                400
            ),
        ["400 context, Moonshot"] = a =>
            a.DocumentAsync("""{"error":{"message":"Invalid request: Your request exceeded model token limit: 131072"}}""", 400),
        ["400 context, xAI"] = a =>
            a.DocumentAsync(
                """{"code":"Client specified an invalid argument","error":"This model's maximum prompt length is 131072 but the request contains 140000 tokens."}""",
                400
            ),
        ["400 context, Anthropic"] = a =>
            a.DocumentAsync(
                """{"type":"error","error":{"type":"invalid_request_error","message":"input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000"}}""",
                400
            ),
        ["400 context, Gemini"] = a =>
            a.DocumentAsync(
                """[{"error":{"code":400,"message":"The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).","status":"INVALID_ARGUMENT"}}]""",
                400
            ),
        ["413 tokens a minute"] = a =>
            a.DocumentAsync(
                """{"error":{"message":"Request too large for model on tokens per minute (TPM): Limit 6000, Requested 9000","code":"rate_limit_exceeded"}}""",
                413
            ),
        ["500 parameter"] = a =>
            a.DocumentAsync("""{"error":{"message":"Unsupported parameter: 'temperature' is not supported with this model."}}""", 500),
        ["error frame about a parameter"] = a => a.StreamAsync("""{"error":{"message":"Unsupported value: 'temperature' does not support 0.6"}}"""),
        ["code and message with 200"] = a => a.DocumentAsync("""{"code":503,"message":"model is loading"}"""),
        ["code and message in the stream"] = a => a.StreamAsync("""{"code":"429","message":"slow down"}"""),
        ["base_resp with 200"] = a => a.DocumentAsync("""{"choices":null,"base_resp":{"status_code":1002,"status_msg":"rate limit"}}"""),
        ["list of errors with 200"] = a =>
            a.DocumentAsync("""[{"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}}]"""),
        ["error that calls itself a stream"] = a => a.DocumentAsync("""{"error":{"message":"busy","code":503}}""", type: "text/event-stream"),
        ["420"] = a => a.DocumentAsync("", 420),
        ["504"] = a => a.DocumentAsync("", 504),
        ["524"] = a => a.DocumentAsync("<html>A timeout occurred</html>", 524, "text/html"),
        ["401"] = a => a.DocumentAsync("""{"error":{"message":"Incorrect API key"}}""", 401),
        ["402"] = a => a.DocumentAsync("""{"error":{"message":"Insufficient credits"}}""", 402),
        ["403"] = a => a.DocumentAsync("Forbidden", 403, "text/plain"),
        ["404"] = a => a.DocumentAsync("""{"detail":"Not Found"}""", 404),
        ["408"] = a => a.DocumentAsync("", 408),
        ["413"] = a => a.DocumentAsync("<h1>Payload too large</h1>", 413, "text/html"),
        ["422"] = a => a.DocumentAsync("""{"detail":[{"loc":["body","top_k"],"msg":"extra fields not permitted"}]}""", 422),
        ["429"] = a => a.DocumentAsync("""{"error":{"message":"Rate limit reached"}}""", 429, headers: "Retry-After: 0\r\n"),
        ["429 quota"] = a => a.DocumentAsync("""{"error":{"message":"You exceeded your current quota","code":"insufficient_quota"}}""", 429),
        ["429 come back tomorrow"] = a => a.DocumentAsync("""{"error":{"message":"Daily limit"}}""", 429, headers: "Retry-After: 86400\r\n"),
        ["500"] = a => a.DocumentAsync("Internal Server Error", 500, "text/plain"),
        ["502"] = a => a.DocumentAsync("<h1>Bad gateway</h1>", 502, "text/html"),
        ["503"] = a => a.DocumentAsync("""{"error":{"message":"loading model"}}""", 503),
        ["529"] = a => a.DocumentAsync("""{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", 529),
        ["301"] = a => a.DocumentAsync("", 301, headers: "Location: https://elsewhere.example/v1?key=secret\r\n"),
    };

    [Theory]
    [InlineData("html page with 200", FailureKind.MalformedReply, 3, 200)]
    [InlineData("html page that calls itself a stream", FailureKind.MalformedReply, 3, 200)]
    [InlineData("no content at all", FailureKind.MalformedReply, 3, 200)]
    [InlineData("not json", FailureKind.MalformedReply, 3, 200)]
    [InlineData("half a document", FailureKind.MalformedReply, 3, null)]
    [InlineData("json without choices", FailureKind.MalformedReply, 3, 200)]
    [InlineData("json that is no object", FailureKind.MalformedReply, 3, null)]
    [InlineData("malformed json in the stream", FailureKind.MalformedReply, 3, null)]
    [InlineData("not http", FailureKind.MalformedReply, 3, null)]
    [InlineData("error object with 200", FailureKind.ServerError, 3, 503)]
    [InlineData("error frame", FailureKind.ServerError, 3, null)]
    [InlineData("error frame that is a text", FailureKind.ServerError, 3, null)]
    [InlineData("error frame with a limit's code", FailureKind.RateLimited, 3, 429)]
    [InlineData("error frame about the key", FailureKind.Unauthorized, 1, null)]
    [InlineData("error frame about the request", FailureKind.BadRequest, 1, null)]
    [InlineData("error event", FailureKind.ServerError, 3, null)]
    [InlineData("finish reason error", FailureKind.ServerError, 3, null)]
    [InlineData("an unknown finish reason", FailureKind.ServerError, 3, null)]
    [InlineData("clean end in the middle", FailureKind.BrokenStream, 3, null)]
    [InlineData("closed in the middle", FailureKind.BrokenStream, 3, null)]
    [InlineData("closed before the first byte", FailureKind.BrokenStream, 3, null)]
    [InlineData("reset before the first byte", FailureKind.Connection, 3, null)]
    [InlineData("reset in the middle", FailureKind.Connection, 3, null)]
    [InlineData("empty answer", FailureKind.EmptyReply, 3, null)]
    [InlineData("blank answer", FailureKind.EmptyReply, 3, null)]
    [InlineData("withheld", FailureKind.ContentFilter, 1, null)]
    [InlineData("withheld in the middle", FailureKind.ContentFilter, 1, null)]
    [InlineData("400", FailureKind.BadRequest, 1, 400)]
    [InlineData("400 context", FailureKind.ContextTooLong, 1, 400)]
    [InlineData("400 context, vLLM", FailureKind.ContextTooLong, 1, 400)]
    [InlineData("400 context, llama.cpp", FailureKind.ContextTooLong, 1, 400)]
    [InlineData("400 filter", FailureKind.ContentFilter, 1, 400)]
    [InlineData("400 model", FailureKind.NotFound, 1, 400)]
    [InlineData("402 that passes", FailureKind.RateLimited, 3, 402)]
    [InlineData("400 of a provider, limit", FailureKind.RateLimited, 3, 400)]
    [InlineData("400 of a provider, stumble", FailureKind.ServerError, 3, 400)]
    [InlineData("400 of a provider, code", FailureKind.ServerError, 3, 400)]
    [InlineData("400 context, Moonshot", FailureKind.ContextTooLong, 1, 400)]
    [InlineData("400 context, xAI", FailureKind.ContextTooLong, 1, 400)]
    [InlineData("400 context, Anthropic", FailureKind.ContextTooLong, 1, 400)]
    [InlineData("400 context, Gemini", FailureKind.ContextTooLong, 1, 400)]
    [InlineData("413 tokens a minute", FailureKind.RateLimited, 3, 413)]
    [InlineData("500 parameter", FailureKind.BadRequest, 1, 500)]
    [InlineData("error frame about a parameter", FailureKind.BadRequest, 1, null)]
    [InlineData("code and message with 200", FailureKind.ServerError, 3, 503)]
    [InlineData("code and message in the stream", FailureKind.RateLimited, 3, 429)]
    [InlineData("base_resp with 200", FailureKind.RateLimited, 3, 429)]
    [InlineData("list of errors with 200", FailureKind.ServerError, 3, 503)]
    [InlineData("error that calls itself a stream", FailureKind.ServerError, 3, 503)]
    [InlineData("420", FailureKind.RateLimited, 3, 420)]
    [InlineData("504", FailureKind.Timeout, 3, 504)]
    [InlineData("524", FailureKind.Timeout, 3, 524)]
    [InlineData("401", FailureKind.Unauthorized, 1, 401)]
    [InlineData("402", FailureKind.Unauthorized, 1, 402)]
    [InlineData("403", FailureKind.Unauthorized, 1, 403)]
    [InlineData("404", FailureKind.NotFound, 1, 404)]
    [InlineData("408", FailureKind.Timeout, 3, 408)]
    [InlineData("413", FailureKind.ContextTooLong, 1, 413)]
    [InlineData("422", FailureKind.BadRequest, 1, 422)]
    [InlineData("429", FailureKind.RateLimited, 3, 429)]
    [InlineData("429 quota", FailureKind.RateLimited, 1, 429)]
    [InlineData("429 come back tomorrow", FailureKind.RateLimited, 1, 429)]
    [InlineData("500", FailureKind.ServerError, 3, 500)]
    [InlineData("502", FailureKind.ServerError, 3, 502)]
    [InlineData("503", FailureKind.ServerError, 3, 503)]
    [InlineData("529", FailureKind.ServerError, 3, 529)]
    [InlineData("301", FailureKind.BadRequest, 1, 301)]
    public async Task Fault_IsTypedFailure_AfterAsManyTriesAsMakeSense(string fault, FailureKind kind, int requests, int? status)
    {
        await using var host = ScriptedHost.Always(_faults[fault]);
        var reply = Assert.IsType<Reply.Failed>(await AskAsync(host));
        Assert.Equal((kind, status), (reply.Failure.Kind, reply.Failure.Status));
        Assert.Equal((requests, requests), (host.Requests, reply.Timings.Tries));
        Assert.DoesNotContain('\n', reply.Failure.Message);
        Assert.DoesNotContain("secret", reply.Failure.Message);
    }

    public static TheoryData<string> PassingFaults =>
        [
            .. _faults.Keys.Where(f =>
                !f.StartsWith("error frame about", StringComparison.Ordinal)
                && f is not ("withheld" or "withheld in the middle" or "429 quota" or "429 come back tomorrow" or "301")
                && (f[0] is not ('4' or '5') || f is "429" or "408" or "500" or "502" or "503" or "529" or "402 that passes")
            ),
        ];

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task Fault_IsForgotten_WhenTheNextTrySucceeds(string fault)
    {
        await using var host = new ScriptedHost((n, a) => n == 1 ? _faults[fault](a) : a.StreamAsync(Answer.Text("42"), Answer.Finish));
        var completion = Completed(await AskAsync(host));
        Assert.Equal(("42", 2, 2), (completion.Text, completion.Timings.Tries, host.Requests));
    }

    [Fact]
    public async Task NobodyListening_IsAConnectionFailure()
    {
        Uri gone;
        await using (var host = ScriptedHost.Always(a => a.HangAsync()))
            gone = host.Endpoint;
        await using var model = Connect(gone);
        Assert.Equal(FailureKind.Connection, Failed(await model.AskAsync(Question, TestContext.Current.CancellationToken)).Kind);
    }

    [Theory]
    [InlineData("hang before the headers", "sent no token")]
    [InlineData("hang after the headers", "sent no token")]
    [InlineData("comments for ever", "sent no token")]
    [InlineData("a byte of the headers now and then", "sent no token")]
    [InlineData("a byte of the first token now and then", "sent no token")]
    [InlineData("silence after a token", "went silent")]
    [InlineData("a byte of the second token now and then", "went silent")]
    [InlineData("tokens for ever", "did not finish")]
    public async Task LateHost_EndsInItsTimeout(string behaviour, string message)
    {
        await using var host = ScriptedHost.Always(async a =>
        {
            if (behaviour == "a byte of the headers now and then")
                await DribbleAsync(a, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX-Padding: " + new string('x', 10_000));
            if (behaviour != "hang before the headers")
                await a.BeginStreamAsync(behaviour is "silence after a token" or "a byte of the second token now and then" ? [Answer.Text("4")] : []);
            if (behaviour.StartsWith("a byte of", StringComparison.Ordinal))
                await DribbleAsync(a, $"fffff\r\ndata: {Answer.Text(new string('2', 10_000))}");
            while (behaviour is "comments for ever" or "tokens for ever")
            {
                await a.RawAsync(behaviour == "comments for ever" ? "3\r\n:\n\n\r\n" : "");
                await (behaviour == "tokens for ever" ? a.MoreAsync(Answer.Text("4")) : Task.CompletedTask);
                await Task.Delay(20, a.Stop);
            }

            await a.HangAsync();
        });
        static async Task DribbleAsync(Answer answer, string text)
        {
            foreach (var letter in text)
            {
                await answer.RawAsync($"{letter}");
                await Task.Delay(20, answer.Stop);
            }
        }

        var (soon, late) = (TimeSpan.FromSeconds(10), TimeSpan.FromHours(10));
        var time = new FakeTimeProvider();
        var settings = Model with
        {
            Limits = new ModelLimits { Tries = 2 },
            Timeouts = new ModelTimeouts
            {
                FirstToken = message == "sent no token" ? soon : late,
                BetweenTokens = message == "went silent" ? soon : late,
                Total = message == "did not finish" ? soon : late,
            },
        };
        await using var model = new ChatModels(
            Options with
            {
                Time = time,
                FirstPause = TimeSpan.FromSeconds(1),
                LongestPause = TimeSpan.FromSeconds(60),
            }
        ).Create(settings, host.Endpoint);
        var asking = model.AskAsync(Question, TestContext.Current.CancellationToken);
        for (var tried = 1; tried <= 2; tried++)
        {
            // Until the request is there, only so much time passes as the pause before a retry takes.
            await UntilAsync(() => host.Requests == tried, () => time.Advance(TimeSpan.FromMilliseconds(50)));
            await Task.Delay(200, TestContext.Current.CancellationToken); // for a token to arrive
            time.Advance(soon + TimeSpan.FromSeconds(1));
        }

        await UntilAsync(() => asking.IsCompleted, () => time.Advance(soon + TimeSpan.FromSeconds(1)));
        var failure = Failed(await asking);
        Assert.Equal(FailureKind.Timeout, failure.Kind);
        Assert.Contains(message, failure.Message);
        Assert.Equal(2, host.Requests);
    }

    [Theory]
    [InlineData("seconds")]
    [InlineData("date")]
    public async Task RetryAfter_IsHonoured_InBothForms(string form)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 6, 29, 2, 0, 0, TimeSpan.Zero));
        var header = form == "seconds" ? "Retry-After: 300" : "Retry-After: Mon, 29 Jun 2026 02:05:00 GMT";
        await using var host = new ScriptedHost(
            (n, a) => n == 1 ? a.DocumentAsync("{}", 429, headers: header + "\r\n") : a.StreamAsync(Answer.Text("42"), Answer.Finish)
        );
        var patient = new ModelTimeouts
        {
            FirstToken = TimeSpan.FromDays(1),
            BetweenTokens = TimeSpan.FromDays(1),
            Total = TimeSpan.FromDays(1),
        };
        await using var model = new ChatModels(
            Options with
            {
                Time = time,
                FirstPause = TimeSpan.FromSeconds(1),
                LongestPause = TimeSpan.FromSeconds(60),
            }
        ).Create(Model with { Timeouts = patient }, host.Endpoint);
        var asking = model.AskAsync(Question, TestContext.Current.CancellationToken);
        await UntilAsync(() => host.Requests == 1, () => { });
        await UntilAsync(() => asking.IsCompleted, () => time.Advance(TimeSpan.FromSeconds(5)));
        Assert.InRange(Completed(await asking).Timings.Retrying, TimeSpan.FromSeconds(295), TimeSpan.FromSeconds(500));
    }

    [Fact]
    public async Task GivingUp_IsAnException_AndFreesThePlace()
    {
        await using var host = new ScriptedHost((n, a) => n == 1 ? a.HangAsync() : a.StreamAsync(Answer.Text("42"), Answer.Finish));
        await using var model = Connect(host.Endpoint, Model with { Limits = new ModelLimits { Concurrency = 1 } });
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => model.AskAsync(Question, patience.Token));
        Assert.Equal("42", Completed(await model.AskAsync(Question, TestContext.Current.CancellationToken)).Text);
    }

    private static async Task UntilAsync(Func<bool> reached, Action meanwhile)
    {
        for (var looks = 0; !reached(); looks++)
        {
            Assert.True(looks < 6000, "waited for a minute");
            meanwhile();
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
