using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Tests.Benchmarks;

/// <summary>Samples with a history of turns and with functions on offer, from file to request.</summary>
public sealed class ConversationTests : IDisposable
{
    private const string Record =
        """{"id": "1", "talk": "[[{\"role\": \"system\", \"content\": \"Be brief.\"}, {\"role\": \"user\", \"content\": \"Hi {{ sample.target }}\"}, {\"role\": \"assistant\", \"content\": \"Hello\"}, {\"role\": \"user\", \"content\": \"Weather?\"}]]", "functions": "[{\"name\": \"f\", \"description\": \"d\", \"parameters\": {\"type\": \"object\"}}, {\"type\": \"function\", \"function\": {\"name\": \"g\"}}]", "question": "Weather?", "answer": "x"}""";

    private const string Map = "{ id: id, input: question, target: answer, turns: talk, tools: functions }";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AConversation_IsSentExactlyAsItStands_BehindTheBenchmarksSystemMessage()
    {
        var prompt = await AskAsync(Record, "system: Call what fits.\n");
        Assert.Equal(
            [
                new Message(MessageRole.System, "Call what fits.\n\nBe brief."), // one: many hosts take no second
                new Message(MessageRole.User, "Hi {{ sample.target }}"), // no template: a dataset's text runs nothing
                new Message(MessageRole.Assistant, "Hello"),
                new Message(MessageRole.User, "Weather?"),
            ],
            prompt.Messages
        );
        Assert.Equal(
            [new Tool("f", "d", """{"type": "object"}"""), new Tool("g", null, """{"type":"object","properties":{}}""")],
            prompt.Shown.Tools
        );
    }

    /// <summary>A line as the K2 Vendor Verifier's samples.jsonl has it: a request whole, its own name for the system's role, a history of
    /// calls.</summary>
    private const string Verified =
        """{"model":"kimi-k2","temperature":0.6,"stream":true,"messages":[{"role":"_input","content":"Be brief."},{"role":"user","content":[{"type":"text","text":"Oslo?"}]},{"role":"assistant","content":null,"tool_calls":[{"id":"functions.f:0","type":"function","function":{"name":"f","arguments":"{\"town\":\"Oslo\"}"}},{"type":"function","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"functions.f:0","content":"17"},{"role":"user","content":"And Bergen?"}],"tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object"}}}]}""";

    [Fact]
    public async Task ARequestOfTheVerifier_IsReadByItsMapAlone()
    {
        var prompt = await AskAsync(Verified, "", "{ input: messages | last-turn, target: =, turns: messages | json, tools: tools | json }");
        Assert.Equal(
            [
                new Message(MessageRole.System, "Be brief."),
                new Message(MessageRole.User, "Oslo?"),
                new Message(MessageRole.Assistant, "")
                {
                    Calls = [new ToolCall("f", """{"town":"Oslo"}""") { Id = "functions.f:0" }, new ToolCall("f", "{}") { Id = "functions.f:1" }],
                },
                new Message(MessageRole.Tool, "17") { CallId = "functions.f:0" },
                new Message(MessageRole.User, "And Bergen?"),
            ],
            prompt.Messages
        );
        Assert.Equal([new Tool("f", null, """{"type":"object"}""")], prompt.Shown.Tools);
    }

    [Fact]
    public async Task APrompt_FollowsTheTurns()
    {
        var prompt = await AskAsync(Record, "prompt: \"Now: {{ sample.input }}\"\n");
        Assert.Equal(new Message(MessageRole.User, "Now: Weather?"), prompt.Messages[^1]);
        Assert.Equal(5, prompt.Messages.Count);
    }

    [Theory]
    [InlineData("talk", "oops", "'turns' is no JSON")]
    [InlineData("talk", "{}", "'turns' must be a list")]
    [InlineData("talk", """[{\"role\": \"robot\", \"content\": \"x\"}]""", "a turn's role is 'robot', and must be system, user, assistant or tool")]
    [InlineData("talk", """[{\"role\": \"tool\", \"content\": \"x\"}]""", "a turn of a tool has no 'tool_call_id'")]
    [InlineData("talk", """[{\"role\": \"assistant\", \"tool_calls\": 7}]""", "a turn's 'tool_calls' must be a list")]
    [InlineData("talk", """[{\"role\": \"assistant\", \"tool_calls\": [{\"id\": \"a\"}]}]""", "a call of a turn has no function")]
    [InlineData("talk", """[{\"role\": \"user\"}]""", "a turn has no 'content' that is a text")]
    [InlineData("functions", """[{\"name\": \"a b\"}]""", "a tool's name is 'a b', and must have 1 to 64 letters")]
    [InlineData("functions", """[{\"name\": \"f\"}, {\"name\": \"f\"}]""", "'tools' offers 'f' twice")]
    [InlineData("functions", """[{\"name\": \"f\", \"parameters\": 7}]""", "the parameters of tool 'f' are no JSON Schema")]
    public async Task WhatIsNoConversation_IsToldWithFileAndLine(string field, string value, string expected)
    {
        var record = $$"""{"id": "1", "question": "q", "answer": "x", "talk": "[]", "functions": "[]", "{{field}}": "{{value}}"}""";
        var wrong = await Assert.ThrowsAsync<SettingsException>(() => AskAsync(record, "prompt: p\n"));
        Assert.Contains("data.jsonl(1): ", wrong.Message, StringComparison.Ordinal);
        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void APrompt_IsMissed_WhereThereIsNoConversation()
    {
        Write("", "{ id: id, input: question, target: answer }", Record);
        var problems = new Problems();
        BenchmarkCatalog.Read(_folder["benchmarks"], problems);
        Assert.Contains("'prompt' is missing", Assert.Single(problems.Messages), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("maths", Capability.Maths)]
    [InlineData("instruction-following", Capability.InstructionFollowing)]
    [InlineData("tool-use", Capability.ToolUse)]
    [InlineData("long-context", Capability.LongContext)]
    public void ACapability_IsReadByItsName_AndAJobsWordWins(string name, Capability expected)
    {
        Write($"prompt: p\ncapability: {name}\n", Map, Record);
        var benchmark = Read();
        Assert.Equal((expected, name), (benchmark.Capability, expected.Name));
        var run = new RunSettings
        {
            Job = new Job
            {
                Name = "j",
                Models = [],
                Benchmarks = [new JobBenchmark("b")],
            },
            Models = [],
            Benchmarks = [benchmark],
            Pins = new Dictionary<string, BenchmarkPin>(),
            ProgramVersion = "1",
        };
        Assert.Equal(expected, run.CapabilityOf("b"));
        var otherwise = run with { Job = run.Job with { Benchmarks = [new JobBenchmark("b") { Capability = Capability.Writing }] } };
        Assert.Equal(Capability.Writing, otherwise.CapabilityOf("b"));
    }

    [Fact]
    public void AnotherWord_IsNoCapability()
    {
        Write("prompt: p\ncapability: math\n", Map, Record);
        var problems = new Problems();
        BenchmarkCatalog.Read(_folder["benchmarks"], problems);
        Assert.Contains("maths", Assert.Single(problems.Messages), StringComparison.Ordinal);
    }

    private async Task<Prompt> AskAsync(string record, string more, string map = Map)
    {
        Write(more, map, record);
        var benchmark = Read();
        var data = await new DatasetCache(new DatasetOptions { CacheFolder = _folder["cache"] }, new HttpClient()).PullAsync(benchmark, null, Cancel);
        var sample = await DatasetReader.ReadAsync(benchmark, data, Cancel).SingleAsync(Cancel);
        return (await BenchmarkPrompts.OpenAsync(benchmark, data, Cancel)).Ask(sample, 1);
    }

    private BenchmarkSettings Read()
    {
        var problems = new Problems();
        var benchmark = BenchmarkCatalog.Read(_folder["benchmarks"], problems)["b"];
        Assert.Empty(problems.Messages);
        return benchmark;
    }

    private void Write(string more, string map, string record)
    {
        _folder.Write("benchmarks/b/data.jsonl", record + "\n");
        _folder.Write(
            "benchmarks/b/benchmark.yaml",
            $"id: b\nversion: 1\nsources: [{{ file: data.jsonl, map: {map} }}]\nscorer: {{ name: text }}\n{more}"
        );
    }
}
