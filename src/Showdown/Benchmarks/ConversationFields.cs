using System.Text.Json;
using System.Text.RegularExpressions;
using Showdown.Domain;

namespace Showdown.Benchmarks;

/// <summary>Fields of a dataset that hold a conversation or the functions on offer, as JSON.</summary>
internal static partial class ConversationFields
{
    private const int MostTurns = 1000;
    private const int MostTools = 1000;

    /// <summary>A list of {role, content}; a list in a list of one is taken, too.</summary>
    /// <exception cref="RowException">It is not.</exception>
    public static IReadOnlyList<Message> Turns(string json)
    {
        using var document = Parse("turns", json);
        var list = document.RootElement;
        if (list.ValueKind == JsonValueKind.Array && list.GetArrayLength() == 1 && list[0].ValueKind == JsonValueKind.Array)
            list = list[0];
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > MostTurns)
            throw new RowException($"'turns' must be a list of at most {MostTurns} {{\"role\": ..., \"content\": ...}}.");
        return [.. list.EnumerateArray().Select(Turn)];
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

    private static Message Turn(JsonElement turn)
    {
        var role = Text(turn, "role") switch
        {
            "system" => MessageRole.System,
            "user" => MessageRole.User,
            "assistant" => MessageRole.Assistant,
            var other => throw new RowException($"a turn's role is '{Row.Short(other ?? "")}', and must be system, user or assistant."),
        };
        return new Message(role, Text(turn, "content") ?? throw new RowException("a turn has no 'content' that is a text."));
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
