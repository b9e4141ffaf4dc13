using System.Text;
using System.Text.Json.Nodes;
using Showdown.Domain;
using Showdown.Models.Wire;

namespace Showdown.Fidelity.Contract;

/// <summary>Anthropic's messages.</summary>
internal sealed class AnthropicDialect(ModelSettings model) : Dialect
{
    public override IReadOnlySet<string> Lacks { get; } =
        new HashSet<string> { Checks.Fingerprint, Checks.Choices, Checks.Seed, Checks.LogProbabilities, Checks.JsonObject, Checks.JsonSchema };

    public override (string Stop, string Cap, string Calls) Finishes => ("end_turn", "max_tokens", "tool_use");

    public override JsonObject Write(Ask ask)
    {
        var body = new JsonObject
        {
            ["model"] = model.Model,
            ["max_tokens"] = ask.Cap,
            ["messages"] = Messages(ask),
            ["stream"] = ask.Stream,
        };
        if (ask.Messages.FirstOrDefault(m => m.Role == MessageRole.System) is { } system)
            body["system"] = system.Text;
        if (ask.Temperature is { } temperature)
            body["temperature"] = Math.Min(1, temperature); // the protocol's most
        if (ask.TopP is { } topP)
            body["top_p"] = topP;
        if (ask.Stop is not null)
            body["stop_sequences"] = new JsonArray(NeverSaid, ask.Stop);
        if (ask.Tools.Count > 0)
            body["tools"] = new JsonArray([
                .. ask.Tools.Select(t => new JsonObject
                {
                    ["name"] = t.Name,
                    ["description"] = t.Description,
                    ["input_schema"] = JsonNode.Parse(t.Parameters),
                }),
            ]);
        if (ask.ToolChoice is not null || ask.Parallel is not null)
            body["tool_choice"] = Choice(ask);
        return body;
    }

    public override Told Read(string body, IReadOnlyList<(string Data, TimeSpan After)> events)
    {
        var (text, calls, pieces) = (
            new StringBuilder(),
            new SortedDictionary<int, (string? Id, string Name, StringBuilder Input)>(),
            new List<TimeSpan>()
        );
        string? served = null,
            finish = null;
        (int? Input, int? Output) usage = default;
        var failed = false;
        if (events.Count == 0)
            Whole(JsonNode.Parse(body));
        foreach (var (data, after) in events)
        {
            var said = JsonNode.Parse(data);
            failed |= said?["error"] is JsonObject;
            Whole(said?["message"]);
            Block(said?["content_block"], Number(said?["index"]) ?? 0);
            finish = Text(said?["delta"]?["stop_reason"]) ?? finish;
            Usage(said?["usage"]);
            var piece = Text(said?["delta"]?["text"]);
            var input = Text(said?["delta"]?["partial_json"]);
            text.Append(piece);
            if (input is not null && calls.TryGetValue(Number(said?["index"]) ?? 0, out var call))
                call.Input.Append(input);
            if (!string.IsNullOrEmpty(piece) || !string.IsNullOrEmpty(input))
                pieces.Add(after);
        }

        return new Told
        {
            IsAccepted = !failed,
            Text = text.ToString(),
            Finish = finish,
            Calls = [.. calls.Values.Select(c => new ToolCall(c.Name, c.Input.ToString()) { Id = c.Id })],
            Choices = 1,
            InputTokens = usage.Input,
            OutputTokens = usage.Output,
            Model = served,
            Pieces = pieces,
        };

        void Whole(JsonNode? message)
        {
            failed |= message?["error"] is JsonObject;
            served = Text(message?["model"]) ?? served;
            finish = Text(message?["stop_reason"]) ?? finish;
            Usage(message?["usage"]);
            var number = 0;
            foreach (var block in message?["content"] as JsonArray ?? [])
                Block(block, number++);
        }

        void Block(JsonNode? block, int index)
        {
            text.Append(Text(block?["text"]));
            if (Text(block?["type"]) != "tool_use")
                return;
            var input =
                block!["input"] is JsonObject { Count: > 0 } given ? given.ToJsonString()
                : events.Count == 0 ? "{}"
                : "";
            calls[index] = (Text(block["id"]), Text(block["name"]) ?? "", new StringBuilder(input));
        }

        void Usage(JsonNode? said)
        {
            if (said is JsonObject)
                usage = (Input(said) ?? usage.Input, Number(said["output_tokens"]) ?? usage.Output);
        }
    }

    /// <summary>With what came from a cache, or went into one: the protocol counts them apart.</summary>
    private static int? Input(JsonNode said) =>
        Number(said["input_tokens"]) is { } fresh
            ? fresh + (Number(said["cache_read_input_tokens"]) ?? 0) + (Number(said["cache_creation_input_tokens"]) ?? 0)
            : null;

    private static JsonArray Messages(Ask ask)
    {
        var messages = new JsonArray([
            .. ask
                .Messages.Where(m => m.Role != MessageRole.System)
                .Select(m => new JsonObject { ["role"] = m.Role.ToString().ToLowerInvariant(), ["content"] = m.Text }),
        ]);
        if (ask.Called is not var (call, result))
            return messages;
        messages.Add(
            (JsonNode)Turn(
                "assistant",
                new JsonObject
                {
                    ["type"] = "tool_use",
                    ["id"] = CallForms.IdOf(call.Id),
                    ["name"] = call.Name,
                    ["input"] = JsonNode.Parse(call.Arguments),
                }
            )
        );
        messages.Add(
            (JsonNode)Turn(
                "user",
                new JsonObject
                {
                    ["type"] = "tool_result",
                    ["tool_use_id"] = CallForms.IdOf(call.Id),
                    ["content"] = result,
                }
            )
        );
        return messages;
    }

    private static JsonObject Turn(string role, JsonObject block) => new() { ["role"] = role, ["content"] = new JsonArray(block) };

    private static JsonObject Choice(Ask ask)
    {
        var choice = ask.ToolChoice switch
        {
            null => new JsonObject { ["type"] = "auto" },
            "none" => new JsonObject { ["type"] = "none" },
            "required" => new JsonObject { ["type"] = "any" },
            var name => new JsonObject { ["type"] = "tool", ["name"] = name },
        };
        if (ask.Parallel is { } parallel)
            choice["disable_parallel_tool_use"] = !parallel;
        return choice;
    }
}
