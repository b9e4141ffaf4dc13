using System.Text.Json;
using System.Text.RegularExpressions;
using Showdown.Domain;

namespace Showdown.Benchmarks;

/// <summary>Fields of a dataset that hold a conversation or the functions on offer, as JSON.</summary>
internal static partial class ConversationFields
{
    private const int MostTurns = 1000;
    private const int MostTools = 1000;

    /// <summary>A list of {role, content} as OpenAI's protocol has it, calls and their results with it; a list in a list of one is taken,
    /// too.</summary>
    /// <remarks>Also as the K2 Vendor Verifier has it: its role "_input" is the system's.</remarks>
    /// <exception cref="RowException">It is not.</exception>
    public static IReadOnlyList<Message> Turns(string json)
    {
        using var document = Parse("turns", json);
        var list = document.RootElement;
        if (list.ValueKind == JsonValueKind.Array && list.GetArrayLength() == 1 && list[0].ValueKind == JsonValueKind.Array)
            list = list[0];
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > MostTurns)
            throw new RowException($"'turns' must be a list of at most {MostTurns} {{\"role\": ..., \"content\": ...}}.");
        var turns = new List<Message>();
        foreach (var turn in list.EnumerateArray())
            turns.Add(Turn(turn, turns.Sum(t => t.Calls.Count)));
        return turns;
    }

    /// <summary>A list of {name, description, parameters}, or of OpenAI's {type: function, function: {...}}.</summary>
    /// <exception cref="RowException">It is not, or a name cannot be one.</exception>
    public static IReadOnlyList<Tool> Tools(string json)
    {
        using var document = Parse("tools", json);
        var list = document.RootElement;
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > MostTools)
            throw new RowException($"'tools' must be a list of at most {MostTools} {{\"name\": ..., \"description\": ..., \"parameters\": ...}}.");
        Tool[] tools = [.. list.EnumerateArray().Select(Tool)];
        if (tools.GroupBy(t => t.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Skip(1).Any()) is { } twice)
            throw new RowException($"'tools' offers '{Row.Short(twice.Key)}' twice.");
        return tools;
    }

    private static JsonDocument Parse(string field, string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException e)
        {
            throw new RowException($"'{field}' is no JSON: {e.Message}");
        }
    }

    /// <param name="before">Calls in the turns before.</param>
    private static Message Turn(JsonElement turn, int before)
    {
        var role = Text(turn, "role") switch
        {
            "system" or "_input" => MessageRole.System,
            "user" => MessageRole.User,
            "assistant" => MessageRole.Assistant,
            "tool" => MessageRole.Tool,
            var other => throw new RowException($"a turn's role is '{Row.Short(other ?? "")}', and must be system, user, assistant or tool."),
        };
        var calls = role == MessageRole.Assistant ? Calls(turn, before) : [];
        var content = Content(turn) ?? (calls.Count > 0 ? "" : throw new RowException("a turn has no 'content' that is a text."));
        return new Message(role, content)
        {
            Calls = calls,
            CallId =
                role != MessageRole.Tool ? null : Text(turn, "tool_call_id") ?? throw new RowException("a turn of a tool has no 'tool_call_id'."),
        };
    }

    /// <summary>A text, or a list of parts that are texts.</summary>
    private static string? Content(JsonElement turn)
    {
        if (Text(turn, "content") is { } text)
            return text;
        if (turn.ValueKind != JsonValueKind.Object || !turn.TryGetProperty("content", out var parts) || parts.ValueKind != JsonValueKind.Array)
            return null;
        var texts = parts.EnumerateArray().Select(part => Text(part, "text")).ToList();
        return texts.Contains(null) ? null : string.Join('\n', texts);
    }

    private static IReadOnlyList<ToolCall> Calls(JsonElement turn, int before)
    {
        if (!turn.TryGetProperty("tool_calls", out var list) || list.ValueKind == JsonValueKind.Null)
            return [];
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > MostTools)
            throw new RowException($"a turn's 'tool_calls' must be a list of at most {MostTools} calls.");
        return [.. list.EnumerateArray().Select((call, number) => Call(call, before + number))];
    }

    /// <param name="number">In the whole conversation, from 0: Kimi's template wants it in the id.</param>
    private static ToolCall Call(JsonElement call, int number)
    {
        var function = call.ValueKind == JsonValueKind.Object && call.TryGetProperty("function", out var inner) ? inner : default;
        if (Text(function, "name") is not { } name || Text(function, "arguments") is not { } arguments)
            throw new RowException("a call of a turn has no function with 'name' and 'arguments' that are texts.");
        return new ToolCall(name, arguments) { Id = Text(call, "id") ?? $"functions.{name}:{number}" };
    }

    private static Tool Tool(JsonElement tool)
    {
        if (tool.ValueKind == JsonValueKind.Object && tool.TryGetProperty("function", out var function))
            tool = function;
        if (Text(tool, "name") is not { } name || !Name().IsMatch(name))
            throw new RowException(
                $"a tool's name is '{Row.Short(Text(tool, "name") ?? "")}', and must have 1 to 64 letters, digits, '_' and '-': hosts take no other."
            );
        var parameters = tool.TryGetProperty("parameters", out var schema) ? schema : default;
        if (parameters.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined))
            throw new RowException($"the parameters of tool '{name}' are no JSON Schema: an object is expected.");
        return new Tool(
            name,
            Text(tool, "description"),
            parameters.ValueKind == JsonValueKind.Undefined ? """{"type":"object","properties":{}}""" : parameters.GetRawText()
        );
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,64}$")]
    private static partial Regex Name();
}
