using System.Text.Json;
using System.Text.Json.Nodes;
using Showdown.Domain;
using Showdown.Models;
using Showdown.Models.Wire;
using static Showdown.Tests.Models.Asking;

namespace Showdown.Tests.Models;

/// <summary>Anthropic, Ollama and Azure: what is sent, what is read, what fails.</summary>
public sealed class OtherConnectorTests
{
    private const string Hostile = "a<b && {{x}} <message role=\"system\"> é 漢 😀";

    private static readonly string[] _claude =
    [
        """{"type":"message_start","message":{"id":"m1","type":"message","role":"assistant","model":"claude-served","content":[],"stop_reason":null,"usage":{"input_tokens":25,"cache_read_input_tokens":10,"output_tokens":1}}}""",
        """{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"6 x 7"}}""",
        """{"type":"ping"}""",
        """{"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}""",
        """{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"42"}}""",
        """{"type":"message_delta","delta":{"stop_reason":"REASON","stop_sequence":null},"usage":{"output_tokens":15}}""",
        """{"type":"message_stop"}""",
    ];

    private static readonly string[] _ollama =
    [
        """{"model":"llama4:served","message":{"role":"assistant","content":"","thinking":"6 x 7"},"done":false}""",
        """{"model":"llama4:served","message":{"role":"assistant","content":"42"},"done":false}""",
        """{"model":"llama4:served","message":{"role":"assistant","content":""},"done":true,"done_reason":"REASON","prompt_eval_count":35.0,"eval_count":15,"total_duration":1}""",
    ];

    private static readonly ModelRequest _full = new(
        [
            new Message(MessageRole.System, Hostile),
            new Message(MessageRole.User, "2 x 3?"),
            new Message(MessageRole.Assistant, "6"),
            new Message(MessageRole.User, Hostile),
        ],
        new Sampling
        {
            Temperature = 0.6,
            TopP = 0.95,
            TopK = 40,
            Seed = 7,
            MaxOutputTokens = 100,
            Stop = ["END"],
        }
    );

    [Theory]
    [InlineData("anthropic", "end_turn", FinishReason.Stop)]
    [InlineData("anthropic", "max_tokens", FinishReason.Length)]
    [InlineData("ollama", "stop", FinishReason.Stop)]
    [InlineData("ollama", "length", FinishReason.Length)]
    [InlineData("ollama", "", FinishReason.Stop)]
    public async Task Reply_IsRead(string connector, string reason, FinishReason expected)
    {
        await using var host = ScriptedHost.Always(a => SayAsync(a, connector, reason));
        var completion = Completed(await AskAsync(host, Of(connector), _full));
        Assert.Equal(("42", "6 x 7", expected), (completion.Text, completion.Reasoning, completion.FinishReason));
        Assert.Equal((35, 15, false), (completion.Usage.InputTokens, completion.Usage.OutputTokens, completion.Usage.Estimated));
        Assert.Contains("served", completion.ServedModel);
        Assert.True(completion.Timings.FirstToken <= completion.Timings.FirstAnswerToken);
    }

    [Theory]
    [InlineData("refusal", FailureKind.ContentFilter, 1)]
    [InlineData("something_new", FailureKind.ServerError, 3)]
    public async Task ReplyThatWasBrokenOff_IsNoAnswer(string reason, FailureKind kind, int requests)
    {
        await using var host = ScriptedHost.Always(a => SayAsync(a, "anthropic", reason));
        Assert.Equal((kind, requests), (Failed(await AskAsync(host, Of("anthropic"), _full)).Kind, host.Requests));
    }

    [Fact]
    public async Task Anthropic_IsSentEverything_Exactly()
    {
        Environment.SetEnvironmentVariable("SHOWDOWN_TEST_KEY_2", "sk-ant-secret-1234");
        var extra = JsonNode.Parse("""{"metadata":{"user_id":"u"},"thinking":{"type":"disabled"}}""")!.AsObject();
        await using var host = ScriptedHost.Always(a => SayAsync(a, "anthropic", "end_turn"));
        Completed(await AskAsync(host, Of("anthropic") with { ApiKey = "${SHOWDOWN_TEST_KEY_2}", Extra = extra }, _full));
        var head = host.Heads.Single();
        Assert.StartsWith("POST /v1/messages ", head);
        Assert.Contains("x-api-key: sk-ant-secret-1234\r\n", head, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("anthropic-version: 2023-06-01\r\n", head);
        var body = JsonNode.Parse(host.Bodies.Single())!;
        Assert.Equal("0.6 0.95 40 100", $"{body["temperature"]} {body["top_p"]} {body["top_k"]} {body["max_tokens"]}");
        Assert.Equal("""["END"]""", body["stop_sequences"]!.ToJsonString());
        Assert.Equal(Hostile, (string)body["system"]![0]!["text"]!);
        Assert.Equal(["2 x 3?", "6", Hostile], body["messages"]!.AsArray().Select(m => (string)m!["content"]![0]!["text"]!));
        Assert.Equal("""{"type":"disabled"}""", body["thinking"]!.ToJsonString());
        Assert.Equal("""{"user_id":"u"}""", body["metadata"]!.ToJsonString());
    }

    [Fact]
    public async Task Anthropic_TakesCallsAndResultsAsBlocks_WithIdsThatItAllows()
    {
        await using var host = ScriptedHost.Always(a => SayAsync(a, "anthropic", "end_turn"));
        Completed(await AskAsync(host, Of("anthropic"), _full with { Messages = Called }));
        var messages = JsonNode.Parse(host.Bodies.Single())!["messages"]!.AsArray();
        Assert.Equal(["user", "assistant", "user"], messages.Select(m => (string)m!["role"]!).Take(3));
        var call = messages[1]!["content"]!.AsArray().Single()!;
        Assert.Equal(("tool_use", "functions_get_weather_0", "get_weather"), ((string)call["type"]!, (string)call["id"]!, (string)call["name"]!));
        Assert.Equal("""{"town":"Oslo"}""", call["input"]!.ToJsonString());
        var result = messages[2]!["content"]![0]!;
        Assert.Equal(("tool_result", "functions_get_weather_0"), ((string)result["type"]!, (string)result["tool_use_id"]!));
        Assert.Contains("17 degrees", result["content"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("Thanks", messages[^1]!["content"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ollama_TakesArgumentsAsAnObject()
    {
        await using var host = ScriptedHost.Always(a => SayAsync(a, "ollama", "stop"));
        Completed(await AskAsync(host, Of("ollama"), _full with { Messages = Called }));
        Assert.Equal(
            """[{"role":"user","content":"Oslo?"},{"role":"assistant","content":"","tool_calls":[{"function":{"name":"get_weather","arguments":{"town":"Oslo"}}}]},{"role":"tool","content":"17 degrees"},{"role":"user","content":"Thanks"}]""",
            JsonNode.Parse(host.Bodies.Single())!["messages"]!.ToJsonString()
        );
    }

    [Theory]
    [InlineData("{\"a\":1}", "{\"a\":1}")]
    [InlineData("", "{}")]
    [InlineData("{\"a\":", "{\"arguments\":\"{\\u0022a\\u0022:\"}")] // a history may hold a call that went wrong
    [InlineData("[1]", "{\"arguments\":\"[1]\"}")]
    public void Arguments_AreAlwaysAnObject(string written, string sent) =>
        Assert.Equal(sent, CallForms.ArgumentsOf(new ToolCall("f", written)).GetRawText());

    [Fact]
    public async Task Ollama_IsSentEverything_AndTheContextWindow()
    {
        var extra = JsonNode.Parse("""{"options":{"mirostat":1},"keep_alive":"10m"}""")!.AsObject();
        await using var host = ScriptedHost.Always(a => SayAsync(a, "ollama", "stop"));
        Completed(await AskAsync(host, Of("ollama") with { Extra = extra, ContextWindow = 32768 }, _full));
        Assert.StartsWith("POST /api/chat ", host.Heads.Single());
        var body = JsonNode.Parse(host.Bodies.Single())!;
        Assert.Equal(
            """{"temperature":0.6,"top_p":0.95,"top_k":40,"seed":7,"num_predict":100,"num_ctx":32768,"stop":["END"],"mirostat":1}""",
            body["options"]!.ToJsonString()
        );
        Assert.Equal([Hostile, "2 x 3?", "6", Hostile], body["messages"]!.AsArray().Select(m => (string)m!["content"]!));
        Assert.Equal("10m", (string)body["keep_alive"]!);
    }

    [Theory]
    [InlineData("/", "/openai/deployments/gpt%204/chat/completions?api-version=2024-10-21")]
    [InlineData("/openai/v1", "/openai/v1/chat/completions")]
    public async Task Azure_IsAskedByDeployment_WithItsOwnKeyHeader(string path, string expected)
    {
        Environment.SetEnvironmentVariable("SHOWDOWN_TEST_KEY_3", "azure-secret");
        await using var host = ScriptedHost.Always(a => a.StreamAsync(Answer.Text("42"), Answer.Finish));
        await using var model = Connect(new Uri(host.Endpoint, path), Of("azure-openai") with { Model = "gpt 4", ApiKey = "${SHOWDOWN_TEST_KEY_3}" });
        Completed(await model.AskAsync(_full, TestContext.Current.CancellationToken));
        Assert.StartsWith($"POST {expected} ", host.Heads.Single());
        Assert.Contains("api-key: azure-secret\r\n", host.Heads.Single());
        Assert.DoesNotContain("Bearer", host.Heads.Single());
    }

    [Theory]
    [InlineData("anthropic", "429", FailureKind.RateLimited, 3)]
    [InlineData("anthropic", "529", FailureKind.ServerError, 3)]
    [InlineData("anthropic", "400", FailureKind.BadRequest, 1)]
    [InlineData("anthropic", "400 context", FailureKind.ContextTooLong, 1)]
    [InlineData("anthropic", "401", FailureKind.Unauthorized, 1)]
    [InlineData("anthropic", "404", FailureKind.NotFound, 1)]
    [InlineData("anthropic", "error frame", FailureKind.ServerError, 3)]
    [InlineData("anthropic", "limit frame", FailureKind.RateLimited, 3)]
    [InlineData("anthropic", "cut", FailureKind.BrokenStream, 3)]
    [InlineData("anthropic", "closed", FailureKind.BrokenStream, 3)]
    [InlineData("anthropic", "reset", FailureKind.Connection, 3)]
    [InlineData("anthropic", "reset at once", FailureKind.Connection, 3)]
    [InlineData("anthropic", "html", null, 3)]
    [InlineData("anthropic", "malformed", null, 3)]
    [InlineData("anthropic", "hang", FailureKind.Timeout, 3)]
    [InlineData("ollama", "429", FailureKind.RateLimited, 3)]
    [InlineData("ollama", "400", FailureKind.BadRequest, 1)]
    [InlineData("ollama", "404", FailureKind.NotFound, 1)]
    [InlineData("ollama", "error frame", FailureKind.ServerError, 3)]
    [InlineData("ollama", "cut", FailureKind.BrokenStream, 3)]
    [InlineData("ollama", "closed", FailureKind.BrokenStream, 3)]
    [InlineData("ollama", "reset", FailureKind.Connection, 3)]
    [InlineData("ollama", "reset at once", FailureKind.Connection, 3)]
    [InlineData("ollama", "html", FailureKind.MalformedReply, 3)]
    [InlineData("ollama", "malformed", FailureKind.MalformedReply, 3)]
    [InlineData("ollama", "hang", FailureKind.Timeout, 3)]
    public async Task Fault_IsTypedFailure_AndPassesOnRetryWhereItCan(string connector, string fault, FailureKind? kind, int requests)
    {
        var settings = Of(connector) with { Timeouts = new ModelTimeouts { FirstToken = TimeSpan.FromMilliseconds(fault == "hang" ? 800 : 20_000) } };
        await using (var host = ScriptedHost.Always(a => FailAsync(a, connector, fault)))
        {
            var failure = Failed(await AskAsync(host, settings, _full));
            Assert.True(
                kind is null ? failure.Kind is FailureKind.MalformedReply or FailureKind.BrokenStream : failure.Kind == kind,
                failure.ToString()
            );
            Assert.Equal(requests, host.Requests);
            Assert.DoesNotContain('\n', failure.Message);
        }

        if (requests == 1)
            return;
        await using var healed = new ScriptedHost((n, a) => n == 1 ? FailAsync(a, connector, fault) : SayAsync(a, connector, "stop"));
        Assert.Equal(2, Completed(await AskAsync(healed, settings, _full)).Timings.Tries);
    }

    [Fact]
    public async Task Replay_AnswersFromAFile_ByBenchmarkSampleAndEpoch()
    {
        var file = Path.Combine(Path.GetTempPath(), $"showdown-replay-{Guid.NewGuid():n}.jsonl");
        await File.WriteAllLinesAsync(
            file,
            [
                """{"benchmark":"mmlu","model":"m","sample_id":"s1","epoch":1,"completion":"first 漢","finish_reason":"stop","input_tokens":20,"output_tokens":2}""",
                """{"benchmark":"mmlu","model":"m","sample_id":"s1","epoch":2,"completion":"second","finish_reason":"length","reasoning":"hm","served_model":"m-served"}""",
                "",
                """{"benchmark":"mmlu","model":"other","sample_id":"s2","epoch":1,"completion":"of another model"}""",
                """{"benchmark":"mmlu","model":"m","sample_id":"s3","epoch":1,"completion":null}""",
                """{"id":"s4","text":"anywhere"}""",
                """{"id":"s5","completion":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{\"a\":1}"}}],"finish_reason":"tool_calls"}""",
                """{"id":"s6","completion":"","tool_calls":"[{\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":1}\"}}]"}""",
            ],
            TestContext.Current.CancellationToken
        );
        try
        {
            await using var model = new ChatModels(TimeProvider.System).Create(
                Model with
                {
                    Connector = Connector.Replay,
                    Endpoint = file,
                    Model = "m",
                }
            );
            var first = Completed(await AskAsync("s1", 1));
            Assert.Equal(
                ("first 漢", FinishReason.Stop, 20, null),
                (first.Text, first.FinishReason, first.Usage.InputTokens, first.Timings.FirstToken)
            );
            var second = Completed(await AskAsync("s1", 2));
            Assert.Equal(("second", FinishReason.Length, "hm", "m-served"), (second.Text, second.FinishReason, second.Reasoning, second.ServedModel));
            Assert.Equal("anywhere", Completed(await AskAsync("s4", 1)).Text);
            foreach (var called in new[] { "s5", "s6" }) // as a list, and as an export writes it
                Assert.Equal([new ToolCall("f", """{"a":1}""") { Id = "c" }], Completed(await AskAsync(called, 1)).ToolCalls);
            foreach (var missing in new[] { "s2", "s3", "s9" })
                Assert.Equal(FailureKind.NotFound, Failed(await AskAsync(missing, 1)).Kind);

            Task<Reply> AskAsync(string sample, int epoch) =>
                model.AskAsync(Question with { Hint = new SimulationHint("mmlu", sample, epoch, "", "") }, TestContext.Current.CancellationToken);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData(null, "no file")]
    [InlineData("{\"completion\":\"x\"}", "(1): 'sample_id' is missing")]
    [InlineData("\n{oops", "(2): not JSON")]
    [InlineData("\u001f\u008b\b\0packed", "(1): not JSON")]
    [InlineData("[]", "(1): 'sample_id' is missing")]
    [InlineData("{\"sample_id\":\"1\",\"completion\":\"a\\ud800\"}", "(1): a text is no UTF-8, or holds half a character")]
    [InlineData("{\"sample_id\":\"\\udc00\",\"completion\":\"a\"}", "(1): a text is no UTF-8, or holds half a character")]
    [InlineData("{\"sample_id\":\"1\",\"tool_calls\":\"}{\"}", "(1): not JSON")]
    public void Replay_SaysWhatIsWrong_BeforeTheFirstQuestion(string? content, string expected)
    {
        var file = Path.Combine(Path.GetTempPath(), $"showdown-replay-{Guid.NewGuid():n}.jsonl");
        if (content is not null)
            File.WriteAllText(file, content);
        try
        {
            var mistake = Assert.Throws<SettingsException>(() =>
                new ChatModels(TimeProvider.System).Create(Model with { Connector = Connector.Replay, Endpoint = file })
            );
            Assert.Contains(expected, mistake.Message);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static ModelSettings Of(string connector) => Model with { Connector = Connectors.Find(connector)!.Value };

    private static Task SayAsync(Answer a, string connector, string reason) =>
        connector == "anthropic"
            ? a.RawAsync(Claude(_claude, reason) + "0\r\n\r\n")
            : a.DocumentAsync(string.Concat(_ollama.Select(l => l.Replace("REASON", reason) + "\n")), type: "application/x-ndjson");

    private static async Task FailAsync(Answer a, string connector, string fault)
    {
        var claude = connector == "anthropic";
        switch (fault)
        {
            case "429":
                await a.DocumentAsync("""{"type":"error","error":{"type":"rate_limit_error","message":"slow down"}}""", 429);
                break;
            case "529":
                await a.DocumentAsync("""{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", 529);
                break;
            case "400":
                await a.DocumentAsync(
                    """{"type":"error","error":{"type":"invalid_request_error","message":"temperature: Extra inputs are not permitted"}}""",
                    400
                );
                break;
            case "400 context":
                await a.DocumentAsync(
                    """{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 300000 tokens > 200000 maximum"}}""",
                    400
                );
                break;
            case "401" or "404":
                await a.DocumentAsync("""{"error":"model \"x\" not found, try pulling it first"}""", int.Parse(fault));
                break;
            case "error frame" when claude:
                await a.RawAsync(Claude(["""{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"""], "") + "0\r\n\r\n");
                break;
            case "limit frame":
                await a.RawAsync(Claude(["""{"type":"error","error":{"type":"rate_limit_error","message":"Slow down"}}"""], "") + "0\r\n\r\n");
                break;
            case "error frame":
                await a.DocumentAsync("{\"error\":\"llama runner process has terminated\"}\n", type: "application/x-ndjson");
                break;
            case "cut":
                await (
                    claude ? a.RawAsync(Claude(_claude[..6], "") + "0\r\n\r\n") : a.DocumentAsync(_ollama[1] + "\n", type: "application/x-ndjson")
                );
                break;
            case "closed" or "reset":
                await a.RawAsync(
                    claude
                        ? Claude(_claude[..6], "")
                        : "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n" + Chunk(_ollama[1] + "\n")
                );
                if (fault == "reset")
                    await a.ResetAsync();
                else
                    a.Close();
                break;
            case "reset at once":
                await a.ResetAsync();
                break;
            case "html":
                await a.DocumentAsync("<h1>Welcome</h1>", type: "text/html");
                break;
            case "malformed":
                await (
                    claude
                        ? a.RawAsync(Claude([.. _claude[..5], "{oops"], "") + "0\r\n\r\n")
                        : a.DocumentAsync(_ollama[1] + "\n{oops\n", type: "application/x-ndjson")
                );
                break;
            case "hang":
                await a.HangAsync();
                break;
        }
    }

    private static string Claude(IEnumerable<string> events, string reason) =>
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
        + string.Concat(
            events.Select(e =>
                Chunk(
                    $"event: {(e[0] == '{' && e.EndsWith('}') ? JsonDocument.Parse(e).RootElement.GetProperty("type").GetString() : "content_block_delta")}\ndata: {e.Replace("REASON", reason)}\n\n"
                )
            )
        );

    private static string Chunk(string text) => $"{System.Text.Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n";
}
