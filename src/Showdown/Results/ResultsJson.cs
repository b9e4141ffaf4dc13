using System.Text.Json;
using System.Text.Json.Serialization;

namespace Showdown.Results;

/// <summary>How records stand in text columns.</summary>
internal static class ResultsJson
{
    private static readonly JsonSerializerOptions _options = new()
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, _options);

    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, _options) ?? throw new JsonException("null where a value was stored");
}
