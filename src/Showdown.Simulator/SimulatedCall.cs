using System.Text.Json;

namespace Showdown.Simulator;

/// <summary>Calls that a simulated model plays: where functions are on offer, a reply that is a JSON list of {name, arguments} is sent as
/// calls.</summary>
internal sealed record SimulatedCall(string Name, string Arguments)
{
    /// <summary>A call of each function, for a request that nobody has told the right answer to.</summary>
    public static string Of(IReadOnlyList<string> functions) =>
        JsonSerializer.Serialize(functions.Select(name => new { name, arguments = new { text = "1 2 3 4 5 6 7 8 9 10" } }));

    /// <returns>Null where the text is anything else: then it is said in words.</returns>
    public static IReadOnlyList<SimulatedCall>? Read(string text)
    {
        if (!text.StartsWith('['))
            return null;
        try
        {
            using var list = JsonDocument.Parse(text);
            return list.RootElement.GetArrayLength() == 0
                ? null
                :
                [
                    .. list
                        .RootElement.EnumerateArray()
                        .Select(c => new SimulatedCall(c.GetProperty("name").GetString()!, TextOf(c.GetProperty("arguments")))),
                ];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static string TextOf(JsonElement arguments) =>
        arguments.ValueKind == JsonValueKind.String ? arguments.GetString()! : arguments.GetRawText();
}
