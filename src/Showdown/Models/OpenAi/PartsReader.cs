using System.Text.Json;

namespace Showdown.Models.OpenAi;

/// <summary>Content given as a list of parts.</summary>
internal static class PartsReader
{
    public static (string? Text, string? Thinking, string? All) Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return default;
        }

        string? text = null,
            thinking = null,
            all = null;
        using var parts = JsonDocument.ParseValue(ref reader);
        foreach (var part in parts.RootElement.EnumerateArray().Where(p => p.ValueKind == JsonValueKind.Object))
        {
            var thinks = part.TryGetProperty("thinking", out var inner);
            var said = Flat(
                thinks ? inner
                : part.TryGetProperty("text", out inner) ? inner
                : default
            );
            if (said.Length == 0)
                continue;
            all += said;
            if (thinks)
                thinking += said;
            else
                text += said;
        }

        return (text, thinking, all);
    }

    private static string Flat(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.String => element.GetString()!,
            JsonValueKind.Array => string.Concat(
                element.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.Object && e.TryGetProperty("text", out var t) ? Flat(t) : Flat(e))
            ),
            _ => "",
        };
}
