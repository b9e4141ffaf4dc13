using System.Text.Json;
using System.Text.RegularExpressions;
using Showdown.Domain;

namespace Showdown.Models.Wire;

/// <summary>Calls of a conversation for protocols that take arguments as an object, or ids of letters, digits, '_' and '-' alone.</summary>
internal static partial class CallForms
{
    /// <summary>Kimi's "functions.get_weather:0" becomes "functions_get_weather_0", of a call and of its result alike.</summary>
    public static string IdOf(string? id) => Other().Replace(id ?? "", "_");

    /// <summary>Always an object: what is none goes under one name, "arguments", since a history may hold a call that went wrong.</summary>
    public static JsonElement ArgumentsOf(ToolCall call)
    {
        try
        {
            var given = JsonElement.Parse(string.IsNullOrWhiteSpace(call.Arguments) ? "{}" : call.Arguments);
            if (given.ValueKind == JsonValueKind.Object)
                return given;
        }
        catch (JsonException)
        {
            // No JSON is no object, either.
        }

        return JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["arguments"] = call.Arguments });
    }

    [GeneratedRegex("[^a-zA-Z0-9_-]")]
    private static partial Regex Other();
}
