using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Showdown.Domain;
using Showdown.Models;
using Showdown.Simulator;
using Showdown.Tests.Models;

namespace Showdown.Tests.Simulator;

public sealed class SimulatorTests
{
    private static readonly Simulation _fast = new()
    {
        FirstToken = TimeSpan.Zero,
        Skill = new Dictionary<string, double> { ["mmlu"] = 0.7, ["default"] = 1 },
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Skill_IsTheShareOfRightReplies_AndModelsFailOnTheSameItems()
    {
        await using var server = await SimulatorServer.StartAsync(new SimulatorOptions(), Cancel);
        var a = await RightAsync(server, _fast, "model-a");
        var b = await RightAsync(server, _fast with { Seed = 2 }, "model-b");
        Assert.InRange(a.Average(r => r ? 1.0 : 0), 0.65, 0.75);
        Assert.InRange(b.Average(r => r ? 1.0 : 0), 0.65, 0.75);
        var bothRight = a.Zip(b).Average(p => p is (true, true) ? 1.0 : 0);
        Assert.True(bothRight > 0.53, $"independent models would both be right in 0.49 of cases; these are in {bothRight}");
        Assert.Equal(a, await RightAsync(server, _fast, "model-a"));
    }

    [Fact]
    public async Task Reply_LooksLikeOne_AndIsLabelled()
    {
        await using var server = await SimulatorServer.StartAsync(new SimulatorOptions(), Cancel);
        var completion = Asking.Completed(
            await AskAsync(server, _fast with { AnswerTokens = 80 }, new SimulationHint("x", "s", 1, "The answer is \"B\" <b>.", "no"))
        );
        Assert.EndsWith("\n\nThe answer is \"B\" <b>.", completion.Text);
        Assert.Equal(
            ("simulated", "vendor/model-1", FinishReason.Stop),
            (completion.SystemFingerprint, completion.ServedModel, completion.FinishReason)
        );
        Assert.InRange(completion.Usage.OutputTokens!.Value, 20, 250);
        Assert.True(completion.Usage.InputTokens > 0);
    }

    [Theory]
    [InlineData("""[{"name":"f","arguments":{"a":[1,"é \"<b>"]}},{"name":"g","arguments":"no JSON"}]""", 2)]
    [InlineData("I need no function.", 0)]
    [InlineData("[1, 2]", 0)]
    public async Task WhereToolsAreOffered_AListOfCallsIsCalled_AndAnythingElseIsSaid(string right, int calls)
    {
        await using var server = await SimulatorServer.StartAsync(new SimulatorOptions(), Cancel);
        await using var model = Simulated(server, _fast, "vendor/model-1", tries: 1);
        var request = Asking.Question with
        {
            Hint = new SimulationHint("x", "s", 1, right, "no"),
            Tools = [new Tool("f", null, """{"type":"object"}"""), new Tool("g", null, """{"type":"object"}""")],
        };
        var completion = Asking.Completed(await model.AskAsync(request, Cancel));
        Assert.Equal(calls, completion.ToolCalls.Count);
        if (calls == 0)
        {
            Assert.EndsWith(right, completion.Text, StringComparison.Ordinal);
            return;
        }
        Assert.Equal(
            [new ToolCall("f", """{"a":[1,"é \"<b>"]}""") { Id = "call_0" }, new ToolCall("g", "no JSON") { Id = "call_1" }],
            completion.ToolCalls
        );
        Assert.Equal((FinishReason.ToolCalls, ""), (completion.FinishReason, completion.Text));
        Assert.NotNull(completion.Timings.FirstToken);
    }

    [Theory]
    [InlineData("RateLimit", FailureKind.RateLimited)]
    [InlineData("ServerError", FailureKind.ServerError)]
    [InlineData("Reset", null)]
    [InlineData("TruncatedStream", FailureKind.BrokenStream)]
    [InlineData("MalformedJson", FailureKind.MalformedReply)]
    [InlineData("Hang", FailureKind.Timeout)]
    [InlineData("EmptyAnswer", FailureKind.EmptyReply)]
    public async Task EveryFault_IsWhatItSays(string fault, FailureKind? expected)
    {
        await using var server = await SimulatorServer.StartAsync(new SimulatorOptions(), Cancel);
        var faults = new FaultRates();
        typeof(FaultRates).GetProperty(fault)!.SetValue(faults, 1.0);
        var replies = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i => AskAsync(server, _fast with { Faults = faults }, new SimulationHint("x", $"s{i}", 1, "yes", "no"), tries: 1))
        );
        Assert.All(
            replies,
            r =>
                Assert.True(
                    expected is null
                        ? Asking.Failed(r).Kind is FailureKind.Connection or FailureKind.BrokenStream
                        : Asking.Failed(r).Kind == expected,
                    Asking.Failed(r).ToString()
                )
        );
    }

    [Fact]
    public async Task OutputCap_CutsTheReply_ByFaultAndByRequest()
    {
        await using var server = await SimulatorServer.StartAsync(new SimulatorOptions(), Cancel);
        var hint = new SimulationHint("x", "s", 1, "The answer is B.", "no");
        var byFault = Asking.Completed(await AskAsync(server, _fast with { Faults = new FaultRates { OutputCap = 1 } }, hint));
        var byRequest = Asking.Completed(await AskAsync(server, _fast, hint, sampling: new Sampling { MaxOutputTokens = 5 }));
        Assert.All([byFault, byRequest], c => Assert.Equal(FinishReason.Length, c.FinishReason));
        Assert.DoesNotContain("answer is B", byFault.Text + byRequest.Text);
        Assert.Equal(5, byRequest.Usage.OutputTokens);
    }

    [Fact]
    public async Task Faults_PassOnRetry_AndTheLogTellsEveryRequest()
    {
        var file = Path.Combine(Path.GetTempPath(), $"showdown-simulator-{Guid.NewGuid():n}.jsonl");
        try
        {
            int tries;
            await using (var server = await SimulatorServer.StartAsync(new SimulatorOptions { LogFile = file }, Cancel))
            {
                var faulty = _fast with
                {
                    Faults = new FaultRates
                    {
                        ServerError = 0.2,
                        Reset = 0.1,
                        TruncatedStream = 0.1,
                        EmptyAnswer = 0.1,
                    },
                };
                var replies = await Task.WhenAll(
                    Enumerable.Range(0, 100).Select(i => AskAsync(server, faulty, new SimulationHint("x", $"s{i}", 1, "yes", "no"), tries: 20))
                );
                tries = replies.Sum(r => Asking.Completed(r).Timings.Tries);
            }

            var lines = (await File.ReadAllLinesAsync(file, Cancel)).Select(l => JsonNode.Parse(l)!).ToList();
            Assert.Equal(tries, lines.Count);
            Assert.InRange(tries, 140, 300);
            Assert.Equal(100, lines.Where(l => l["fault"] is null).Select(l => (string)l["sample"]!).Distinct().Count());
            Assert.Equal(100, lines.Count(l => l["fault"] is null));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Tokens_ComeAtTheirRate()
    {
        await using var server = await SimulatorServer.StartAsync(new SimulatorOptions(), Cancel);
        var slow = _fast with { FirstToken = TimeSpan.FromMilliseconds(100), FirstTokenSpread = 0, TokensPerSecond = 200, AnswerTokens = 60 };
        var completion = Asking.Completed(await AskAsync(server, slow, new SimulationHint("x", "s", 1, "yes", "no")));
        Assert.True(completion.Timings.FirstToken >= TimeSpan.FromMilliseconds(99));
        Assert.True(completion.Timings.Duration >= TimeSpan.FromSeconds(0.1 + ((completion.Usage.OutputTokens!.Value - 2) / 200.0)));
    }

    [Theory]
    [InlineData("Which?\nA) one\nB) two\nC) three", @"^The answer is [A-C]\.$")]
    [InlineData("How many?", @"^The answer is \\boxed\{\d+\}\.$")]
    public async Task PlainClients_GetAPlausibleReply_StreamedOrWhole(string prompt, string expected)
    {
        await using var server = await SimulatorServer.StartAsync(new SimulatorOptions { Simulation = _fast }, Cancel);
        using var http = new HttpClient();
        var body = JsonSerializer.Serialize(new { model = "any", messages = new[] { new { role = "user", content = prompt } } });
        using var response = await http.PostAsync(
            server.Endpoint + "/chat/completions",
            new StringContent(body, Encoding.UTF8, "application/json"),
            Cancel
        );
        Assert.Equal("true", response.Headers.GetValues("x-simulated").Single());
        var whole = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!;
        var text = (string)whole["choices"]![0]!["message"]!["content"]!;
        Assert.Matches(expected, text.Split('\n')[^1]);
        Assert.Equal("simulated", (string)whole["system_fingerprint"]!);
        Assert.Equal((int)whole["usage"]!["total_tokens"]!, (int)whole["usage"]!["prompt_tokens"]! + (int)whole["usage"]!["completion_tokens"]!);

        await using var model = Asking.Connect(server.Endpoint, Asking.Model with { Model = "any" });
        var streamed = Asking.Completed(await model.AskAsync(new ModelRequest([new Message(MessageRole.User, prompt)], new Sampling()), Cancel));
        Assert.Equal(text, streamed.Text);
    }

    [Theory]
    [InlineData("/v1/chat/completions", "{", HttpStatusCode.BadRequest)]
    [InlineData("/v1/chat/completions", "[]", HttpStatusCode.BadRequest)]
    [InlineData("/v1/embeddings", "{}", HttpStatusCode.NotFound)]
    public async Task BadRequests_AreRefused(string path, string body, HttpStatusCode expected)
    {
        await using var server = await SimulatorServer.StartAsync(new SimulatorOptions(), Cancel);
        using var http = new HttpClient();
        using var response = await http.PostAsync(new Uri(server.Endpoint, path), new StringContent(body), Cancel);
        Assert.Equal(expected, response.StatusCode);
        Assert.NotNull(JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!["error"]!["message"]);
    }

    [Fact]
    public async Task Models_AreListed()
    {
        await using var server = await SimulatorServer.StartAsync(new SimulatorOptions { Models = ["a", "b"] }, Cancel);
        using var http = new HttpClient();
        var list = JsonNode.Parse(await http.GetStringAsync(server.Endpoint + "/models", Cancel))!;
        Assert.Equal(["a", "b"], list["data"]!.AsArray().Select(m => (string)m!["id"]!));
    }

    private static async Task<bool[]> RightAsync(SimulatorServer server, Simulation simulation, string name)
    {
        await using var model = Simulated(server, simulation, name, 3);
        return await Task.WhenAll(
            Enumerable
                .Range(0, 2000)
                .Select(async i =>
                {
                    var request = Asking.Question with { Hint = new SimulationHint("mmlu", $"item-{i}", 1, "yes", "no") };
                    return Asking.Completed(await model.AskAsync(request, Cancel)).Text.EndsWith("yes", StringComparison.Ordinal);
                })
        );
    }

    private static async Task<Reply> AskAsync(
        SimulatorServer server,
        Simulation simulation,
        SimulationHint hint,
        int tries = 3,
        Sampling? sampling = null
    )
    {
        await using var model = Simulated(server, simulation, "vendor/model-1", tries);
        return await model.AskAsync(Asking.Question with { Hint = hint, Sampling = sampling ?? new Sampling() }, Cancel);
    }

    private static ChatModel Simulated(SimulatorServer server, Simulation simulation, string name, int tries) =>
        Asking.Connect(
            server.Endpoint,
            Asking.Model with
            {
                Connector = Connector.Simulated,
                Model = name,
                Simulation = simulation,
                Limits = new ModelLimits { Concurrency = 16, Tries = tries },
                Timeouts = new ModelTimeouts { FirstToken = TimeSpan.FromSeconds(simulation.Faults.Hang > 0 ? 1 : 60) },
            }
        );
}
