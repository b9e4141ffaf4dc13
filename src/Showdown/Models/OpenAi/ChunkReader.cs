using System.Text.Json;
using Showdown.Models.Wire;

namespace Showdown.Models.OpenAi;

/// <summary>
/// Reads chunks of one reply. Tolerates what hosts do: unknown fields, nulls, float counts, NaN, usage in odd places, errors in many forms.
/// </summary>
internal sealed class ChunkReader
{
    private static readonly JsonReaderOptions _lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private string? _model;
    private string? _fingerprint;
    private string? _provider;
    private bool _streams;

    /// <summary>Reads one JSON document.</summary>
    /// <exception cref="JsonException">It is not JSON, or neither an object nor a list of errors.</exception>
    public Chunk Read(ReadOnlySpan<byte> json)
    {
        json = json.TrimStart("\uFEFF"u8);
        try
        {
            return ReadStrictly(json);
        }
        catch (JsonException) when (LenientText.Mend(json) is { } mended)
        {
            return ReadStrictly(mended);
        }
    }

    private Chunk ReadStrictly(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, _lenient);
        var chunk = new Chunk();
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return reader.TokenType == JsonTokenType.StartArray && ErrorReader.OfBody(json, refused: false) is { } error
                ? new Chunk { Error = error }
                : throw new JsonException("an object was expected");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("choices"u8))
                Choices(ref reader, chunk);
            else if (reader.ValueTextEquals("usage"u8))
                chunk.Usage = UsageReader.Read(ref reader) ?? chunk.Usage;
            else if (reader.ValueTextEquals("model"u8))
                chunk.Model = Repeated(ref reader, ref _model);
            else if (reader.ValueTextEquals("system_fingerprint"u8))
                chunk.SystemFingerprint = Changed(ref reader, ref _fingerprint);
            else if (reader.ValueTextEquals("provider"u8))
                chunk.Provider = Changed(ref reader, ref _provider);
            else if (reader.ValueTextEquals("error"u8) || reader.ValueTextEquals("detail"u8))
                chunk.Error = ErrorReader.Read(ref reader) ?? chunk.Error;
            else if (reader.ValueTextEquals("x_groq"u8))
                GroqUsage(ref reader, chunk);
            else
                reader.Skip();
        }

        while (reader.Read())
        {
            // Runs to the end, so that a cut document is told from a whole one.
        }

        // Neither a choice nor usage: the whole document may be an error.
        if (chunk is { HasChoice: false, Usage: null, Error: null })
            chunk.Error = ErrorReader.OfBody(json, refused: false);
        return chunk;
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

    private void Choices(ref Utf8JsonReader reader, Chunk chunk)
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

    private void Choice(ref Utf8JsonReader reader, Chunk chunk)
    {
        chunk.HasChoice = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("delta"u8))
                _streams |= Message(ref reader, chunk);
            else if (!_streams && reader.ValueTextEquals("message"u8)) // the last chunk of some streams repeats the whole message
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

    /// <returns>True when it held text of the answer or of the reasoning, or calls.</returns>
    private static bool Message(ref Utf8JsonReader reader, Chunk chunk)
    {
        if (!reader.EnterObject())
            return false;
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
            else if (reader.ValueTextEquals("tool_calls"u8))
                chunk.Calls = CallsReader.List(ref reader) ?? chunk.Calls;
            else if (reader.ValueTextEquals("function_call"u8))
                chunk.Calls ??= CallsReader.Single(ref reader);
            else if (reader.ValueTextEquals("refusal"u8))
                chunk.Text = Either(chunk.Text, reader.StringOrNull());
            else
                reader.Skip();
        }

        chunk.Reasoning = Either(chunk.Reasoning, details);
        return !string.IsNullOrEmpty(chunk.Text) || !string.IsNullOrEmpty(chunk.Reasoning) || chunk.Calls is not null;
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

    /// <summary>The string where it is new; null where it repeats the last one.</summary>
    private static string? Changed(ref Utf8JsonReader reader, ref string? last)
    {
        var before = last;
        return Repeated(ref reader, ref last) is { } now && !ReferenceEquals(now, before) ? now : null;
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
            last = reader.Text();
        return last;
    }
}
