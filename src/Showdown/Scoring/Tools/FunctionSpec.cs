using System.Text.Json;

namespace Showdown.Scoring.Tools;

/// <summary>A function as a dataset describes it.</summary>
internal sealed record FunctionSpec(string Name, IReadOnlyDictionary<string, ParameterSpec> Parameters, IReadOnlyList<string> Required)
{
    /// <summary>A list of {name, parameters: {properties, required}}; "arguments" stands for "parameters" in some datasets.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static IReadOnlyList<FunctionSpec> Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return [.. document.RootElement.EnumerateArray().Select(Of)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException($"the descriptions of the functions cannot be read: {e.Message}", e);
        }
    }

    private static FunctionSpec Of(JsonElement function)
    {
        var schema = function.TryGetProperty("parameters", out var parameters) ? parameters : function.GetProperty("arguments");
        return new FunctionSpec(
            function.GetProperty("name").GetString() ?? "",
            schema.TryGetProperty("properties", out var properties)
                ? properties.EnumerateObject().ToDictionary(p => p.Name, p => Parameter(p.Value), StringComparer.Ordinal)
                : new Dictionary<string, ParameterSpec>(),
            schema.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.Array
                ? [.. required.EnumerateArray().Select(r => r.GetString() ?? "")]
                : []
        );
    }

    private static ParameterSpec Parameter(JsonElement schema) =>
        new(TypeOf(schema) ?? "", schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("items", out var items) ? TypeOf(items) : null);

    private static string? TypeOf(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
            ? type.GetString()
            : null;
}
