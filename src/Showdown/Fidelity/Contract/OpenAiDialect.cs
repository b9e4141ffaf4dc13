using System.Text;
using System.Text.Json.Nodes;
using Showdown.Domain;

namespace Showdown.Fidelity.Contract;

/// <summary>OpenAI's chat completions.</summary>
internal sealed class OpenAiDialect(ModelSettings model) : Dialect
{
    public override IReadOnlySet<string> Lacks { get; } = new HashSet<string>();

    public override (string Stop, string Cap, string Calls) Finishes => ("stop", "length", "tool_calls");

    public override JsonObject Write(Ask ask)
    {
        var body = new JsonObject
        {
            ["model"] = model.Model,
            ["messages"] = Messages(ask),
            [model.OutputCapField] = ask.Cap,
            ["stream"] = ask.Stream,
        };
        if (ask.Stream)
            body["stream_options"] = new JsonObject { ["include_usage"] = true };
        Set(body, "temperature", ask.Temperature);
        Set(body, "top_p", ask.TopP);
        Set(body, "n", ask.Choices);
        Set(body, "seed", ask.Seed);
        if (ask.Stop is not null)
            body["stop"] = new JsonArray(NeverSaid, ask.Stop);
        if (ask.LogProbabilities)
            (body["logprobs"], body["top_logprobs"]) = (true, 5);
        if (ask.Format is not null)
            body["response_format"] = ask.Format.DeepClone();
        if (ask.Tools.Count > 0)
            body["tools"] = new JsonArray([.. ask.Tools.Select(Tool)]);
        if (ask.ToolChoice is { } choice)
            body["tool_choice"] = choice is "none" or "required"
                ? choice
                : new JsonObject
                {
                    ["type"] = "function",
                    ["function"] = new JsonObject { ["name"] = choice },
                };
        if (ask.Parallel is { } parallel)
            body["parallel_tool_calls"] = parallel;
        return body;
    }

    public override Told Read(string body, IReadOnlyList<(string Data, TimeSpan After)> events)
    {
        var read = new Gathered();
        if (events.Count == 0)
            read.Add(JsonNode.Parse(body), null);
        foreach (var (data, after) in events.Where(e => e.Data != "[DONE]"))
            read.Add(JsonNode.Parse(data), after);
        return read.Told();
    }

    private static JsonArray Messages(Ask ask)
    {
        var messages = new JsonArray([
            .. ask.Messages.Select(m => new JsonObject { ["role"] = m.Role.ToString().ToLowerInvariant(), ["content"] = m.Text }),
        ]);
        if (ask.Called is not var (call, result))
            return messages;
        messages.Add(
            (JsonNode)
                new JsonObject
                {
                    ["role"] = "assistant",
                    ["content"] = "",
                    ["tool_calls"] = new JsonArray(
                        new JsonObject
                        {
                            ["id"] = call.Id,
                            ["type"] = "function",
                            ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = call.Arguments },
                        }
                    ),
                }
        );
        messages.Add(
            (JsonNode)
                new JsonObject
                {
                    ["role"] = "tool",
                    ["tool_call_id"] = call.Id,
                    ["content"] = result,
                }
        );
        return messages;
    }

    private static JsonNode Tool(Tool tool) =>
        new JsonObject
        {
            ["type"] = "function",
            ["function"] = new JsonObject
            {
                ["name"] = tool.Name,
                ["description"] = tool.Description,
                ["parameters"] = JsonNode.Parse(tool.Parameters),
            },
        };

    private static void Set<T>(JsonObject body, string name, T? value)
        where T : struct
    {
        if (value is { } given)
            body[name] = JsonValue.Create(given);
    }

    /// <summary>A reply as its pieces come.</summary>
    private sealed class Gathered
    {
        private readonly StringBuilder _text = new();
        private readonly StringBuilder _second = new();
        private readonly StringBuilder _reasoning = new();
        private readonly SortedDictionary<int, (string? Id, string? Name, StringBuilder Arguments)> _calls = [];
        private readonly HashSet<int> _choices = [];
        private readonly List<TimeSpan> _pieces = [];
        private readonly Dictionary<string, double> _logProbabilities = [];
        private string? _finish;
        private string? _model;
        private string? _fingerprint;
        private bool _failed;
        private (int? Input, int? Output) _usage;

        public void Add(JsonNode? node, TimeSpan? after)
        {
            _failed |= node?["error"] is JsonObject;
            _model = Text(node?["model"]) ?? _model;
            _fingerprint = Text(node?["system_fingerprint"]) ?? _fingerprint;
            foreach (var choice in (node?["choices"] as JsonArray ?? []).OfType<JsonObject>())
            {
                var index = Number(choice["index"]) ?? _choices.Count;
                _choices.Add(index);
                if (index == 1)
                    _second.Append(Text((choice["delta"] ?? choice["message"])?["content"]));
                if (index > 0)
                    continue;
                _finish = Text(choice["finish_reason"]) is { Length: > 0 } reason ? reason : _finish;
                Usage(choice["usage"]);
                if (Said(choice["delta"] ?? choice["message"]) && after is { } at)
                    _pieces.Add(at);
                if (_logProbabilities.Count == 0)
                    First(choice["logprobs"]?["content"] as JsonArray);
            }

            Usage(node?["usage"]);
        }

        /// <remarks>Routers say "error" with HTTP 200, too: before the first choice, or in the middle of a stream.</remarks>
        public Told Told() =>
            new()
            {
                IsAccepted = _choices.Count > 0 && !_failed,
                Text = _text.ToString(),
                Reasoning = _reasoning.ToString(),
                Finish = _finish,
                Calls = [.. _calls.Values.Select(c => new ToolCall(c.Name ?? "", c.Arguments.ToString()) { Id = c.Id })],
                Choices = _choices.Count,
                SecondText = _choices.Contains(1) ? _second.ToString() : null,
                LogProbabilities = _logProbabilities,
                InputTokens = _usage.Input,
                OutputTokens = _usage.Output,
                Model = _model,
                Fingerprint = _fingerprint,
                Pieces = _pieces,
            };

        private bool Said(JsonNode? message)
        {
            var text = Text(message?["content"]) ?? "";
            var reasoning = Text(message?["reasoning_content"]) ?? Text(message?["reasoning"]) ?? "";
            _text.Append(text);
            _reasoning.Append(reasoning);
            var calls = (message?["tool_calls"] as JsonArray ?? []).OfType<JsonObject>().ToList();
            foreach (var call in calls)
            {
                var index = Number(call["index"]) ?? _calls.Count;
                var known = _calls.TryGetValue(index, out var begun) ? begun : (null, null, new StringBuilder());
                known.Item3.Append(Text(call["function"]?["arguments"]));
                _calls[index] = (known.Item1 ?? Text(call["id"]), known.Item2 ?? Text(call["function"]?["name"]), known.Item3);
            }

            return text.Length > 0 || reasoning.Length > 0 || calls.Count > 0;
        }

        private void First(JsonArray? tokens)
        {
            if (tokens?.FirstOrDefault() is not JsonObject first)
                return;
            foreach (var token in (first["top_logprobs"] as JsonArray ?? []).OfType<JsonObject>().Prepend(first))
            {
                if (Text(token["token"]) is { } text && token["logprob"] is JsonValue value && value.TryGetValue(out double log))
                    _logProbabilities[text] = log;
            }
        }

        private void Usage(JsonNode? usage)
        {
            if (usage is JsonObject)
                _usage = (Number(usage["prompt_tokens"]) ?? _usage.Input, Number(usage["completion_tokens"]) ?? _usage.Output);
        }
    }
}
