using Showdown.Domain;
using Showdown.Fidelity.Contract;

namespace Showdown.Tests.Fidelity;

/// <summary>Both protocols say the same in their own words.</summary>
public sealed class DialectTests
{
    private static readonly TimeSpan _now = TimeSpan.FromMilliseconds(5);

    private static readonly Ask _ask = Ask.User("How warm is it?") with
    {
        Tools = [new Tool("get_weather", "Weather.", """{"type":"object"}""")],
        ToolChoice = "get_weather",
        Parallel = false,
        Stop = "END",
        Cap = 9,
        TopP = 0.5,
        Called = (new ToolCall("get_weather", """{"town":"Oslo"}""") { Id = "c1" }, "17 degrees"),
    };

    [Fact]
    public void Anthropic_IsAskedInItsWords()
    {
        var body = Dialect.Of(Model(Connector.Anthropic)).Write(_ask with { Temperature = 1.5 });
        Assert.Equal(
            """{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"How warm is it?"},{"role":"assistant","content":[{"type":"tool_use","id":"c1","name":"get_weather","input":{"town":"Oslo"}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":"17 degrees"}]}],"stream":false,"temperature":1,"top_p":0.5,"stop_sequences":["#never said#","END"],"tools":[{"name":"get_weather","description":"Weather.","input_schema":{"type":"object"}}],"tool_choice":{"type":"tool","name":"get_weather","disable_parallel_tool_use":true}}""",
            body.ToJsonString()
        );
    }

    [Fact]
    public void Anthropic_WholeAndStreamed_SayTheSame()
    {
        var dialect = Dialect.Of(Model(Connector.Anthropic));
        var whole = dialect.Read(
            """{"type":"message","model":"m-1","content":[{"type":"text","text":"Let me look."},{"type":"tool_use","id":"t1","name":"get_weather","input":{"town":"Oslo"}}],"stop_reason":"tool_use","usage":{"input_tokens":12,"output_tokens":7}}""",
            []
        );
        var streamed = dialect.Read(
            "",
            [
                ("""{"type":"message_start","message":{"model":"m-1","content":[],"usage":{"input_tokens":12,"output_tokens":1}}}""", _now),
                ("""{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""", _now),
                ("""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Let me look."}}""", _now),
                ("""{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"t1","name":"get_weather","input":{}}}""", _now),
                ("""{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"town\":"}}""", _now),
                ("""{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"\"Oslo\"}"}}""", _now),
                ("""{"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":7}}""", _now),
            ]
        );
        foreach (var told in new[] { whole, streamed })
        {
            Assert.Equal(("Let me look.", "tool_use", "m-1", 12, 7), (told.Text, told.Finish, told.Model, told.InputTokens, told.OutputTokens));
            Assert.Equal(new ToolCall("get_weather", """{"town":"Oslo"}""") { Id = "t1" }, Assert.Single(told.Calls));
        }

        Assert.Equal(3, streamed.Pieces.Count);
    }

    [Fact]
    public void OpenAi_WholeAndStreamed_SayTheSame()
    {
        var dialect = Dialect.Of(Model(Connector.OpenAi));
        var whole = dialect.Read(
            """{"model":"m-1","system_fingerprint":"fp","choices":[{"index":0,"message":{"content":"Hi","tool_calls":[{"id":"t1","function":{"name":"f","arguments":"{}"}}]},"finish_reason":"tool_calls","logprobs":{"content":[{"token":"Hi","logprob":-0.1,"top_logprobs":[{"token":"Hi","logprob":-0.1},{"token":"Yo","logprob":-3}]}]}},{"index":1,"message":{"content":"Ho"}}],"usage":{"prompt_tokens":3,"completion_tokens":2}}""",
            []
        );
        var streamed = dialect.Read(
            "",
            [
                ("""{"model":"m-1","system_fingerprint":"fp","choices":[{"index":0,"delta":{"content":"H"}}]}""", _now),
                ("""{"choices":[{"index":0,"delta":{"content":"i"}}]}""", _now),
                ("""{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"t1","function":{"name":"f","arguments":"{"}}]}}]}""", _now),
                (
                    """{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"}"}}]},"finish_reason":"tool_calls"}]}""",
                    _now
                ),
                ("""{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2}}""", _now),
                ("[DONE]", _now),
            ]
        );
        foreach (var told in new[] { whole, streamed })
        {
            Assert.Equal(
                ("Hi", "tool_calls", "m-1", "fp", 3, 2),
                (told.Text, told.Finish, told.Model, told.Fingerprint, told.InputTokens, told.OutputTokens)
            );
            Assert.Equal(new ToolCall("f", "{}") { Id = "t1" }, Assert.Single(told.Calls));
        }

        Assert.Equal((2, 1), (whole.Choices, streamed.Choices));
        Assert.Equal(-3, whole.LogProbabilities["Yo"]);
        Assert.Equal(4, streamed.Pieces.Count);
    }

    [Fact]
    public void WhatAProtocolDoesNotHave_IsNoneOfItsChecks()
    {
        Assert.Empty(Dialect.Of(Model(Connector.OpenAi)).Lacks);
        Assert.Contains(Checks.Choices, Dialect.Of(Model(Connector.Anthropic)).Lacks);
        Assert.Subset(Checks.All.ToHashSet(), Dialect.Of(Model(Connector.Anthropic)).Lacks.ToHashSet());
    }

    private static ModelSettings Model(Connector connector) =>
        new()
        {
            Id = "m",
            Model = "m",
            Connector = connector,
        };
}
