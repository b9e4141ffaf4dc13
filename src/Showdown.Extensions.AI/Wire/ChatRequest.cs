using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Showdown.Extensions.AI.Wire;

/// <summary>A chat request in OpenAI's protocol, in the terms of Microsoft.Extensions.AI.</summary>
internal sealed record ChatRequest(string Model, IReadOnlyList<ChatMessage> Messages, ChatOptions Options)
{
    public bool Streams { get; init; }

    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="InvalidOperationException">A field has another type.</exception>
    /// <exception cref="KeyNotFoundException">A field that is needed is missing.</exception>
    public static async Task<ChatRequest> ReadAsync(Stream body, CancellationToken cancel)
    {
        using var document = await JsonDocument.ParseAsync(body, cancellationToken: cancel);
        var json = document.RootElement;
        var model = json.GetProperty("model").GetString() ?? "";
        var options = new ChatOptions
        {
            ModelId = model,
            Temperature = (float?)Number(json, "temperature"),
            TopP = (float?)Number(json, "top_p"),
            TopK = (int?)Number(json, "top_k"),
            Seed = (long?)Number(json, "seed"),
            MaxOutputTokens = (int?)(Number(json, "max_completion_tokens") ?? Number(json, "max_tokens")),
            StopSequences = Stops(json),
            Tools = Tools(json),
        };
        return new ChatRequest(model, [.. json.GetProperty("messages").EnumerateArray().Select(Message)], options)
        {
            Streams = json.TryGetProperty("stream", out var stream) && stream.ValueKind == JsonValueKind.True,
        };
    }

    private static ChatMessage Message(JsonElement json) =>
        new(new ChatRole(json.GetProperty("role").GetString() ?? "user"), json.TryGetProperty("content", out var content) ? Text(content) : "");

    // A text, or a list of parts of which some are texts.
    private static string Text(JsonElement content) =>
        content.ValueKind == JsonValueKind.Array
            ? string.Concat(content.EnumerateArray().Select(part => part.TryGetProperty("text", out var text) ? text.GetString() : ""))
            : content.GetString() ?? "";

    private static decimal? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetDecimal() : null;

    private static List<string>? Stops(JsonElement json) =>
        !json.TryGetProperty("stop", out var stop) ? null
        : stop.ValueKind == JsonValueKind.Array ? [.. stop.EnumerateArray().Select(s => s.GetString() ?? "")]
        : stop.GetString() is { } one ? [one]
        : null;

    private static List<AITool>? Tools(JsonElement json) =>
        json.TryGetProperty("tools", out var tools) && tools.ValueKind == JsonValueKind.Array
            ? [.. tools.EnumerateArray().Select(Declaration)]
            : null;

    private static AIFunctionDeclaration Declaration(JsonElement tool)
    {
        var function = tool.GetProperty("function");
        return AIFunctionFactory.CreateDeclaration(
            function.GetProperty("name").GetString() ?? "",
            function.TryGetProperty("description", out var description) ? description.GetString() : null,
            function.TryGetProperty("parameters", out var parameters) ? parameters.Clone() : JsonElement.Parse("{}"u8)
        );
    }
}
