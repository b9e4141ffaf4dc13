using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Showdown.Domain;
using Showdown.Models.Http;
using Showdown.Models.Wire;

namespace Showdown.Models.Ollama;

/// <summary>
/// Ollama's own protocol, /api/chat: a JSON document a line. It is worth having beside /v1 because the context window can be set: Ollama cuts a
/// longer prompt
/// without a word.
/// </summary>
internal sealed class OllamaChatService(ModelSettings model, HostConnection host) : StreamingChatService(model.Model, host.Name)
{
    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Uri AddressOf(Uri endpoint)
    {
        var start = HostConnection.BaseOf(endpoint);
        return new Uri(start.EndsWith("/api", StringComparison.Ordinal) ? start + "/chat" : start + "/api/chat");
    }

    public override async IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(
        ChatHistory chatHistory,
        PromptExecutionSettings? executionSettings = null,
        Kernel? kernel = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var settings = ChatSettings.Of(executionSettings);
        var sampling = settings.Sampling;
        using var response = await host.PostAsync(Body(chatHistory, sampling, settings.Tools), cancellationToken);
        await using var stream = await HostConnection.BodyAsync(response, sampling.MaxOutputTokens, cancellationToken);
        if (await stream.LookAsync(cancellationToken) == BodyForm.Html)
            throw host.Malformed("with an HTML page");
        using var lines = new StreamReader(stream, Encoding.UTF8);
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
                yield return Read(line);
        }
    }

    private ReadOnlyMemory<byte> Body(ChatHistory messages, Sampling sampling, IReadOnlyList<Tool> tools)
    {
        var options = new JsonObject();
        Set("temperature", sampling.Temperature);
        Set("top_p", sampling.TopP);
        Set("top_k", sampling.TopK);
        Set("seed", sampling.Seed);
        Set("num_predict", sampling.MaxOutputTokens);
        Set("num_ctx", model.ContextWindow);
        if (sampling.Stop.Count > 0)
            options["stop"] = new JsonArray([.. sampling.Stop.Select(s => JsonValue.Create(s))]);
        var body = new JsonObject
        {
            ["model"] = model.Model,
            ["messages"] = new JsonArray([.. messages.Select(m => Json(ChatMessages.Of(m)))]),
            ["stream"] = true,
            ["options"] = options,
        };
        if (tools.Count > 0)
            body["tools"] = new JsonArray([.. tools.Select(Json)]);
        foreach (var (name, value) in model.Extra ?? [])
        {
            // "options" of the settings adds to ours; everything else stands in place of it.
            if (name == "options" && value is JsonObject more)
            {
                foreach (var (option, setting) in more)
                    options[option] = setting?.DeepClone();
            }
            else
            {
                if (value is not null || !body.Remove(name))
                    body[name] = value?.DeepClone();
            }
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            body.WriteTo(writer, _plain);
        return buffer.WrittenMemory;

        void Set<T>(string name, T? value)
            where T : struct
        {
            if (value is { } number)
                options[name] = JsonValue.Create(number);
        }
    }

    /// <summary>Ollama knows no ids: a result stands behind its call, and arguments are an object.</summary>
    private static JsonObject Json(Message message)
    {
        var said = new JsonObject { ["role"] = ChatMessages.LabelOf(message.Role), ["content"] = message.Text };
        if (message.Calls.Count > 0)
            said["tool_calls"] = new JsonArray([
                .. message.Calls.Select(c => new JsonObject
                {
                    ["function"] = new JsonObject { ["name"] = c.Name, ["arguments"] = JsonObject.Create(CallForms.ArgumentsOf(c)) },
                }),
            ]);
        return said;
    }

    private static JsonObject Json(Tool tool) =>
        new()
        {
            ["type"] = "function",
            ["function"] = new JsonObject
            {
                ["name"] = tool.Name,
                ["description"] = tool.Description ?? "",
                ["parameters"] = JsonNode.Parse(tool.Parameters),
            },
        };

    private StreamingChatMessageContent Read(string line)
    {
        string? text = null,
            reasoning = null,
            served = null,
            reason = null;
        int? input = null,
            output = null;
        List<CallPiece>? calls = null;
        var done = false;
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(line));
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("an object was expected");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("message"u8))
                Message(ref reader, ref text, ref reasoning, ref calls);
            else if (reader.ValueTextEquals("model"u8))
                served = reader.StringOrNull();
            else if (reader.ValueTextEquals("done"u8))
                done = reader.Read() && reader.TokenType == JsonTokenType.True;
            else if (reader.ValueTextEquals("done_reason"u8))
                reason = reader.StringOrNull();
            else if (reader.ValueTextEquals("prompt_eval_count"u8))
                input = reader.Count();
            else if (reader.ValueTextEquals("eval_count"u8))
                output = reader.Count();
            else if (reader.ValueTextEquals("error"u8) && ErrorReader.Read(ref reader) is { } error)
                throw host.ErrorFrame(error);
            else
                reader.Skip();
        }

        if (!done)
            return Part(text, reasoning, served, null, calls);
        var facts = new Dictionary<string, object?> { [ReplyFacts.FinishReason] = reason ?? "" };
        if (input is not null || output is not null)
            facts[ReplyFacts.Usage] = new Usage { InputTokens = input, OutputTokens = output };
        return Part(text, reasoning, served, facts, calls);
    }

    private static void Message(ref Utf8JsonReader reader, ref string? text, ref string? reasoning, ref List<CallPiece>? calls)
    {
        if (!reader.EnterObject())
            return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("content"u8))
                text = reader.StringOrNull();
            else if (reader.ValueTextEquals("thinking"u8))
                reasoning = reader.StringOrNull();
            else if (reader.ValueTextEquals("tool_calls"u8))
                calls = CallsReader.List(ref reader);
            else
                reader.Skip();
        }
    }
}
