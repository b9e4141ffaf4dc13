using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Showdown.Domain;

namespace Showdown.Simulator;

/// <summary>
/// A host of simulated weights at a request that no benchmark stands behind: it does what the protocol promises, follows the plainest instructions
/// (count, call, reply in JSON), and departs from both only by the faults that it is told.
/// </summary>
internal sealed partial class InstructedHost
{
    private const int Longest = 40;

    private readonly JsonObject _body;
    private readonly SimulatedRequest _request;
    private readonly HostDistortion _host;
    private readonly Chance _luck;

    public InstructedHost(SimulatedRequest request, Simulation simulation)
    {
        (_request, _host) = (request, simulation.Host!);
        _body = JsonNode.Parse(request.Body!)!.AsObject();
        var drawn = _body["seed"] is JsonValue seed && !Has("ignores-seed") ? seed.GetValue<long>() : Random.Shared.NextInt64();
        _luck = Chance.Of(request.Model).With(drawn);
    }

    /// <summary>Why the host does not take the request; null where it does.</summary>
    public string? Refusal =>
        Has("refuses-n") && _body.ContainsKey("n") ? "n is not supported."
        : Has("refuses-logprobs") && _body.ContainsKey("logprobs") ? "logprobs are not supported."
        : Has("refuses-results") && Results is not null ? "messages with role 'tool' are not supported."
        : _host.Context is { } context && !Has("cuts-context") && Prompted + (_request.MaxTokens ?? 0) > context
            ? $"the context is {context} tokens, and {Prompted + (_request.MaxTokens ?? 0)} were asked for."
        : null;

    /// <summary>A reply in one piece.</summary>
    public JsonObject Whole()
    {
        var choices = new JsonArray();
        var wanted =
            Has("ignores-n") ? 1
            : Number("n") is { } n ? (int)n
            : 1;
        var tokens = 0;
        for (var index = 0; index < wanted; index++)
        {
            var reply = Reply(index, streamed: false);
            tokens += reply.Tokens.Count;
            var choice = new JsonObject
            {
                ["index"] = index,
                ["message"] = Message(reply),
                ["finish_reason"] = reply.Finish,
            };
            if (_body["logprobs"]?.GetValue<bool>() == true && !Has("ignores-logprobs"))
                choice["logprobs"] = LogProbabilities();
            choices.Add((JsonNode)choice);
        }

        var whole = Head("chat.completion", streamed: false);
        whole["choices"] = choices;
        whole["usage"] = Usage(tokens);
        return whole;
    }

    /// <summary>The same as events: data, and after how many tokens each is due.</summary>
    public IEnumerable<(string Data, int After)> Events()
    {
        var reply = Reply(0, streamed: true);
        var pieces = Has("one-piece") ? [string.Concat(reply.Tokens)] : reply.Tokens;
        for (var piece = 0; piece < pieces.Count && reply.Calls is null; piece++)
            yield return (Chunk(new JsonObject { ["content"] = pieces[piece] }, null), Has("one-piece") ? reply.Tokens.Count : piece);
        for (var call = 0; call < reply.Calls?.Count; call++)
            yield return (Chunk(new JsonObject { ["tool_calls"] = new JsonArray(Call(reply.Calls[call], call)) }, null), call);
        yield return (Chunk([], reply.Finish), reply.Tokens.Count);
        if (_request.IncludeUsage && !Has("no-usage-in-streams"))
        {
            var usage = Head("chat.completion.chunk", streamed: true);
            usage["choices"] = new JsonArray();
            usage["usage"] = Usage(reply.Tokens.Count);
            yield return (usage.ToJsonString(), reply.Tokens.Count);
        }
    }

    private string? Results =>
        _body["messages"] is JsonArray { Count: > 0 } all && all[^1]?["role"]?.GetValue<string>() == "tool" ? _request.Prompt : null;

    private bool Has(string fault) => _host.Faults.Contains(fault);

    private double? Number(string field) => _body[field] is JsonValue value && value.TryGetValue(out double number) ? number : null;

    private Said Reply(int index, bool streamed)
    {
        if (CallsOf() is { Count: > 0 } calls)
            return new Said(["call"], Has("wrong-finish-calls") ? "stop" : "tool_calls", calls);
        IReadOnlyList<string> tokens = [.. Tokens(Text(index) + (streamed && Has("stream-differs") ? " and so on" : ""))];
        var stopped = Stopped(tokens);
        var most = Has("ignores-cap") ? int.MaxValue : _request.MaxTokens ?? int.MaxValue;
        var cut = stopped.Count > most;
        return new Said(
            cut ? [.. stopped.Take(most)] : stopped,
            cut
                ? Has("wrong-finish-cap")
                    ? "stop"
                    : "length"
                : Has("wrong-finish-stop")
                    ? "length"
                    : "stop",
            null
        );
    }

    private string Text(int index)
    {
        var leak = Has("leaks") ? "<|im_end|> " : "";
        if (Results is { } results)
            return $"{leak}The tool says: {results}";
        if (_body["response_format"] is JsonObject format && !Has("ignores-format"))
            return Formatted(format);
        if (Count().Match(_request.Prompt) is { Success: true } count)
            return leak
                + string.Join(
                    ' ',
                    Enumerable.Range(
                        int.Parse(count.Groups[1].Value, CultureInfo.InvariantCulture),
                        1
                            + int.Parse(count.Groups[2].Value, CultureInfo.InvariantCulture)
                            - int.Parse(count.Groups[1].Value, CultureInfo.InvariantCulture)
                    )
                );
        if (Words() is { } words)
            return leak + words;
        if (Follow() is { } word)
            return leak + word;
        if (Echo().Match(_request.Prompt) is { Success: true } echo)
            return leak + echo.Groups[1].Value;
        var heat =
            Number("top_p") < 0.05 && !Has("ignores-top-p") ? 0
            : Has("ignores-temperature") ? 1
            : _request.Temperature ?? 1;
        return leak + ToyLanguage.Text(ToyLanguage.Draw(_host.Weights, _request.Prompt, heat, _host, _luck.With(index), Longest));
    }

    /// <summary>A word that any message asks for, or that an earlier one told.</summary>
    private string? Follow()
    {
        var all = string.Join('\n', (_body["messages"] as JsonArray ?? []).Select(m => m?["content"] as JsonValue).Select(c => c?.ToString()));
        var asked = OneWord().Match(all);
        if (!asked.Success && _request.Prompt.Contains("What is the word?", StringComparison.Ordinal))
            asked = TheWord().Match(all);
        return asked.Success ? asked.Groups[1].Value : null;
    }

    /// <summary>As plain as can be: every key that has to be there, with a number.</summary>
    private static string Formatted(JsonObject format)
    {
        var required = format["json_schema"]?["schema"]?["required"] as JsonArray;
        return new JsonObject(
            (required?.Select(r => r!.GetValue<string>()) ?? ["legs"]).Select(k => KeyValuePair.Create(k, (JsonNode?)8))
        ).ToJsonString();
    }

    private List<string>? CallsOf()
    {
        if (_request.Tools.Count == 0 || Results is not null)
            return null;
        var named = _request.Tools.Where(t => _request.Prompt.Contains(t, StringComparison.Ordinal)).ToList();
        var choice = Has("ignores-tool-choice") ? null : _body["tool_choice"];
        var calls = choice is JsonObject one
            ? [one["function"]!["name"]!.GetValue<string>()]
            : choice?.GetValue<string>() switch
            {
                "none" => [],
                "required" when named.Count == 0 => [_request.Tools[0]],
                _ => named,
            };
        return _body["parallel_tool_calls"]?.GetValue<bool>() == false && !Has("ignores-parallel") ? [.. calls.Take(1)] : calls;
    }

    /// <summary>The last of three words that it is told is that of the question; the others may be cut.</summary>
    private string? Words()
    {
        if (!_request.Prompt.EndsWith("Reply with the three words.", StringComparison.Ordinal))
            return null;
        var read =
            _host.Context is { } context && Has("cuts-context") && _request.Prompt.Length > 4 * context
                ? _request.Prompt[^(4 * context)..]
                : _request.Prompt;
        return string.Join(' ', NumberedWord().Matches(read).Select(w => w.Groups[1].Value));
    }

    private IReadOnlyList<string> Stopped(IReadOnlyList<string> tokens)
    {
        if (Has("ignores-stop") || _body["stop"] is not JsonArray { Count: > 0 } stops)
            return tokens;
        var text = string.Concat(tokens);
        var at = stops.Select(s => text.IndexOf(s!.GetValue<string>(), StringComparison.Ordinal)).Where(i => i >= 0).DefaultIfEmpty(-1).Min();
        return at < 0 ? tokens : [.. Tokens(text[..at])];
    }

    private static IEnumerable<string> Tokens(string text) => Word().Matches(text).Select(w => w.Value);

    private static JsonNode Call(string name, int index) =>
        new JsonObject
        {
            ["index"] = index,
            ["id"] = $"call_{index}",
            ["type"] = "function",
            ["function"] = new JsonObject { ["name"] = name, ["arguments"] = """{"town":"Oslo"}""" },
        };

    private static JsonObject Message(Said reply)
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = reply.Calls is null ? string.Concat(reply.Tokens) : null };
        if (reply.Calls is not null)
            message["tool_calls"] = new JsonArray([.. reply.Calls.Select(Call)]);
        return message;
    }

    /// <summary>Of the first token alone.</summary>
    private JsonObject LogProbabilities()
    {
        var first = ToyLanguage.First(_request.Prompt, _host, Chance.Of("logs").With(Random.Shared.NextInt64()), 5);
        return new JsonObject
        {
            ["content"] = new JsonArray(
                new JsonObject
                {
                    ["token"] = first[0].Word,
                    ["logprob"] = first[0].Log,
                    ["top_logprobs"] = new JsonArray([.. first.Select(t => new JsonObject { ["token"] = t.Word, ["logprob"] = t.Log })]),
                }
            ),
        };
    }

    private string Chunk(JsonObject delta, string? finish)
    {
        var chunk = Head("chat.completion.chunk", streamed: true);
        chunk["choices"] = new JsonArray(
            new JsonObject
            {
                ["index"] = 0,
                ["delta"] = delta,
                ["finish_reason"] = finish,
            }
        );
        return chunk.ToJsonString();
    }

    private JsonObject Head(string kind, bool streamed) =>
        new()
        {
            ["id"] = "simulated-instructed",
            ["object"] = kind,
            ["created"] = 0,
            ["model"] = Has("other-model") ? "another-model" : _request.Model,
            ["system_fingerprint"] = Has("changing-fingerprint") && streamed ? "simulated-2" : "simulated",
        };

    private JsonObject Usage(int output)
    {
        var input = Has("cuts-context") ? Math.Min(Prompted, _host.Context ?? int.MaxValue) : Prompted;
        return new JsonObject
        {
            ["prompt_tokens"] = input,
            ["completion_tokens"] = output,
            ["total_tokens"] = input + output,
        };
    }

    private int Prompted =>
        (_request.PromptLength / 4) + 4 + (int)(_host.HiddenPrompt * ReplyWriter.HiddenTokens) + (Has("other-template") ? 3 * Turns : 0);

    private int Turns => (_body["messages"] as JsonArray)?.Count ?? 0;

    /// <param name="Tokens">Of the text, each with the blank before it.</param>
    /// <param name="Calls">Names; null: it answers in words.</param>
    private sealed record Said(IReadOnlyList<string> Tokens, string Finish, IReadOnlyList<string>? Calls);

    [GeneratedRegex(@"numbers from (\d{1,4}) to (\d{1,4})")]
    private static partial Regex Count();

    [GeneratedRegex(@"the one word (\w+)")]
    private static partial Regex OneWord();

    [GeneratedRegex(@"The word is (\w+)")]
    private static partial Regex TheWord();

    [GeneratedRegex(@"The (?:first|second|third) word is (\w+)")]
    private static partial Regex NumberedWord();

    [GeneratedRegex("as they stand: (.+)$")]
    private static partial Regex Echo();

    [GeneratedRegex(@"\s*\S+")]
    private static partial Regex Word();
}
