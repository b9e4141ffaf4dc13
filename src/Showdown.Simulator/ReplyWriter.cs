using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using Showdown.Domain;

namespace Showdown.Simulator;

/// <summary>Writes the bytes of replies by hand: at thousands a second a serializer would be what one measures.</summary>
internal sealed class ReplyWriter(ArrayBufferWriter<byte> output, SimulatedRequest request, string id, Simulation simulation, long created)
{
    private static readonly Dictionary<string, byte[]> _encoded = [];

    /// <summary>Tokens of a system prompt that nobody sent.</summary>
    public const int HiddenTokens = 200;

    private readonly byte[] _model = Encode(request.Model);
    private readonly byte[] _id = System.Text.Encoding.ASCII.GetBytes(id);

    /// <summary>Who serves the reply behind a router; null: nobody says.</summary>
    public string? Provider { get; init; }

    public void BeginChunk()
    {
        Head("chat.completion.chunk"u8, "data: "u8);
        Raw("\"choices\":[{\"index\":0,\"delta\":{\"content\":\""u8);
    }

    public void EndChunk() => Raw("\"},\"finish_reason\":null}]}\n\n"u8);

    /// <summary>A call in pieces, as hosts stream them: id and name first, then the arguments in two halves.</summary>
    public void Call(int index, SimulatedCall call)
    {
        var half = call.Arguments.Length / 2;
        half -= half > 0 && char.IsHighSurrogate(call.Arguments[half - 1]) ? 1 : 0;
        Piece(index, call.Name, "");
        Piece(index, null, call.Arguments[..half]);
        Piece(index, null, call.Arguments[half..]);
    }

    private void Piece(int index, string? name, string arguments)
    {
        Head("chat.completion.chunk"u8, "data: "u8);
        Raw("\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":"u8);
        Number(index);
        if (name is not null)
            CallHead(index);
        Function(name, arguments);
        Raw("}]},\"finish_reason\":null}]}\n\n"u8);
    }

    private void CallHead(int index)
    {
        Raw(",\"id\":\"call_"u8);
        Number(index);
        Raw("\",\"type\":\"function\""u8);
    }

    private void Function(string? name, string arguments)
    {
        Raw(",\"function\":{"u8);
        if (name is not null)
        {
            Raw("\"name\":\""u8);
            Text(name);
            Raw("\","u8);
        }

        Raw("\"arguments\":\""u8);
        Text(arguments);
        Raw("\"}"u8);
    }

    public void Finish(SimulatedReply reply)
    {
        Head("chat.completion.chunk"u8, "data: "u8);
        Raw("\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\""u8);
        Raw(Reason(reply));
        Raw("\"}]}\n\n"u8);
    }

    public void Usage(int outputTokens)
    {
        Head("chat.completion.chunk"u8, "data: "u8);
        Raw("\"choices\":[],"u8);
        UsageObject(outputTokens);
        Raw("}\n\n"u8);
    }

    public void Done() => Raw("data: [DONE]\n\n"u8);

    public void BeginWhole()
    {
        Head("chat.completion"u8, default);
        Raw("\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""u8);
    }

    public void EndWhole(SimulatedReply reply)
    {
        Raw("\""u8);
        for (var call = 0; call < reply.Calls.Count; call++)
        {
            Raw(call == 0 ? ",\"tool_calls\":[{\"index\":"u8 : ",{\"index\":"u8);
            Number(call);
            CallHead(call);
            Function(reply.Calls[call].Name, reply.Calls[call].Arguments);
            Raw(call == reply.Calls.Count - 1 ? "}]"u8 : "}"u8);
        }

        Raw("},\"finish_reason\":\""u8);
        Raw(Reason(reply));
        Raw("\"}],"u8);
        UsageObject(reply.OutputTokens);
        Raw("}"u8);
    }

    private static ReadOnlySpan<byte> Reason(SimulatedReply reply) =>
        reply.Cut ? "length"u8
        : reply.Calls.Count > 0 ? "tool_calls"u8
        : "stop"u8;

    public void Raw(ReadOnlySpan<byte> bytes) => output.Write(bytes);

    /// <summary>Text that may hold anything.</summary>
    public void Text(string text) => Raw(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);

    /// <summary>Puts what was written since the last time into a response, in one piece: every write into it takes its lock.</summary>
    public void MoveTo(PipeWriter response)
    {
        response.Write(output.WrittenSpan);
        output.ResetWrittenCount();
    }

    private static byte[] Encode(string model)
    {
        lock (_encoded)
        {
            if (_encoded.TryGetValue(model, out var bytes))
                return bytes;
            bytes = JsonEncodedText.Encode(model).EncodedUtf8Bytes.ToArray();
            if (_encoded.Count < 100)
                _encoded[model] = bytes;
            return bytes;
        }
    }

    private void Head(ReadOnlySpan<byte> kind, ReadOnlySpan<byte> prefix)
    {
        Raw(prefix);
        Raw("{\"id\":\""u8);
        Raw(_id);
        Raw("\",\"object\":\""u8);
        Raw(kind);
        Raw("\",\"created\":"u8);
        Number(created);
        Raw(",\"model\":\""u8);
        Raw(_model);
        Raw("\",\"system_fingerprint\":\"simulated\","u8);
        if (Provider is null)
            return;
        Raw("\"provider\":\""u8);
        Text(Provider);
        Raw("\","u8);
    }

    private void UsageObject(int outputTokens)
    {
        var inputTokens = (request.PromptLength / 4) + 4 + (int)((simulation.Host?.HiddenPrompt ?? 0) * HiddenTokens);
        Raw("\"usage\":{\"prompt_tokens\":"u8);
        Number(inputTokens);
        Raw(",\"completion_tokens\":"u8);
        Number(outputTokens);
        Raw(",\"total_tokens\":"u8);
        Number(inputTokens + outputTokens);
        if (simulation.ReportsPrice is { } price)
        {
            var usd = (inputTokens * price.Input + outputTokens * price.Output) / 1e6;
            Raw(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $",\"cost\":{usd:0.##########}")));
        }

        Raw("}"u8);
    }

    private void Number(long value)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(value, digits, out var written);
        Raw(digits[..written]);
    }
}
