using System.Text.Json;
using Showdown.Domain;
using Showdown.Models.Wire;

namespace Showdown.Models.OpenAi;

/// <summary>What one event of a stream, or a whole reply, says. Null: it does not say.</summary>
internal sealed class Chunk
{
    public static readonly Chunk End = new() { IsEnd = true };

    /// <summary>The [DONE] line.</summary>
    public bool IsEnd { get; init; }

    public bool HasChoice { get; set; }

    public string? Text { get; set; }

    public string? Reasoning { get; set; }

    /// <summary>As spelt; some hosts send an empty one with every chunk.</summary>
    public string? FinishReason { get; set; }

    public Usage? Usage { get; set; }

    public string? Model { get; set; }

    public string? SystemFingerprint { get; set; }

    /// <summary>Who served it behind a router, where the router says so.</summary>
    public string? Provider { get; set; }

    public ErrorObject? Error { get; set; }
}

/// <summary>Reads chunks of one reply. Tolerates what hosts do: unknown fields, nulls, float counts, usage in odd places.</summary>
internal sealed class ChunkReader
{
    private string? _model;
    private string? _fingerprint;
    private string? _provider;

    /// <summary>Reads one JSON document.</summary>
    /// <exception cref="JsonException">It is not JSON, or not an object.</exception>
    public Chunk Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var chunk = new Chunk();
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("an object was expected");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("choices"u8))
                Choices(ref reader, chunk);
            else if (reader.ValueTextEquals("usage"u8))
                chunk.Usage = UsageReader.Read(ref reader) ?? chunk.Usage;
            else if (reader.ValueTextEquals("model"u8))
                chunk.Model = Repeated(ref reader, ref _model);
            else if (reader.ValueTextEquals("system_fingerprint"u8))
                chunk.SystemFingerprint = Fingerprint(ref reader);
            else if (reader.ValueTextEquals("provider"u8))
                chunk.Provider = Provider(ref reader);
            else if (reader.ValueTextEquals("error"u8) || reader.ValueTextEquals("detail"u8))
                chunk.Error = ErrorReader.Read(ref reader) ?? chunk.Error;
            else if (reader.ValueTextEquals("object"u8))
                Object(ref reader, json, chunk);
            else if (reader.ValueTextEquals("x_groq"u8))
                GroqUsage(ref reader, chunk);
            else
                reader.Skip();
        }

        while (reader.Read())
        {
            // Runs to the end, so that a cut document is told from a whole one.
        }

        return chunk;
    }

    private static void Object(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, Chunk chunk)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("error"u8))
        {
            var whole = new Utf8JsonReader(json);
            whole.Read();
            chunk.Error = ErrorReader.ReadObject(ref whole);
        }
        else
        {
            reader.Skip();
        }
    }

    private static void GroqUsage(ref Utf8JsonReader reader, Chunk chunk)
    {
        if (!reader.EnterObject())
            return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("usage"u8))
                chunk.Usage = UsageReader.Read(ref reader) ?? chunk.Usage;
            else
                reader.Skip();
        }
    }

    private static void Choices(ref Utf8JsonReader reader, Chunk chunk)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject && !chunk.HasChoice)
                Choice(ref reader, chunk);
            else
                reader.Skip();
        }
    }

    private static void Choice(ref Utf8JsonReader reader, Chunk chunk)
    {
        chunk.HasChoice = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("delta"u8) || reader.ValueTextEquals("message"u8))
                Message(ref reader, chunk);
            else if (reader.ValueTextEquals("finish_reason"u8))
                chunk.FinishReason = reader.StringOrNull();
            else if (reader.ValueTextEquals("text"u8))
                chunk.Text ??= reader.StringOrNull();
            else if (reader.ValueTextEquals("usage"u8))
                chunk.Usage = UsageReader.Read(ref reader) ?? chunk.Usage;
            else if (reader.ValueTextEquals("error"u8))
                chunk.Error = ErrorReader.Read(ref reader) ?? chunk.Error;
            else
                reader.Skip();
        }
    }

    private static void Message(ref Utf8JsonReader reader, Chunk chunk)
    {
        if (!reader.EnterObject())
            return;
        string? details = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // Some hosts send the same reasoning under two names: the first wins.
            if (reader.ValueTextEquals("content"u8))
                Content(ref reader, chunk);
            else if (reader.ValueTextEquals("reasoning_content"u8) || reader.ValueTextEquals("reasoning"u8) || reader.ValueTextEquals("thinking"u8))
                chunk.Reasoning = Either(chunk.Reasoning, reader.StringOrNull());
            else if (reader.ValueTextEquals("reasoning_details"u8))
                details = PartsReader.Read(ref reader).All;
            else if (reader.ValueTextEquals("refusal"u8))
                chunk.Text = Either(chunk.Text, reader.StringOrNull());
            else
                reader.Skip();
        }

        chunk.Reasoning = Either(chunk.Reasoning, details);
    }

    private static void Content(ref Utf8JsonReader reader, Chunk chunk)
    {
        var next = reader;
        next.Read();
        if (next.TokenType != JsonTokenType.StartArray)
        {
            chunk.Text = Either(chunk.Text, reader.StringOrNull());
            return;
        }

        var parts = PartsReader.Read(ref reader);
        chunk.Text = Either(chunk.Text, parts.Text);
        chunk.Reasoning = Either(chunk.Reasoning, parts.Thinking);
    }

    private static string? Either(string? first, string? second) => string.IsNullOrEmpty(first) ? second : first;

    /// <summary>The fingerprint where it is new; null where it repeats the last one.</summary>
    private string? Fingerprint(ref Utf8JsonReader reader)
    {
        var before = _fingerprint;
        return Repeated(ref reader, ref _fingerprint) is { } now && !ReferenceEquals(now, before) ? now : null;
    }

    private string? Provider(ref Utf8JsonReader reader)
    {
        var before = _provider;
        return Repeated(ref reader, ref _provider) is { } now && !ReferenceEquals(now, before) ? now : null;
    }

    /// <summary>Every chunk repeats this string: it is made once.</summary>
    private static string? Repeated(ref Utf8JsonReader reader, ref string? last)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        if (last is null || !reader.ValueTextEquals(last))
            last = reader.GetString();
        return last;
    }
}
