using System.Text.Json.Nodes;
using Showdown.Domain;
using Showdown.Models;
using static Showdown.Tests.Models.Asking;

namespace Showdown.Tests.Models;

/// <summary>Functions on offer and the calls that come back, in each protocol and in the odd forms that hosts have.</summary>
public sealed class ToolTests
{
    private const string Schema = """{"type":"object","properties":{"city":{"type":"string","description":"é <b> \"q\""}},"required":["city"]}""";

    private static readonly ModelRequest _request = new(
        [new Message(MessageRole.System, "Call."), new Message(MessageRole.User, "Weather in Oslo?")],
        new Sampling { MaxOutputTokens = 100 }
    )
    {
        Tools = [new Tool("get_weather", "Weather of a city", Schema), new Tool("now", null, """{"type":"object","properties":{}}""")],
    };

    private static readonly ToolCall _oslo = new("get_weather", """{"city":"Oslo"}""") { Id = "call_a" };
    private static readonly ToolCall _bergen = new("get_weather", """{"city":"Bergen"}""") { Id = "call_b" };

    /// <summary>Each with the events of a stream; all mean the same two calls, but for their ids.</summary>
    public static TheoryData<string, string[]> Streams =>
        new()
        {
            {
                "pieces, two at once",
                [
                    Calls("""{"index":0,"id":"call_a","type":"function","function":{"name":"get_weather","arguments":""}}"""),
                    Calls("""{"index":0,"function":{"arguments":"{\"city\":"}}"""),
                    Calls("""{"index":1,"id":"call_b","type":"function","function":{"name":"get_weather","arguments":"{\"ci"}}"""),
                    Calls("""{"index":0,"function":{"arguments":"\"Oslo\"}"}}""", """{"index":1,"function":{"arguments":"ty\":\"Bergen\"}"}}"""),
                ]
            },
            {
                "name and id repeated",
                [
                    Calls("""{"index":0,"id":"call_a","function":{"name":"get_weather","arguments":"{\"city\":"}}"""),
                    Calls("""{"index":0,"id":"call_a","function":{"name":"get_weather","arguments":"\"Oslo\"}"}}"""),
                    Calls("""{"index":1,"id":"call_b","function":{"name":"get_weather","arguments":"{\"city\":\"Bergen\"}"}}"""),
                ]
            },
            {
                "every call has number 0",
                [
                    Calls("""{"index":0,"id":"call_a","function":{"name":"get_weather","arguments":"{\"city\":\"Oslo\"}"}}"""),
                    Calls("""{"index":0,"id":"call_b","function":{"name":"get_weather","arguments":"{\"city\":\"Bergen\"}"}}"""),
                ]
            },
            {
                "no numbers",
                [
                    Calls("""{"id":"call_a","function":{"name":"get_weather","arguments":"{\"city\":"}}"""),
                    Calls("""{"function":{"arguments":"\"Oslo\"}"}}"""),
                    Calls("""{"id":"call_b","function":{"name":"get_weather","arguments":"{\"city\":\"Bergen\"}"}}"""),
                ]
            },
            {
                "whole calls in one event, arguments as objects, empty ones between",
                [
                    Calls("{}"),
                    Calls(
                        """{"id":"call_a","function":{"name":"get_weather","arguments":{"city":"Oslo"}}}""",
                        """{"id":"call_b","function":{"name":"get_weather","arguments":{"city":"Bergen"}}}"""
                    ),
                ]
            },
        };

    [Theory]
    [MemberData(nameof(Streams))]
    public async Task OpenAi_CallsArePutTogether(string form, string[] events)
    {
        foreach (var finish in new[] { "tool_calls", "stop" }) // hosts say either
        {
            await using var host = ScriptedHost.Always(a => a.StreamAsync([.. events, Finish(finish), Usage]));
            var completion = Completed(await AskAsync(host, request: _request));
            Assert.True(completion.ToolCalls.SequenceEqual([_oslo, _bergen]), $"{form}: {string.Join(" ", completion.ToolCalls)}");
            Assert.Equal((FinishReason.ToolCalls, finish, ""), (completion.FinishReason, completion.RawFinishReason, completion.Text));
            Assert.Equal((40, 30, false), (completion.Usage.InputTokens, completion.Usage.OutputTokens, completion.Usage.Implausible));
            Assert.NotNull(completion.Timings.FirstToken);
            Assert.NotNull(completion.Timings.FirstAnswerToken);
        }
    }

    [Fact]
    public async Task OpenAi_IsOfferedTheTools_AndNothingElseIsAdded()
    {
        await using var host = ScriptedHost.Always(a => a.StreamAsync(Answer.Text("42"), Answer.Finish));
        Completed(await AskAsync(host, request: _request));
        Completed(await AskAsync(host, request: _request with { Tools = [] }));
        var body = JsonNode.Parse(host.Bodies.First())!;
        Assert.Equal(
            """[{"type":"function","function":{"name":"get_weather","description":"Weather of a city","parameters":SCHEMA}},""".Replace(
                "SCHEMA",
                JsonNode.Parse(Schema)!.ToJsonString(),
                StringComparison.Ordinal
            ) + """{"type":"function","function":{"name":"now","parameters":{"type":"object","properties":{}}}}]""",
            body["tools"]!.ToJsonString()
        );
        Assert.Null(body["tool_choice"]);
        Assert.Null(JsonNode.Parse(host.Bodies.Last())!["tools"]);
    }

    [Fact]
    public void RequestHash_CountsTheTools_AndIsTheOldOneWithoutAny()
    {
        var hash = new RequestHash(Model);
        var (with, without) = (hash.Of(_request).Sha256, hash.Of(_request with { Tools = [] }).Sha256);
        Assert.NotEqual(with, without);
        Assert.NotEqual(with, hash.Of(_request with { Tools = [_request.Tools[0]] }).Sha256);
        Assert.Equal(without, hash.Of(new ModelRequest(_request.Messages, _request.Sampling)).Sha256);
    }

    [Fact]
    public async Task ReplyInOnePiece_AndTheOldForm_AreRead()
    {
        const string whole =
            """{"model":"served","choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"call_a","type":"function","function":{"name":"get_weather","arguments":"{\"city\":\"Oslo\"}"}}]},"finish_reason":"tool_calls"}]}""";
        const string old =
            """{"choices":[{"index":0,"message":{"role":"assistant","content":null,"function_call":{"name":"get_weather","arguments":"{\"city\":\"Oslo\"}"}},"finish_reason":"function_call"}]}""";
        await using var host = new ScriptedHost((number, a) => a.DocumentAsync(number == 1 ? whole : old));
        Assert.Equal([_oslo], Completed(await AskAsync(host, request: _request)).ToolCalls);
        Assert.Equal([_oslo with { Id = null }], Completed(await AskAsync(host, request: _request)).ToolCalls);
    }

    /// <summary>What a model writes is kept as it is, whatever it is: it is graded, not mended.</summary>
    [Fact]
    public async Task TextBesideCalls_UnknownNames_AndBrokenArguments_AreKept()
    {
        await using var host = ScriptedHost.Always(a =>
            a.StreamAsync(
                Answer.Text("I will look. "),
                Calls("""{"index":0,"id":"x","function":{"name":"no such <tool>","arguments":"{\"city\": "}}"""),
                Finish("length")
            )
        );
        var completion = Completed(await AskAsync(host, request: _request));
        Assert.Equal("I will look. ", completion.Text);
        Assert.Equal([new ToolCall("no such <tool>", "{\"city\": ") { Id = "x" }], completion.ToolCalls);
        Assert.Equal(FinishReason.Length, completion.FinishReason); // cut off in a call is cut off
    }

    [Fact]
    public async Task ModelThatCallsNothing_IsNoFailure()
    {
        await using var host = ScriptedHost.Always(a => a.StreamAsync(Answer.Text("It is cold."), Finish("stop")));
        var completion = Completed(await AskAsync(host, request: _request));
        Assert.Equal(("It is cold.", 0, FinishReason.Stop), (completion.Text, completion.ToolCalls.Count, completion.FinishReason));
    }

    [Theory]
    [InlineData(400, """{"error":{"message":"registry.ollama.ai/library/llama2 does not support tools"}}""")]
    [InlineData(404, """{"error":{"message":"No endpoints found that support tool use. To learn more, visit ...","code":404}}""")]
    [InlineData(400, """{"object":"error","message":"\"auto\" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set"}""")]
    [InlineData(422, """{"error":{"message":"Function calling is not supported by this model"}}""")]
    [InlineData(400, """{"error":{"message":"tools is not supported in this model"}}""")]
    public async Task HostThatTakesNoTools_IsToldApart_AndAskedOnce(int status, string body)
    {
        await using var host = ScriptedHost.Always(a => a.DocumentAsync(body, status));
        var failure = Failed(await AskAsync(host, request: _request));
        Assert.Equal((FailureKind.ToolsRefused, status, 1), (failure.Kind, failure.Status, host.Requests));
        Assert.Contains("takes no tools for this model", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, """{"error":{"message":"temperature must be below 2","param":"temperature"}}""", FailureKind.BadRequest)]
    [InlineData(404, """{"error":{"message":"model not found"}}""", FailureKind.NotFound)]
    [InlineData(401, """{"error":{"message":"no key, no tools"}}""", FailureKind.Unauthorized)]
    public async Task OtherRefusals_StayWhatTheyAre(int status, string body, FailureKind kind)
    {
        await using var host = ScriptedHost.Always(a => a.DocumentAsync(body, status));
        Assert.Equal(kind, Failed(await AskAsync(host, request: _request)).Kind);
    }

    [Fact]
    public async Task WithoutTools_ARefusalThatSpeaksOfThem_IsAnOrdinaryOne()
    {
        await using var host = ScriptedHost.Always(a => a.DocumentAsync("""{"error":{"message":"this model does not support tools"}}""", 400));
        Assert.Equal(FailureKind.BadRequest, Failed(await AskAsync(host, request: _request with { Tools = [] })).Kind);
    }

    [Fact]
    public async Task EndlessCalls_EndTheRequest_AndNamesAreBounded()
    {
        var name = new string('n', 100_000);
        await using var host = ScriptedHost.Always(async a =>
        {
            await a.BeginStreamAsync(Answer.Text("x"));
            for (var i = 0; i < 5000; i++)
                await a.MoreAsync(
                    Calls($$$"""{"index":{{{i}}},"id":"{{{i}}}","function":{"name":"{{{(i == 0 ? name : "f")}}}","arguments":"{}"}}""")
                );
            await a.EndAsync();
        });
        var completion = Completed(await AskAsync(host, request: _request));
        Assert.Equal(FinishReason.Length, completion.FinishReason);
        Assert.InRange(completion.ToolCalls.Count, 1, 2000);
        Assert.InRange(completion.ToolCalls[0].Name.Length, 1, 256);
    }

    [Fact]
    public async Task Anthropic_IsOfferedTheTools_AndItsCallsAreRead()
    {
        string[] said =
        [
            """{"type":"message_start","message":{"id":"m1","type":"message","role":"assistant","model":"claude-served","content":[],"stop_reason":null,"usage":{"input_tokens":50,"cache_read_input_tokens":10,"output_tokens":1}}}""",
            """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"I look."}}""",
            """{"type":"content_block_stop","index":0}""",
            """{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"call_a","name":"get_weather","input":{}}}""",
            """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"city\":"}}""",
            """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"\"Oslo\"}"}}""",
            """{"type":"content_block_stop","index":1}""",
            """{"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"call_b","name":"get_weather","input":{}}}""",
            """{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\"city\":\"Bergen\"}"}}""",
            """{"type":"content_block_stop","index":2}""",
            """{"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":35}}""",
            """{"type":"message_stop"}""",
        ];
        await using var host = ScriptedHost.Always(a =>
            a.DocumentAsync(
                string.Concat(said.Select(e => $"event: {(string)JsonNode.Parse(e)!["type"]!}\ndata: {e}\n\n")),
                type: "text/event-stream"
            )
        );
        var completion = Completed(await AskAsync(host, Model with { Connector = Connector.Anthropic }, _request));
        Assert.Equal([_oslo, _bergen], completion.ToolCalls);
        Assert.Equal(("I look.", FinishReason.ToolCalls), (completion.Text, completion.FinishReason));
        Assert.Equal((60, 35, false), (completion.Usage.InputTokens, completion.Usage.OutputTokens, completion.Usage.Estimated));
        Assert.NotNull(completion.Timings.FirstToken);
        var tools = JsonNode.Parse(host.Bodies.Single())!["tools"]!.AsArray();
        Assert.Equal(["get_weather", "now"], tools.Select(t => (string)t!["name"]!));
        Assert.Equal("Weather of a city", (string)tools[0]!["description"]!);
        Assert.Equal("string", (string)tools[0]!["input_schema"]!["properties"]!["city"]!["type"]!);
    }

    [Fact]
    public async Task Ollama_IsOfferedTheTools_AndItsCallsAreRead()
    {
        await using var host = ScriptedHost.Always(a =>
            a.DocumentAsync(
                """{"model":"served","message":{"role":"assistant","content":"","tool_calls":[{"function":{"name":"get_weather","arguments":{"city":"Oslo"}}},{"function":{"name":"get_weather","arguments":{"city":"Bergen"}}}]},"done":false}"""
                    + "\n"
                    + """{"model":"served","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","prompt_eval_count":60,"eval_count":30}"""
                    + "\n",
                type: "application/x-ndjson"
            )
        );
        var completion = Completed(await AskAsync(host, Model with { Connector = Connector.Ollama }, _request));
        Assert.Equal([_oslo with { Id = null }, _bergen with { Id = null }], completion.ToolCalls);
        Assert.Equal((FinishReason.ToolCalls, 30), (completion.FinishReason, completion.Usage.OutputTokens));
        var tools = JsonNode.Parse(host.Bodies.Single())!["tools"]!.AsArray();
        Assert.Equal(["get_weather", "now"], tools.Select(t => (string)t!["function"]!["name"]!));
        Assert.Equal(JsonNode.Parse(Schema)!.ToJsonString(), tools[0]!["function"]!["parameters"]!.ToJsonString());
    }

    private const string Usage = """{"choices":[],"usage":{"prompt_tokens":40,"completion_tokens":30}}""";

    private static string Calls(params string[] calls) =>
        $$$"""{"model":"served","choices":[{"index":0,"delta":{"tool_calls":[{{{string.Join(",", calls)}}}]},"finish_reason":null}]}""";

    private static string Finish(string reason) => $$$"""{"choices":[{"index":0,"delta":{},"finish_reason":"{{{reason}}}"}]}""";
}
