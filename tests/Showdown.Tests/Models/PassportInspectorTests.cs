using System.Text.Json.Nodes;
using Showdown.Domain;
using Showdown.Models;
using Showdown.Models.Passports;
using Showdown.Simulator;
using static Showdown.Tests.Models.Asking;

namespace Showdown.Tests.Models;

public sealed class PassportInspectorTests
{
    private static readonly ModelSettings _settings = Model with
    {
        Sampling = new Sampling
        {
            Temperature = 0.6,
            TopP = 0.9,
            TopK = 40,
            MaxOutputTokens = 8192,
        },
        Price = new Price(1, 2),
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GoodEndpoint_GetsAGoodPassport()
    {
        var slow = new Simulation
        {
            FirstToken = TimeSpan.FromMilliseconds(30),
            FirstTokenSpread = 0,
            TokensPerSecond = 80,
            AnswerTokens = 100,
        };
        await using var server = await SimulatorServer.StartAsync(new SimulatorOptions { Simulation = slow }, Cancel);
        var passport = await InspectAsync(server.Endpoint, _settings);
        Assert.True(
            passport
                is {
                    Answers: true,
                    Streams: true,
                    ReportsUsage: true,
                    UsageIsPlausible: true,
                    HonoursOutputCap: true,
                    ServesAskedModel: true,
                    Requests: 2
                },
            passport.ToString()
        );
        Assert.Empty(passport.RefusedParameters);
        Assert.Equal("simulated", passport.SystemFingerprint);
        Assert.InRange(passport.OutputTokensPerSecond!.Value, 1, 800);
        Assert.InRange(passport.CostUsd!.Value, 0.00001m, 0.01m);
    }

    [Theory]
    [InlineData(null, null, false, 500)]
    [InlineData(480, "a long thought", false, 500)] // shown, so that its tokens streamed
    [InlineData(480, null, false, 3)] // hidden: most of the 500 never came
    [InlineData(null, null, true, 3)]
    public void StreamedTokens_AreTheHosts_WhereThoseCanBeRightAndWereShown(
        int? reasoningTokens,
        string? reasoning,
        bool implausible,
        int expected
    ) =>
        Assert.Equal(
            expected,
            PassportInspector.Streamed(
                new Completion
                {
                    Text = "one two three",
                    Reasoning = reasoning,
                    FinishReason = FinishReason.Stop,
                    Usage = new Usage
                    {
                        OutputTokens = 500,
                        ReasoningTokens = reasoningTokens,
                        Implausible = implausible,
                    },
                    Timings = new Timings { StartedAt = default },
                }
            )
        );

    [Fact]
    public async Task RefusedParameters_AreFound_OneByOne()
    {
        await using var picky = new ScriptedHost((_, a) => AnswerUnlessAsync(a, "top_k", "temperature"));
        var passport = await InspectAsync(picky.Endpoint, _settings);
        Assert.True(passport.Answers);
        Assert.Equal(["temperature", "top_k"], passport.RefusedParameters);
        Assert.All(picky.Bodies.TakeLast(2), b => Assert.Null(JsonNode.Parse(b)!["top_k"]));
    }

    [Fact]
    public async Task OddEndpoint_IsSeenThrough()
    {
        // Another model, no usage, and the cap is ignored; sixty numbers at once over loopback are too fast to tell whether it streams.
        var numbers = string.Join(' ', Enumerable.Range(1, 60));
        await using var host = ScriptedHost.Always(a => a.StreamAsync(Answer.Text(numbers), Answer.Finish));
        var passport = await InspectAsync(host.Endpoint, _settings);
        Assert.True(
            passport
                is { Answers: true, Streams: null, ReportsUsage: false, UsageIsPlausible: null, HonoursOutputCap: false, ServesAskedModel: false },
            passport.ToString()
        );
    }

    [Theory]
    //          first token  last byte
    [InlineData(500, 2000, "streams")]
    [InlineData(900, 1000, "unknown")]
    [InlineData(901, 1000, "unknown")]
    [InlineData(899, 1000, "streams")]
    [InlineData(951, 1000, "burst")]
    [InlineData(1000, 1003, "burst")]
    [InlineData(1, 99, "unknown")] // too fast to tell
    [InlineData(98, 99, "unknown")]
    [InlineData(null, 99, "burst")] // a reply in one document
    public void Streaming_IsToldByTheTimes_OrNotAtAll(int? firstToken, int duration, string told)
    {
        var timings = new Timings
        {
            StartedAt = default,
            FirstToken = firstToken is { } first ? TimeSpan.FromMilliseconds(first) : null,
            Duration = TimeSpan.FromMilliseconds(duration),
        };
        Assert.Equal(
            told,
            StreamingCheck.Of(timings) switch
            {
                true => "streams",
                false => "burst",
                null => "unknown",
            }
        );
    }

    [Fact]
    public async Task DeadEndpoint_SaysWhy()
    {
        await using var host = ScriptedHost.Always(a => a.DocumentAsync("""{"error":{"message":"no such key"}}""", 401));
        var passport = await InspectAsync(host.Endpoint, _settings);
        Assert.Equal((false, FailureKind.Unauthorized, 1), (passport.Answers, passport.Failure?.Kind, passport.Requests));
    }

    [Theory]
    [InlineData("moonshotai/kimi-k2-0905", "moonshotai/kimi-k2-0905", true)]
    [InlineData("moonshotai/kimi-k2", "kimi-k2-0905", true)]
    [InlineData("gpt-4.1", "gpt-4.1-2025-04-14", true)]
    [InlineData("accounts/fireworks/models/kimi-k2-instruct", "Kimi-K2-Instruct", true)]
    [InlineData("meta-llama/llama-4-maverick", "meta-llama/llama-3.3-70b-instruct", false)]
    public void ServedModel_IsTheAskedOne_WithoutVendorAndDate(string asked, string served, bool same) =>
        Assert.Equal(same, PassportInspector.IsSame(asked, served));

    [Fact]
    public void Changes_AreSaidAloud_AndOnlyThose()
    {
        var before = new EndpointPassport
        {
            ModelId = "m",
            Host = "h",
            At = default,
            Answers = true,
            ServedModel = "a",
            SystemFingerprint = "fp1",
            Streams = true,
            OutputTokensPerSecond = 50,
        };
        Assert.Empty(before.ChangesTo(before with { OutputTokensPerSecond = 60, FirstToken = TimeSpan.FromSeconds(1) }));
        Assert.Equal(
            [
                "served model: a before, b now",
                "refused parameters: none before, top_k now",
                "streaming: yes before, no now",
                "output speed: 50 tokens/s before, 20 now",
            ],
            before.ChangesTo(
                before with
                {
                    ServedModel = "b",
                    RefusedParameters = ["top_k"],
                    Streams = false,
                    OutputTokensPerSecond = 20,
                    SystemFingerprint = null,
                }
            )
        );
        Assert.Empty(before.ChangesTo(before with { Streams = null }));
        Assert.Empty((before with { Streams = null }).ChangesTo(before));
        Assert.Equal(
            ["no longer answers: gone"],
            before.ChangesTo(before with { Answers = false, Failure = new Failure(FailureKind.NotFound, "gone") })
        );
    }

    [Theory]
    //          reply to the request with tools                                    what is told of it
    [InlineData(400, """{"error":{"message":"tools are not supported"}}""", ToolUse.Refused, 0)]
    [InlineData(200, "words, 60 tokens", ToolUse.Ignored, 0)]
    [InlineData(200, "words, 400 tokens", ToolUse.InWords, 0)]
    [InlineData(200, "words, no usage", ToolUse.InWords, 0)]
    [InlineData(200, "one call", ToolUse.Called, 1)]
    [InlineData(200, "two calls", ToolUse.Called, 2)]
    public async Task Tools_AreAskedAbout_WithOneRequest(int status, string reply, ToolUse use, int calls)
    {
        var withTools = 0;
        await using var host = new ScriptedHost(
            (_, a) =>
            {
                if (JsonNode.Parse(a.Body)!["tools"] is null)
                    return a.StreamAsync(Answer.Text("1 2 3"), Answer.Finish);
                withTools++;
                return status != 200 ? a.DocumentAsync(reply, status) : a.StreamAsync(Pieces(reply));
            }
        );
        var passport = await InspectAsync(host.Endpoint, _settings, tools: true);
        Assert.True(passport.Answers);
        Assert.Equal((use, calls), (passport.Tools!.Use, passport.Tools.Calls));
        Assert.Equal(use == ToolUse.Refused, passport.Tools.Refusal is not null);
        Assert.Equal(1, withTools);
        Assert.Null((await InspectAsync(host.Endpoint, _settings)).Tools);
    }

    private static string[] Pieces(string reply)
    {
        static string Call(int index) =>
            $$$"""{"choices":[{"index":0,"delta":{"tool_calls":[{"index":{{{index}}},"id":"c{{{index}}}","function":{"name":"save_note","arguments":"{}"}}]}}]}""";
        return reply switch
        {
            "one call" => [Call(0), """{"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}"""],
            "two calls" => [Call(0), Call(1), """{"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}"""],
            _ =>
            [
                Answer.Text("I have saved it."),
                Answer.Finish,
                .. reply.Split(' ')[1] is var tokens && tokens != "no"
                    ? [$$$"""{"choices":[],"usage":{"prompt_tokens":{{{tokens}}},"completion_tokens":5}}"""]
                    : Array.Empty<string>(),
            ],
        };
    }

    private static Task<EndpointPassport> InspectAsync(Uri endpoint, ModelSettings settings, bool tools = false) =>
        new PassportInspector(new ChatModels(new ChatModelOptions { FirstPause = TimeSpan.FromMilliseconds(1) }), TimeProvider.System).InspectAsync(
            settings,
            endpoint,
            patient: false,
            tools,
            Cancel
        );

    private static Task AnswerUnlessAsync(Answer answer, params string[] refused)
    {
        var body = JsonNode.Parse(answer.Body)!.AsObject();
        return refused.FirstOrDefault(body.ContainsKey) is { } parameter
            ? answer.DocumentAsync($$$"""{"error":{"message":"{{{parameter}}} is not supported by this model"}}""", 400)
            : answer.StreamAsync(Answer.Text("yes"), Answer.Finish);
    }
}
