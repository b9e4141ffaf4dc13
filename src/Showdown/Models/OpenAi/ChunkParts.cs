using System.Globalization;
using System.Text;
using System.Text.Json;
using Showdown.Domain;

namespace Showdown.Models.OpenAi;

/// <summary>Small steps with a reader. Each starts on a property name and ends on the last token of its value.</summary>
internal static class JsonSteps
{
    extension(ref Utf8JsonReader reader)
    {
        public bool EnterObject()
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
                return true;
            reader.Skip();
            return false;
        }

        public string? StringOrNull()
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
                return reader.Text();
            reader.Skip();
            return null;
        }

        /// <summary>A count, whatever it is written as: 11, 11.0 or "11". Null where it is none or below zero.</summary>
        public int? Count()
        {
            reader.Read();
            double value;
            switch (reader.TokenType)
            {
                case JsonTokenType.Number when reader.TryGetInt32(out var whole):
                    return whole >= 0 ? whole : null;
                case JsonTokenType.Number when reader.TryGetDouble(out value):
                    break;
                case JsonTokenType.String when double.TryParse(reader.Text(), NumberStyles.Float, CultureInfo.InvariantCulture, out value):
                    break;
                default:
                    reader.Skip();
                    return null;
            }

            return value is >= 0 and <= int.MaxValue ? (int)Math.Round(value) : null;
        }

        /// <summary>The current string; half a surrogate pair or broken UTF-8 becomes U+FFFD instead of an exception.</summary>
        public string Text()
        {
            try
            {
                return reader.GetString()!;
            }
            catch (InvalidOperationException)
            {
                return LenientText.Unescape(Encoding.UTF8.GetString(reader.ValueSpan));
            }
        }
    }
}

/// <summary>Strings that the JSON reader refuses: hosts cut characters in two when they cut a text into tokens.</summary>
internal static class LenientText
{
    public static string Unescape(string raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\' || i + 1 == raw.Length)
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            if (raw[i] == 'u' && i + 4 < raw.Length && ushort.TryParse(raw.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code))
            {
                text.Append((char)code);
                i += 4;
                continue;
            }

            text.Append(raw[i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', var other => other });
        }

        // Through bytes and back: what is still half a pair becomes U+FFFD.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }
}

internal static class UsageReader
{
    /// <summary>Reads a usage object; null when it is null or says nothing.</summary>
    public static Usage? Read(ref Utf8JsonReader reader)
    {
        if (!reader.EnterObject())
            return null;
        int? input = null, output = null, total = null, reasoning = null, cached = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("prompt_tokens"u8) || reader.ValueTextEquals("input_tokens"u8))
                input = reader.Count();
            else if (reader.ValueTextEquals("completion_tokens"u8) || reader.ValueTextEquals("output_tokens"u8))
                output = reader.Count();
            else if (reader.ValueTextEquals("total_tokens"u8))
                total = reader.Count();
            else if (reader.ValueTextEquals("reasoning_tokens"u8))
                reasoning = reader.Count();
            else if (reader.ValueTextEquals("cached_tokens"u8) || reader.ValueTextEquals("prompt_cache_hit_tokens"u8))
                cached = reader.Count();
            else if (reader.ValueTextEquals("completion_tokens_details"u8) || reader.ValueTextEquals("output_tokens_details"u8))
                reasoning = Detail(ref reader, "reasoning_tokens"u8) ?? reasoning;
            else if (reader.ValueTextEquals("prompt_tokens_details"u8) || reader.ValueTextEquals("input_tokens_details"u8))
                cached = Detail(ref reader, "cached_tokens"u8) ?? cached;
            else
                reader.Skip();
        }

        if (input is null && output is null)
            return null;
        // A few hosts leave reasoning out of the completion's count; the total gives them away.
        if (reasoning > 0 && total == input + output + reasoning)
            output += reasoning;
        return new Usage { InputTokens = input, OutputTokens = output, ReasoningTokens = reasoning, CachedInputTokens = cached };
    }

    private static int? Detail(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (!reader.EnterObject())
            return null;
        int? value = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(name))
                value = reader.Count();
            else
                reader.Skip();
        }

        return value;
    }
}

internal static class ErrorReader
{
    /// <summary>Reads the value of an error field: an object, or a text alone. Null when it is null or empty.</summary>
    public static ErrorObject? Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(ref reader);
            case JsonTokenType.String when reader.Text() is { Length: > 0 } text:
                return new ErrorObject(null, text);
            default:
                reader.Skip();
                return null;
        }
    }

    /// <summary>Reads from the object's opening brace to its closing one.</summary>
    public static ErrorObject ReadObject(ref Utf8JsonReader reader)
    {
        int? code = null;
        string? message = null, name = null, type = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("message"u8))
                message = reader.StringOrNull();
            else if (reader.ValueTextEquals("type"u8))
                type = reader.StringOrNull();
            else if (reader.ValueTextEquals("code"u8) || reader.ValueTextEquals("status"u8))
                Code(ref reader, ref code, ref name);
            else
                reader.Skip();
        }

        var tags = string.Join(", ", new[] { name, type }.Where(t => !string.IsNullOrEmpty(t)).Distinct());
        return new ErrorObject(code, tags.Length == 0 ? message ?? "" : $"{message} ({tags})");
    }

    /// <summary>The message of an error body, or the body itself when it is not of that form.</summary>
    public static string TextOf(ReadOnlySpan<byte> body)
    {
        try
        {
            if (new ChunkReader().Read(body).Error is { Text.Length: > 0 } error)
                return error.Text;
        }
        catch (JsonException)
        {
            // Not JSON: shown as it stands.
        }

        return Encoding.UTF8.GetString(body);
    }

    private static void Code(ref Utf8JsonReader reader, ref int? code, ref string? name)
    {
        var next = reader;
        next.Read();
        if (next.TokenType == JsonTokenType.Number)
            code = reader.Count();
        else
            name = reader.StringOrNull();
        if (int.TryParse(name, out var number))
            (code, name) = (number, null);
    }
}

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

        string? text = null, thinking = null, all = null;
        using var parts = JsonDocument.ParseValue(ref reader);
        foreach (var part in parts.RootElement.EnumerateArray().Where(p => p.ValueKind == JsonValueKind.Object))
        {
            var thinks = part.TryGetProperty("thinking", out var inner);
            var said = Flat(thinks ? inner : part.TryGetProperty("text", out inner) ? inner : default);
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

    private static string Flat(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Array => string.Concat(element.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.Object && e.TryGetProperty("text", out var t) ? Flat(t) : Flat(e))),
        _ => "",
    };
}
