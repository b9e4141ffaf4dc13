using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.SemanticKernel.ChatCompletion;
using Showdown.Domain;
using Showdown.Models.Wire;

namespace Showdown.Models.OpenAi;

/// <summary>
/// Writes request bodies for one model. Text goes out exactly as it stands; a field of the model's own `extra` replaces ours of the same name, and
/// null leaves it out.
/// </summary>
internal sealed class RequestBody
{
    // Text is only ever read by a JSON parser, never put into a page: the fewer escapes the better.
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly HashSet<string> _ours =
    [
        "model",
        "messages",
        "tools",
        "temperature",
        "top_p",
        "top_k",
        "seed",
        "stop",
        "stream",
        "stream_options",
    ];

    private const int LargestKept = 256 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _json;

    private readonly ModelSettings _model;
    private readonly HashSet<string> _replaced;
    private readonly byte[]? _simulation;

    public RequestBody(ModelSettings model)
    {
        _model = model;
        _replaced = model.Extra?.Select(field => field.Key).ToHashSet() ?? [];
        _simulation = model is { IsSimulated: true } ? SimulationJson.Settings(model.Simulation ?? new()) : null;
    }

    public byte[] Write(ModelRequest request) =>
        Write(
            request.Messages,
            new ChatSettings
            {
                Sampling = request.Sampling,
                Tools = request.Tools,
                Hint = request.Hint,
            }
        );

    public byte[] Write(ChatHistory messages, ChatSettings settings) => Write(messages.Select(ChatMessages.Of), settings);

    private byte[] Write(IEnumerable<Message> messages, ChatSettings settings)
    {
        var (buffer, json) = Desk();
        json.WriteStartObject();
        if (Ours("model"))
            json.WriteString("model"u8, _model.Model);
        if (Ours("messages"))
            Messages(json, messages);
        if (settings.Tools.Count > 0 && Ours("tools"))
            Tools(json, settings.Tools);
        Sampling(json, settings.Sampling);
        if (Ours("stream"))
            json.WriteBoolean("stream"u8, true);
        if (Ours("stream_options") && Ours("stream"))
        {
            json.WriteStartObject("stream_options"u8);
            json.WriteBoolean("include_usage"u8, true);
            json.WriteEndObject();
        }

        if (_model.Extra is not null)
            Extra(json, _model.Extra, _model.OutputCapField);
        if (_simulation is not null)
            SimulationJson.Write(json, _simulation, settings.Hint, settings.Try);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>
    /// A clean buffer and its writer, which each thread uses again: the writer wants several times the room that a text takes in the end.
    /// </summary>
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json) Desk()
    {
        if (_buffer is null || _json is null || _buffer.Capacity > LargestKept)
        {
            _buffer = new ArrayBufferWriter<byte>(4096);
            _json = new Utf8JsonWriter(_buffer, _options);
        }
        else
        {
            _buffer.ResetWrittenCount();
            _json.Reset(_buffer);
        }

        return (_buffer, _json);
    }

    private static void Extra(Utf8JsonWriter json, JsonObject fields, string capField)
    {
        foreach (var (name, value) in fields)
        {
            if (value is null && (name == capField || _ours.Contains(name)))
                continue;
            json.WritePropertyName(name);
            if (value is null)
                json.WriteNullValue();
            else
                value.WriteTo(json);
        }
    }

    private void Sampling(Utf8JsonWriter json, Sampling sampling)
    {
        Number(json, "temperature", sampling.Temperature);
        Number(json, "top_p", sampling.TopP);
        Number(json, "top_k", sampling.TopK);
        Number(json, "seed", sampling.Seed);
        Number(json, _model.OutputCapField, sampling.MaxOutputTokens);
        if (sampling.Stop.Count == 0 || !Ours("stop"))
            return;
        json.WriteStartArray("stop"u8);
        foreach (var stop in sampling.Stop)
            json.WriteStringValue(stop);
        json.WriteEndArray();
    }

    private void Number<T>(Utf8JsonWriter json, string name, T? value)
        where T : struct, IFormattable
    {
        if (value is not { } number || !Ours(name))
            return;
        json.WritePropertyName(name);
        json.WriteRawValue(number.ToString(null, CultureInfo.InvariantCulture), skipInputValidation: true);
    }

    private static void Messages(Utf8JsonWriter json, IEnumerable<Message> messages)
    {
        json.WriteStartArray("messages"u8);
        foreach (var message in messages)
        {
            json.WriteStartObject();
            json.WriteString("role"u8, ChatMessages.LabelOf(message.Role));
            json.WriteString("content"u8, message.Text);
            if (message.Calls.Count > 0)
                Calls(json, message.Calls);
            if (message.CallId is { } call)
                json.WriteString("tool_call_id"u8, call);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Calls(Utf8JsonWriter json, IReadOnlyList<ToolCall> calls)
    {
        json.WriteStartArray("tool_calls"u8);
        foreach (var call in calls)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, call.Id);
            json.WriteString("type"u8, "function"u8);
            json.WriteStartObject("function"u8);
            json.WriteString("name"u8, call.Name);
            json.WriteString("arguments"u8, call.Arguments);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Nothing is said of tool_choice: with tools on offer the model decides, and that is what is measured.</summary>
    private static void Tools(Utf8JsonWriter json, IReadOnlyList<Tool> tools)
    {
        json.WriteStartArray("tools"u8);
        foreach (var tool in tools)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "function"u8);
            json.WriteStartObject("function"u8);
            json.WriteString("name"u8, tool.Name);
            if (tool.Description is not null)
                json.WriteString("description"u8, tool.Description);
            json.WritePropertyName("parameters"u8);
            json.WriteRawValue(tool.Parameters, skipInputValidation: true);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private bool Ours(string field) => !_replaced.Contains(field);
}
